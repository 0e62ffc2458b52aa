#!/usr/bin/env bash
# What the agent costs its target: the same job with and without the agent, in turn; ratios pair by pair.
# The one-time cost of a session (about 0.1 s of CPU in the target) is in it: the longer the job, the less it weighs.
# Usage: eng/measure-overhead.sh [PAIRS] [ITERATIONS]
. "$(dirname "$0")/measure-lib.sh"
pairs=${1:-8}
iterations=${2:-80000}
machine

# The job is given time to be attached to before it is measured: its first second is a warm-up inside it anyway.
run() {
  local watched=$1
  lab "$WORK/job" job --iterations "$iterations"
  if [ "$watched" = 1 ]; then agent "$LAB_PID" "$(free_port)"; fi
  wait "$LAB_PID" || true
  if [ "$watched" = 1 ]; then stop "$AGENT_PID"; fi
  python3 -c 'import json,sys; d=json.loads([l for l in open(sys.argv[1]) if l.startswith("{")][-1]); print(d["cpuMs"], d["seconds"]*1000)' "$WORK/job"
}

run 0 >/dev/null
for i in $(seq "$pairs"); do
  if [ $((i % 2)) = 1 ]; then a=$(run 1); b=$(run 0); else b=$(run 0); a=$(run 1); fi
  echo "$a $b"
done | tee "$WORK/pairs" >/dev/null
python3 - "$WORK/pairs" <<'P'
import statistics, sys
rows = [list(map(float, line.split())) for line in open(sys.argv[1])]
for name, i in (("target CPU", 0), ("wall time", 1)):
    ratios = sorted(r[i] / r[i + 2] for r in rows)
    print(f"{name}: watched / unwatched, {len(ratios)} pairs: median {statistics.median(ratios):.3f}, {ratios[0]:.3f} to {ratios[-1]:.3f}")
P
