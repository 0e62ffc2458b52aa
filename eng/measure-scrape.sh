#!/usr/bin/env bash
# Scrapes of a native server with many targets: how long, how large, and what memory they take; then beside clients that ask and never
# read. The server alone, without readers of targets. Usage: eng/measure-scrape.sh [COUNTS [SCRAPES]]
. "$(dirname "$0")/measure-lib.sh"
counts=${1:-1 10 50 100}
scrapes=${2:-100}
binary=artifacts/many-targets/GcWatch.ManyTargets
# An output tree of its own: the restore for a runtime identifier must not replace the ordinary build's.
dotnet publish tests/ManyTargets -nologo -v quiet -c Release -r linux-x64 -p:ArtifactsPath="$PWD/artifacts/native-build" -o "$(dirname "$binary")"

# serve COUNT : starts the server, sets SERVER_PID and PORT, and waits until all targets are in.
serve() {
  PORT=$(free_port)
  "$binary" "$1" "$PORT" < <(exec tail --pid=$$ -f /dev/null) >"$WORK/server" 2>&1 &
  SERVER_PID=$!
  PIDS+=("$SERVER_PID")
  for _ in $(seq 600); do grep -q '^ready' "$WORK/server" && return; sleep 0.05; done
  echo "the server did not start" >&2; exit 1
}

scrape() { curl -sf -m 60 -o "$WORK/scrape" -w '%{time_total} %{size_download}\n' "http://127.0.0.1:$PORT/metrics"; }

summary() { sort -n | awk '{ t[NR] = $1 * 1000; size = $2 } END { printf "p50 %.1f ms, p99 %.1f ms, max %.1f ms, %d bytes", t[int((NR + 1) / 2)], t[int(NR * .99 + .5)], t[NR], size }'; }

machine
for count in $counts; do
  serve "$count"
  for _ in $(seq "$scrapes"); do scrape; done >"$WORK/times"
  echo "$count targets: $(summary <"$WORK/times"), $(grep -vc '^#' "$WORK/scrape") series; resident $(rss_kb "$SERVER_PID") kB, at most $(awk '/^VmHWM/ { print $2 }' "/proc/$SERVER_PID/status") kB"
  stop "$SERVER_PID"
done

serve 100
python3 - "$PORT" 20 >"$WORK/hung" <<'PYTHON' &
import socket, sys, time
clients = []
for _ in range(int(sys.argv[2])):
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.connect(("127.0.0.1", int(sys.argv[1])))
    client.sendall(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
    clients.append(client)
print("hung", flush=True)
time.sleep(3600)
PYTHON
PIDS+=($!)
for _ in $(seq 100); do grep -q hung "$WORK/hung" && break; sleep 0.05; done
for _ in $(seq 20); do scrape; done >"$WORK/times"
echo "100 targets beside 20 clients that never read: $(summary <"$WORK/times"); resident at most $(awk '/^VmHWM/ { print $2 }' "/proc/$SERVER_PID/status") kB"
sleep 11
echo "after their deadline: $(ls "/proc/$SERVER_PID/fd" | wc -l) open files, $(ls "/proc/$SERVER_PID/task" | wc -l) threads; $(curl -sf "http://127.0.0.1:$PORT/metrics" | grep '^gcwatch_scrapes_total' | sed 's/.*result="\([a-z]*\)".* /\1 /' | paste -sd, -)"
