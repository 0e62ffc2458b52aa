#!/usr/bin/env bash
# The agent's memory over a long time at 500 collections a second. Usage: eng/measure-memory.sh [SECONDS]
. "$(dirname "$0")/measure-lib.sh"
seconds=${1:-600}
machine
port=$(free_port)
lab "$WORK/lab" storm --gcs-per-second 500 --seconds $((seconds + 60))
agent "$LAB_PID" "$port"
for _ in $(seq $((seconds / 20))); do
  sleep 20
  curl -sf "http://127.0.0.1:$port/metrics" >/dev/null
  rss_kb "$AGENT_PID"
done > "$WORK/rss"
awk -v n="$(value "$port" dotnet_gc_collections_total)" '{ r[NR] = $1 } END { q = int(NR / 4); if (q < 1) q = 1; for (i = 1; i <= q; i++) a += r[i] / q; for (i = NR - q + 1; i <= NR; i++) b += r[i] / q; printf "%d collections; RSS of the first quarter %.0f kB, of the last %.0f kB: ratio %.3f\n", n, a, b, b / a }' "$WORK/rss"
