#!/usr/bin/env bash
# What a census of a large heap costs: the pause in the process and its memory, the agent's memory and time. Two walks, then one with paths.
# Usage: eng/measure-heap.sh [OBJECTS] [HEAP_MB]. Needs eng/publish-native.sh, and some 3 GB of memory for the default.
. "$(dirname "$0")/measure-lib.sh"
objects=${1:-10000000}
megabytes=${2:-1000}
machine
lab "$WORK/lab" still-heap --objects "$objects" --heap-mb "$megabytes" --seconds 600
for _ in $(seq 1200); do grep -q '^built' "$WORK/lab" && break; sleep 0.1; done
grep '^built' "$WORK/lab"

# walk WHAT OPTION... : the agent's own peak, and the process's while it is walked.
walk() {
  local what=$1 before peak=0 now; shift
  before=$(rss_kb "$LAB_PID")
  /usr/bin/time -f '%M %e %U %S' -o "$WORK/time" ${AGENT} heap --pid "$LAB_PID" --yes --format json --top 3 "$@" >"$WORK/report" 2>"$WORK/err" &
  local run=$!
  PIDS+=("$run")
  while kill -0 "$run" 2>/dev/null; do now=$(rss_kb "$LAB_PID"); [ "$now" -gt "$peak" ] && peak=$now; sleep 0.1; done
  wait "$run" || { cat "$WORK/err"; exit 1; }
  python3 - "$what" "$WORK/report" "$WORK/time" "$before" "$peak" <<'PY'
import json, sys
what, report, time, before, peak = sys.argv[1:]
r = json.load(open(report)); w = r["walks"][-1]; t = open(time).read().split()
print(f"{what}: {w['objects']:,} objects, {w['bytes'] / 1e6:,.0f} MB; pause {w['pauseSeconds']:.2f} s (expected {w['expectedPauseSecondsLeast']:.2f} to {w['expectedPauseSecondsMost']:.2f}), walk {w['walkSeconds']:.1f} s; "
      f"agent at most {int(t[0]) / 1024:.0f} MB, {float(t[1]):.1f} s, CPU {float(t[2]) + float(t[3]):.1f} s; process {int(before) / 1024:.0f} MB, at most {int(peak) / 1024:.0f} MB meanwhile; all references kept: {r['allReferencesKept']}")
PY
}
walk "first walk"
walk "second walk"
walk "with paths" --paths
