#!/usr/bin/env bash
# What each mistake of the Lab costs the collector: every pair at the same paced work beside the same ordinary load, with the agent attached, which
# gives the figures. Writes the tables of docs/pressure.md and docs/pressure.svg. Usage: eng/pressure.sh [SECONDS] [ROUNDS] [SCENARIO...]
# The ordinary load: 20 MB/s in objects of 1,000 bytes, 2 % of which replace older ones in 20 MB that live; gen0 has a budget of 1 MB, so that a few seconds have enough collections.
. "$(dirname "$0")/measure-lib.sh"
seconds=${1:-2}
rounds=${2:-2}
only=" ${*:3} "
load=20000000
export DOTNET_GCgen0size=100000 DOTNET_GCgen0MaxBudget=100000
dotnet build samples/Lab -nologo -v quiet -clp:NoSummary
[[ -x $AGENT ]] || eng/publish-native.sh

# sample PORT : allocated bytes, collections, seconds of pause, and the 99th percentile of the pauses since the attach.
sample() {
  curl -sf "http://127.0.0.1:$1/metrics" | awk '
    /^dotnet_gc_heap_total_allocated_bytes_total\{/ { bytes += $NF }
    /^dotnet_gc_collections_total\{/ { collections += $NF }
    /^dotnet_gc_pause_time_seconds_total\{/ { pause += $NF }
    /^gcwatch_gc_pause_quantile_seconds\{/ && /q="0.99"/ && /window="1m"/ { p99 = $NF }
    END { printf "%.0f %d %.6f %.6f\n", bytes, collections, pause, p99 }'
}

# tick PORT : a sample with its time, taken when the target's counter of allocated bytes, sent once a second, has just moved.
tick() {
  local first now
  first=$(sample "$1")
  for _ in $(seq 60); do
    now=$(sample "$1")
    if [[ ${now%% *} != "${first%% *}" ]]; then echo "$(date +%s.%N) $now"; return; fi
    sleep 0.03
  done
  echo "the target does not count" >&2; return 1
}

# run SCENARIO VARIANT PACE ROUND : a row of figures.
run() {
  local before after port
  port=$(free_port)
  lab "$WORK/lab" "$1-$2" --pace "$3" --request-bytes "$(awk -v l=$load -v p="$3" 'BEGIN { print l / p }')" --live-mb 20
  sleep 0.5
  agent "$LAB_PID" "$port"
  before=$(tick "$port")
  sleep "$(awk -v s="$seconds" 'BEGIN { print s - 0.2 }')"
  after=$(tick "$port")
  stop "$AGENT_PID"; stop "$LAB_PID"
  echo "$1 $2 $4 $before $after $(grep -o '"operationsPerSecond":[0-9.]*' "$WORK/lab" | cut -d: -f2) $3"
}

list=$(dotnet "$LAB" scenarios --json)
rows=artifacts/pressure.rows
: >"$rows"
started=$SECONDS
for round in $(seq "$rounds"); do
  while read -r scenario pace; do
    [[ $only == "  " || $only == *" $scenario "* ]] || continue
    for variant in bad repaired; do run "$scenario" "$variant" "$pace" "$round" </dev/null | tee -a "$rows" >&2; done
  done < <(python3 -c '
import json, sys
for line in sys.stdin:
    scenario = json.loads(line)
    if scenario["group"] != "escape" and scenario["claim"] not in ("correctness", "speed"):
        print(scenario["scenario"], scenario["pace"])' <<<"$list")
done
echo "$list" >"$WORK/list"
about="$(machine | sed 's/^machine: //'); .NET $(dotnet --list-runtimes | awk '$1 == "Microsoft.NETCore.App" { v = $2 } END { print v }'); rounds: $rounds, of $seconds s; $((SECONDS - started)) s in all"
python3 eng/pressure.py "$rows" "$WORK/list" docs/pressure.svg "$about" | tee "$WORK/table"
python3 eng/replace-block.py docs/pressure.md pressure <"$WORK/table"

# The ways to have a buffer, and two threads in one cache line: as fast as they go, without the agent.
unset DOTNET_GCgen0size DOTNET_GCgen0MaxBudget
{
  echo "| workload | operations/s | bytes an operation |"
  echo "|---|---|---|"
  for workload in buffer-bad buffer-repaired buffer-stackalloc buffer-arena pool-false-sharing-bad pool-false-sharing-repaired; do
    for _ in 1 2 3; do dotnet "$LAB" "$workload" --warm-up-seconds 1 --seconds 2 | tail -1; done | python3 -c '
import json, sys
runs = [json.loads(line) for line in sys.stdin]
speeds = sorted(run["operationsPerSecond"] / 1e3 for run in runs)
print(f"| `{sys.argv[1]}` | {speeds[1]:,.0f} k ({speeds[0]:,.0f}–{speeds[-1]:,.0f}) | {min(run['"'allocatedBytesPerOperation'"'] for run in runs):,.0f} |")' "$workload"
  done
} | tee "$WORK/table"
python3 eng/replace-block.py docs/pressure.md alternatives <"$WORK/table"
