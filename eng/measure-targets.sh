#!/usr/bin/env bash
# What the native agent costs with many real targets at 5 collections a second each: memory and CPU with a scrape each 10 s, then 50 scrapes at
# 5 a second, and losses. Usage: eng/measure-targets.sh [COUNTS [SECONDS]]
. "$(dirname "$0")/measure-lib.sh"
counts=${1:-1 10 20 50 100}
seconds=${2:-30}
machine
for count in $counts; do
  mark="targets-$$-$count"
  labs=()
  for _ in $(seq "$count"); do
    MARK=$mark dotnet "$LAB" collect --interval-ms 200 --generation 0 --seconds 600 >/dev/null 2>&1 &
    labs+=($!)
    PIDS+=($!)
  done
  port=$(free_port)
  "$AGENT" --include "env:MARK=$mark" --metrics-port "$port" 2>"$WORK/agent.err" &
  AGENT_PID=$!
  PIDS+=("$AGENT_PID")
  up=0
  for _ in $(seq 600); do up=$(value "$port" gcwatch_target_up || echo 0); [ "${up:-0}" -eq "$count" ] && break; sleep 0.2; done
  [ "${up:-0}" -eq "$count" ] || { echo "only $up of $count attached" >&2; exit 1; }
  sleep 5
  before=$(cpu_ns "$AGENT_PID"); collected=$(value "$port" dotnet_gc_collections_total); began=$(date +%s.%N)
  for _ in $(seq $((seconds / 10))); do
    sleep 10
    curl -sf -m 30 -o "$WORK/scrape" "http://127.0.0.1:$port/metrics"
  done
  after=$(cpu_ns "$AGENT_PID"); ended=$(date +%s.%N); rss=$(rss_kb "$AGENT_PID")
  collected=$(($(value "$port" dotnet_gc_collections_total) - collected))
  for _ in $(seq 50); do
    curl -sf -m 30 -o "$WORK/scrape" -w '%{time_total} %{size_download}\n' "http://127.0.0.1:$port/metrics"
    sleep 0.2
  done >"$WORK/times"
  sort -n "$WORK/times" | awk -v n="$count" -v cpu="$((after - before))" -v s="$(echo "$ended $began" | awk '{ print $1 - $2 }')" \
    -v gcs="$collected" -v rss="$rss" -v hwm="$(awk '/^VmHWM/ { print $2 }' "/proc/$AGENT_PID/status")" \
    -v gaps="$(value "$port" gcwatch_gc_number_gaps_total)" -v dropped="$(value "$port" gcwatch_events_dropped_total)" -v threads="$(ls "/proc/$AGENT_PID/task" | wc -l)" \
    '{ t[NR] = $1 * 1000; size = $2 } END { printf "%d targets: %.1f GCs/s, CPU %.2f %% of a core, resident %.1f MB (at most %.1f), %d threads, scrape p50 %.0f ms p99 %.0f ms, %.0f kB, number gaps %d, dropped %d\n", n, gcs / s, cpu / s / 1e7, rss / 1024, hwm / 1024, threads, t[int((NR + 1) / 2)], t[int(NR * .99 + .5)], size / 1000, gaps, dropped }'
  stop "$AGENT_PID"
  for pid in "${labs[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  wait "${labs[@]}" 2>/dev/null || true
done
