#!/usr/bin/env bash
# How good the detector is (docs/detection.md): on simulated services, on a directory of labelled series, on NAB.
# Usage: eng/detection.sh [--seeds A-B] [--input DIR] [--nab DIR]
#   --seeds   which seeds to simulate (default 101-108, which nothing was tuned on); "none" leaves the simulation out
#   --input   a directory of labelled series to score as well
#   --nab     the Numenta Anomaly Benchmark (default ../shared/data/nab, if it is there)
set -euo pipefail
called_from=$PWD
cd "$(dirname "$0")/.."

seeds=101-108
input=
nab=
usage() { sed -n '3,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
absolute() { case $1 in /*) printf '%s\n' "$1" ;; *) printf '%s\n' "$called_from/$1" ;; esac; }
while [[ $# -gt 0 ]]; do
  [[ $# -ge 2 ]] || usage
  case $1 in
    --seeds) seeds=$2 ;;
    --input) input=$(absolute "$2") ;;
    --nab) nab=$(absolute "$2") ;;
    *) usage ;;
  esac
  shift 2
done

dotnet build -c Release -nologo -v quiet -clp:NoSummary tests/Benchmarks
agent=(dotnet artifacts/bin/Agent/release/gcwatch.dll)

if [[ $seeds != none ]]; then
  printf '== simulation, 40 services of 24 days a seed\n'
  started=$SECONDS
  "${agent[@]}" simulate --seeds "$seeds" --detector all
  printf '%d s in all\n' $((SECONDS - started))
fi

if [[ -n $input ]]; then
  printf '\n== series of %s\n' "$input"
  "${agent[@]}" simulate --input "$input" --detector all
fi

if [[ -z $nab && -d ../shared/data/nab ]]; then nab=../shared/data/nab; fi
if [[ -n $nab ]]; then
  printf '\n== Numenta Anomaly Benchmark\n'
  dotnet artifacts/bin/Benchmarks/release/GcWatch.Benchmarks.dll nab "$nab"
fi
