#!/usr/bin/env bash
# What sampling allocations costs a target that allocates as fast as it can: the same job alone, sampled from its beginning to its end, and
# sampled with stacks, in turn; ratios round by round. Usage: eng/measure-sampling.sh [ROUNDS] [ITERATIONS]
# Or with less noise, on a target that allocates 200 MB/s: its CPU time in spans of ten seconds in which it is and is not sampled, in turn; a
# span has all of it: opening, sampling for nine seconds (short: for one), rundown. Usage: eng/measure-sampling.sh paced [ROUNDS] [MB/S]
. "$(dirname "$0")/measure-lib.sh"
paced=
if [[ ${1:-} = paced ]]; then paced=1; shift; fi
rounds=${1:-8}
iterations=${2:-80000}
[[ -x $AGENT ]] || AGENT=artifacts/bin/Agent/debug/gcwatch
machine

# span WAY : ms of CPU that the target takes in ten seconds.
span() {
  local from; from=$(cpu_ms "$LAB_PID")
  case $1 in
    short) "$AGENT" allocs --pid "$LAB_PID" --seconds 1 --format json >"$WORK/allocs" 2>/dev/null & ;;
    plain) "$AGENT" allocs --pid "$LAB_PID" --seconds 9 --format json >"$WORK/allocs" 2>/dev/null & ;;
    stacks) "$AGENT" allocs --pid "$LAB_PID" --seconds 9 --stacks --format json >"$WORK/allocs" 2>/dev/null & ;;
  esac
  sleep 10
  [[ $1 = alone ]] || wait $!
  echo $(($(cpu_ms "$LAB_PID") - from)) 0 0
}

ways=(alone plain stacks)
if [[ -n $paced ]]; then
  lab "$WORK/lab" kinds --mb-per-second "${2:-200}" --seconds 3000
  sleep 5
  run() { span "$1"; }
  ways=(alone short plain stacks)
fi

# run WAY : CPU ms, wall ms and MB allocated of one job.
[[ -n $paced ]] || run() {
  lab "$WORK/job" job --iterations "$iterations"
  case $1 in
    plain) "$AGENT" allocs --pid "$LAB_PID" --seconds 300 --format json >"$WORK/allocs" 2>/dev/null & ;;
    stacks) "$AGENT" allocs --pid "$LAB_PID" --seconds 300 --stacks --format json >"$WORK/allocs" 2>/dev/null & ;;
  esac
  local sampler=$!
  wait "$LAB_PID" || true
  [[ $1 = alone ]] || wait "$sampler" || true
  python3 -c 'import json,sys; d=json.loads([l for l in open(sys.argv[1]) if l.startswith("{")][-1]); print(d["cpuMs"], d["seconds"]*1000, d["allocatedBytes"]/1e6)' "$WORK/job"
}

run alone >/dev/null
for i in $(seq "$rounds"); do
  for k in "${!ways[@]}"; do
    way=${ways[$(((i + k) % ${#ways[@]}))]}
    echo "$i $way $(run "$way")"
  done
done >"$WORK/rounds"
python3 - "$WORK/rounds" <<'P'
import statistics, sys
rounds = {}
for line in open(sys.argv[1]):
    i, way, *figures = line.split()
    rounds.setdefault(i, {})[way] = list(map(float, figures))
alone = [r["alone"] for r in rounds.values()]
job = alone[0][1] > 0
print(f"alone: {statistics.median(r[0] for r in alone):.0f} ms of CPU" + (f", {statistics.median(r[2] / r[1] * 1000 for r in alone):.0f} MB/s" if job else " in ten seconds"))
for way in (way for way in ("short", "plain", "stacks") if way in rounds["1"]):
    for name, at in (("target CPU", 0), ("wall time", 1))[:2 if job else 1]:
        ratios = sorted(r[way][at] / r["alone"][at] for r in rounds.values())
        spread = statistics.stdev(ratios) / len(ratios) ** .5 if len(ratios) > 1 else 0
        print(f"sampled {way:6} {name}: {len(ratios)} rounds, median {statistics.median(ratios):.3f}, mean {statistics.mean(ratios):.3f} ± {spread:.3f}, {ratios[0]:.3f} to {ratios[-1]:.3f}")
P
