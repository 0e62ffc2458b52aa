#!/usr/bin/env bash
# What each mistake of the Lab costs the collector: every pair at the same paced work beside the same ordinary load, with the agent attached, which
# gives the figures. Writes the tables of docs/pressure.md and docs/pressure.svg. Usage: eng/pressure.sh [SECONDS] [ROUNDS] [SCENARIO...]
# The ordinary load: 20 MB/s in objects of 1,000 bytes on 20 MB that live; gen0 has a budget of 1 MB, so that a few seconds have enough collections.
. "$(dirname "$0")/measure-lib.sh"
seconds=${1:-3}
rounds=${2:-2}
only=" ${*:3} "
load=20000000
export DOTNET_GCgen0size=0x100000 DOTNET_GCgen0MaxBudget=0x100000
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

# run SCENARIO VARIANT PACE ROUND : a row of figures.
run() {
  local before after port
  port=$(free_port)
  lab "$WORK/lab" "$1-$2" --pace "$3" --request-bytes "$(awk -v l=$load -v p="$3" 'BEGIN { print l / p }')" --live-mb 20
  sleep 0.5
  agent "$LAB_PID" "$port"
  before="$(date +%s.%N) $(sample "$port")"
  sleep "$seconds"
  after="$(date +%s.%N) $(sample "$port")"
  stop "$AGENT_PID"; stop "$LAB_PID"
  echo "$1 $2 $4 $before $after $(grep -o '"operationsPerSecond":[0-9.]*' "$WORK/lab" | cut -d: -f2) $3"
}

list=$(dotnet "$LAB" scenarios --json)
started=$SECONDS
for round in $(seq "$rounds"); do
  while read -r scenario pace; do
    [[ $only == "  " || $only == *" $scenario "* ]] || continue
    for variant in bad repaired; do run "$scenario" "$variant" "$pace" "$round" </dev/null | tee -a "$WORK/rows" >&2; done
  done < <(python3 -c '
import json, sys
for line in sys.stdin:
    scenario = json.loads(line)
    if scenario["group"] != "escape" and scenario["claim"] not in ("correctness", "speed"):
        print(scenario["scenario"], scenario["pace"])' <<<"$list")
done
echo "$list" >"$WORK/list"
about="$(machine | sed 's/^machine: //'); .NET $(dotnet --list-runtimes | awk '$1 == "Microsoft.NETCore.App" { v = $2 } END { print v }'); $rounds rounds of $seconds s each, $((SECONDS - started)) s in all"
python3 eng/pressure.py "$WORK/rows" "$WORK/list" docs/pressure.svg "$about" | tee "$WORK/table"
python3 eng/replace-block.py docs/pressure.md pressure <"$WORK/table"
