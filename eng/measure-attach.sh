#!/usr/bin/env bash
# How long a process that starts stays unwatched: from its start, and from its ready line, to gcwatch_target_up 1 in a scrape; by
# looking for sockets, and by being connected to. Usage: eng/measure-attach.sh [RUNS]
. "$(dirname "$0")/measure-lib.sh"
machine
python3 - "$AGENT" "$LAB" "${1:-20}" "$WORK" "$(free_port)" "$(free_port)" <<'P'
import os, statistics, subprocess, sys, time, urllib.request
agent, lab, runs, work, *ports = sys.argv[1:]

def measure(way, port, options, environment):
    process = subprocess.Popen([agent, *options, "--metrics-port", port], stderr=subprocess.DEVNULL)
    time.sleep(1)
    started, ready = [], []
    for _ in range(int(runs)):
        begin = time.monotonic()
        target = subprocess.Popen(["dotnet", lab, "idle", "--stdin"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **environment})
        target.stdout.readline()
        came = time.monotonic()
        wanted = f'process="GcWatch.Lab-{target.pid}"'
        while time.monotonic() - begin < 20:
            text = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5).read().decode()
            if any(line.startswith("gcwatch_target_up{") and wanted in line and line.endswith(" 1") for line in text.splitlines()): break
            time.sleep(0.005)
        now = time.monotonic()
        started.append(now - begin); ready.append(now - came)
        target.communicate(b"quit\n")
    process.terminate(); process.wait()
    print(f"{way}: from the process's start median {statistics.median(started) * 1000:.0f} ms, most {max(started) * 1000:.0f} ms; from its ready line median {statistics.median(ready) * 1000:.0f} ms, most {max(ready) * 1000:.0f} ms; {runs} starts", flush=True)

mark = f"attach-{os.getpid()}"
measure("looking for sockets", ports[0], ["--include", f"env:MARK={mark}"], {"MARK": mark})
measure("being connected to", ports[1], ["--listen", f"{work}/port"], {"DOTNET_DiagnosticPorts": f"{work}/port,nosuspend"})
P
