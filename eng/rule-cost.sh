#!/usr/bin/env bash
# What the recording rules and alerts cost a real Prometheus: 1,000 simulated targets (200 services of 5 pods) with the series of a real
# scrape: HOURS of what the rules read, FULL_HOURS of everything, 30 days of what the rules record. Then the rules as shipped, live; each
# query by itself; and a day of each group from promtool. Needs 2 GB of disk, 3 GB of memory and about
# 20 minutes; the last step, promtool over the day, is half of it. `20 5 24 2 40` takes 2 minutes.
# Usage: eng/rule-cost.sh [SERVICES [PODS [HOURS [FULL_HOURS [LIVE_SECONDS]]]]]; SCRAPE=FILE takes a scrape that is there already.
. "$(dirname "$0")/measure-lib.sh"
services=${1:-200} pods=${2:-5} hours=${3:-24} full_hours=${4:-2} live=${5:-420}
rules=${RULES:-deploy/prometheus}
step=${STEP:-30}
feeder=artifacts/bin/RuleCost/release/GcWatch.RuleCost.dll
[ -n "${FEEDER_IS_BUILT:-}" ] || dotnet build -nologo -v quiet -c Release tests/RuleCost
machine

# A busy process for a minute, unless a scrape was handed in.
if [ -z "${SCRAPE:-}" ]; then
  port=$(free_port)
  lab "$WORK/lab" demo --seconds 120
  agent "$LAB_PID" "$port"
  sleep 60
  SCRAPE=$WORK/scrape
  curl -sf "http://127.0.0.1:$port/metrics" >"$SCRAPE"
  stop "$AGENT_PID"; stop "$LAB_PID"
fi

python3 eng/rule-cost.py templates "$SCRAPE" "$rules" "$WORK"
PORT=$(free_port)
URL=http://127.0.0.1:$PORT
DATA=${DATA:-$WORK/data}

# serve BLOCK : starts Prometheus with blocks of that length, sets SERVER_PID, and waits until it is ready.
serve() {
  prometheus --config.file="$WORK/prometheus.yml" --storage.tsdb.path="$DATA" --storage.tsdb.retention.time=40d --storage.tsdb.min-block-duration="$1" \
    --storage.tsdb.max-block-duration=4d --web.listen-address="127.0.0.1:$PORT" --web.enable-remote-write-receiver --web.enable-lifecycle \
    2>>"$WORK/prometheus.log" &
  SERVER_PID=$!
  PIDS+=("$SERVER_PID")
  for _ in $(seq 1200); do curl -sf "$URL/-/ready" >/dev/null && return; sleep 0.1; done
  echo "Prometheus did not start" >&2; tail "$WORK/prometheus.log" >&2; exit 1
}

printf 'global: { evaluation_interval: 30s }\n' >"$WORK/prometheus.yml"
now=$(date +%s)
now=$((now - now % 3600 % step))
month=$((now - 30 * 86400)) day=$((now - 86400)) raw=$((now - hours * 3600)) full=$((now - full_hours * 3600)) six=$((now - 6 * 3600))

echo "== 29 days of what the rules record"
serve 1d
dotnet "$feeder" "$URL" "$WORK/increases,$services,1,$month,$day,300" "$WORK/quartiles,$services,1,$month,$day,3600"
stop "$SERVER_PID"

echo "== the last day: what the rules read for $hours h, everything for $full_hours h, each $step s; then on as time goes on"
serve 2h
cpu=$(cpu_ms "$SERVER_PID")
dotnet "$feeder" "$URL" "$WORK/increases,$services,1,$day,$now,300" "$WORK/quartiles,$services,1,$day,$now,3600" "$WORK/rates,$services,1,$six,$now,30" \
  "$WORK/read,$services,$pods,$raw,$((now + 7200)),$step" "$WORK/unread,$services,$pods,$full,$((now + 7200)),$step" >"$WORK/feed" 2>&1 &
FEED_PID=$!
PIDS+=("$FEED_PID")
for _ in $(seq 3600); do grep -q '^caught up' "$WORK/feed" && break; kill -0 "$FEED_PID" || { cat "$WORK/feed" >&2; tail -3 "$WORK/prometheus.log" >&2; exit 1; }; sleep 0.5; done
cat "$WORK/feed"
awk -v c=$(($(cpu_ms "$SERVER_PID") - cpu)) '/^caught up/ { printf "ingestion: %.2f us of CPU a sample, compaction included\n", c * 1000 / $5 }' "$WORK/feed"
python3 eng/rule-cost.py storage "$URL" "$DATA" "$SERVER_PID"

echo "== the rules, live for $live s"
python3 eng/rule-cost.py live "$URL" "$rules" "$WORK" "$live" "$SERVER_PID"
python3 eng/rule-cost.py storage "$URL" "$DATA" "$SERVER_PID"

echo "== each expression by itself"
python3 eng/rule-cost.py queries "$URL" "$rules" "$WORK"

echo "== promtool over the day before"
python3 eng/rule-cost.py day "$URL" "$rules" "$WORK" "$((now - hours * 3600 + 3600))" "$now"
