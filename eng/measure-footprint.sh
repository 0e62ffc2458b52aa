#!/usr/bin/env bash
# Size, start-up and resident memory of the published agent. Usage: eng/measure-footprint.sh [RUNS]
. "$(dirname "$0")/measure-lib.sh"
runs=${1:-5}
machine
echo "binary: $(stat -c %s "$AGENT") bytes"
lab "$WORK/lab" demo --seconds 300
for _ in $(seq "$runs"); do
  port=$(free_port)
  python3 - "$AGENT" "$LAB_PID" "$port" <<'P'
import subprocess, sys, time, urllib.request
agent, pid, port = sys.argv[1:]
begin = time.monotonic()
process = subprocess.Popen([agent, "--pid", pid, "--metrics-port", port], stderr=subprocess.DEVNULL)
try:
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5).read()
            break
        except OSError:
            if time.monotonic() - begin > 10:
                raise
            time.sleep(0.002)
    first = time.monotonic() - begin
    time.sleep(3)
    urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5).read()
    rss = next(line.split()[1] for line in open(f"/proc/{process.pid}/status") if line.startswith("VmRSS"))
    print(f"start to first scrape {first * 1000:.0f} ms, resident attached {rss} kB")
finally:
    process.terminate()
    process.wait()
P
done
stop "$LAB_PID"
