#!/usr/bin/env bash
# The live harness: eight small real processes with labelled faults under one agent, with compressed time; prints what was found and what was
# said for nothing (docs/live-harness.md). Usage: eng/harness.sh [--rounds N] [--at-once N] [--time-scale S] [--seed N] [--json FILE] [--native]
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/Harness -v q --nologo >/dev/null
dotnet build samples/Lab -v q --nologo >/dev/null
echo "machine: $(nproc) cores, $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), load $(cut -d' ' -f1-3 /proc/loadavg)"
exec dotnet artifacts/bin/Harness/debug/GcWatch.Harness.dll "$@"
