#!/usr/bin/env bash
# From the end of a suspension to its being in the model, with collections seconds apart and close together.
# LAB may name another runtime's build of the workload. Usage: eng/measure-latency.sh [SECONDS]
. "$(dirname "$0")/measure-lib.sh"
seconds=${1:-60}
dotnet build tests/Benchmarks -c Release -v q --nologo >/dev/null
machine
for interval in 2000 250 50; do
  lab "$WORK/lab" collect --interval-ms "$interval" --generation 0 --seconds $((seconds + 30))
  echo -n "a collection each $interval ms: "
  dotnet artifacts/bin/Benchmarks/release/GcWatch.Benchmarks.dll latency "$LAB_PID" "$seconds"
  stop "$LAB_PID"
done
