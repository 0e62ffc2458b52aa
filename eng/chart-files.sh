#!/usr/bin/env bash
# Refreshes what the chart has from elsewhere in the repository: copies, and what tests make from values.yaml, the options and the routing. Read the difference.
set -euo pipefail
cd "$(dirname "$0")/.."

files=deploy/helm/gcwatch/files
cp docs/configuration.schema.json deploy/prometheus/operator/gcwatch.prometheusrule.yaml "$files"
mkdir -p "$files/dashboards"
find "$files/dashboards" -name '*.json' -delete
find dashboards -maxdepth 1 -name '*.json' -exec cp {} "$files/dashboards" \; 2>/dev/null || true
GCWATCH_ACCEPT=1 dotnet test --project tests/Deploy.Tests -- --filter-class '*ChartSourcesTests'
