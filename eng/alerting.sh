#!/usr/bin/env bash
# Who hears what, end to end: real processes, agents, Prometheus and Alertmanager with what is shipped. Usage: eng/alerting.sh [TIME_SCALE].
# At full speed, which is the default, it takes some two hours: a burst is one only beside an hour that was learnt, and growth is judged over an
# hour. At a time scale of 2 it takes one hour; the tests run it at 80. Below 1 it cannot be.
set -euo pipefail
cd "$(dirname "$0")/.."
scale=${1:-1}
[[ $scale =~ ^[0-9]+(\.[0-9]+)?$ ]] || { echo "usage: eng/alerting.sh [TIME_SCALE]" >&2; exit 2; }
dotnet build -nologo -v minimal
echo "alerting: an hour of the rules takes $(awk -v scale="$scale" 'BEGIN { printf "%.0f", 3600 / scale }') s"
GCWATCH_ALERTING_SCALE=$scale GCWATCH_REQUIRE_PARTS=1 dotnet test --project tests/EndToEnd --no-build --filter-class '*.AlertingTests' --show-live-output on --output Detailed
