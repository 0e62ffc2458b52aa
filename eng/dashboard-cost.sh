#!/usr/bin/env bash
# What the fleet's dashboard costs a real Prometheus: 2,000 simulated services of 5 pods, HOURS of what the dashboard draws and half an hour of
# what it asks of the pods. Needs 1 GB of memory and about three minutes. Usage: eng/dashboard-cost.sh [SERVICES [PODS [HOURS]]]
. "$(dirname "$0")/measure-lib.sh"
services=${1:-2000} pods=${2:-5} hours=${3:-24}
feeder=artifacts/bin/RuleCost/release/GcWatch.RuleCost.dll
dotnet build -nologo -v quiet -c Release tests/RuleCost
machine

python3 eng/dashboard-cost.py templates "$WORK"
url=http://127.0.0.1:$(free_port)
printf 'global: { evaluation_interval: 30s }\n' >"$WORK/prometheus.yml"
prometheus --config.file="$WORK/prometheus.yml" --storage.tsdb.path="$WORK/data" --storage.tsdb.min-block-duration=2d --storage.tsdb.max-block-duration=4d \
  --web.listen-address="${url#http://}" --web.enable-remote-write-receiver 2>"$WORK/prometheus.log" &
PIDS+=($!)
for _ in $(seq 600); do curl -sf "$url/-/ready" >/dev/null && break; sleep 0.1; done

# Two minutes is the longest between two points of a recording that is drawn.
now=$(($(date +%s) / 120 * 120))
dotnet "$feeder" "$url" "$WORK/recorded,$services,1,$((now - hours * 3600)),$now,120" "$WORK/hourly,$services,1,$((now - hours * 3600)),$now,3600"
dotnet "$feeder" "$url" "$WORK/pods,$services,$pods,$((now - 1800)),$now,30"
python3 eng/dashboard-cost.py queries "$url" "$now" "$hours"
