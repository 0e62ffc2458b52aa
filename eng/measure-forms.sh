#!/usr/bin/env bash
# The agent in four forms beside each other: size on disk, start to first scrape, resident memory idle and attached, CPU of start and 10 s of
# watching a target at 5 collections a second. Usage: eng/measure-forms.sh [RUNS]
. "$(dirname "$0")/measure-lib.sh"
runs=${1:-3}
forms=$PWD/artifacts/forms

# publish NAME OPTIONS... : an output tree of its own for each form.
publish() {
  local name=$1; shift
  [ -e "$forms/$name/gcwatch" ] || dotnet publish src/Agent -nologo -v quiet -c Release -r linux-x64 -p:ArtifactsPath="$forms/build-$name" -o "$forms/$name" "$@" >"$WORK/publish" 2>&1 || { cat "$WORK/publish"; exit 1; }
}

publish framework-dependent -p:PublishAot=false --no-self-contained
publish ready-to-run -p:PublishAot=false --no-self-contained -p:PublishReadyToRun=true
publish trimmed -p:PublishAot=false --self-contained -p:PublishTrimmed=true
eng/publish-native.sh >/dev/null
machine
lab "$WORK/lab" collect --interval-ms 200 --generation 0 --seconds 600
for run in $(seq "$runs"); do
  for form in framework-dependent ready-to-run trimmed native; do
    binary=$forms/$form/gcwatch
    [ "$form" = native ] && binary=$AGENT
    python3 - "$binary" "$LAB_PID" "$(free_port)" "$form" "$(du -sk --exclude='*.dbg' --exclude='*.pdb' "$(dirname "$binary")" | cut -f1)" "$WORK" <<'P'
import os, subprocess, sys, time, urllib.request
binary, target, port, form, size, work = sys.argv[1:]
def status(pid): return int(next(l.split()[1] for l in open(f"/proc/{pid}/status") if l.startswith("VmRSS")))
def cpu_all(pid):

    return sum(int(open(f"/proc/{pid}/task/{t}/schedstat").read().split()[0]) for t in os.listdir(f"/proc/{pid}/task")) / 1e6
def start(*options):
    begin = time.monotonic()
    process = subprocess.Popen([binary, *options, "--metrics-port", port], stderr=subprocess.DEVNULL)
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5).read()
            return process, (time.monotonic() - begin) * 1000
        except OSError:
            if time.monotonic() - begin > 20: raise
            time.sleep(0.002)
idle, _ = start("--listen", f"{work}/port")
time.sleep(3); resident_idle = status(idle.pid); idle.terminate(); idle.wait()
agent, first = start("--pid", target)
time.sleep(10)
urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5).read()
print(f"{form}: {int(size) / 1024:.1f} MB on disk, first scrape after {first:.0f} ms, resident {resident_idle / 1024:.1f} MB idle and {status(agent.pid) / 1024:.1f} MB attached, CPU {cpu_all(agent.pid):.0f} ms", flush=True)
agent.terminate(); agent.wait()
P
  done
done
stop "$LAB_PID"
