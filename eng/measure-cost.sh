#!/usr/bin/env bash
# What the agent costs, and whether it loses anything: CPU per collection at 1,000 a second, and CPU beside an idle target
# scraped each 5 s. Usage: eng/measure-cost.sh [STORM SECONDS] [IDLE SECONDS]
. "$(dirname "$0")/measure-lib.sh"
storm=${1:-30}
idle=${2:-60}
machine

port=$(free_port)
lab "$WORK/lab" storm --gcs-per-second 1000 --seconds $((storm + 60))
agent "$LAB_PID" "$port"
sleep 3
gcs=$(value "$port" dotnet_gc_collections_total); cpu=$(cpu_ns "$AGENT_PID"); rss=$(rss_kb "$AGENT_PID")
sleep "$storm"
cpu2=$(cpu_ns "$AGENT_PID"); gcs2=$(value "$port" dotnet_gc_collections_total)
echo "storm: $((gcs2 - gcs)) collections in $storm s; agent $(( (cpu2 - cpu) / (gcs2 - gcs) )) ns of CPU each; RSS $rss -> $(rss_kb "$AGENT_PID") kB"
echo "       lost $(value "$port" gcwatch_events_lost_total), dropped $(value "$port" gcwatch_events_dropped_total), collections missing $(value "$port" gcwatch_gc_number_gaps_total)"
stop "$AGENT_PID"; stop "$LAB_PID"

port=$(free_port)
lab "$WORK/lab" idle --seconds $((idle + 60))
agent "$LAB_PID" "$port"
sleep 5
cpu=$(cpu_ns "$AGENT_PID")
for _ in $(seq $((idle / 5))); do sleep 5; curl -sf "http://127.0.0.1:$port/metrics" >/dev/null; done
cpu2=$(cpu_ns "$AGENT_PID")
awk -v c=$((cpu2 - cpu)) -v s=$((idle / 5 * 5)) 'BEGIN { printf "idle:  %.3f %% of a core over %d s, scraped each 5 s\n", c / 1e7 / s, s }'
stop "$AGENT_PID"; stop "$LAB_PID"
