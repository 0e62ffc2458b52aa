# Shared by the measuring scripts: where things are, and how a process is started, read and ended.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

AGENT=${AGENT:-artifacts/native/gcwatch}
LAB=${LAB:-artifacts/bin/Lab/debug/GcWatch.Lab.dll}
TICKS=$(getconf CLK_TCK)
WORK=$(mktemp -d)
PIDS=()

finish() {
  for pid in "${PIDS[@]:-}"; do [ -n "$pid" ] && kill -TERM "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$WORK"
}
trap finish EXIT

machine() {
  echo "machine: $(nproc) cores, $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(. /etc/os-release && echo "$PRETTY_NAME"), load $(cut -d' ' -f1-3 /proc/loadavg)"
}

free_port() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }

# lab OUT SCENARIO... : starts a workload, sets LAB_PID, and waits for its ready line.
lab() {
  local out=$1; shift
  if [[ $LAB == *.dll ]]; then dotnet "$LAB" "$@" >"$out" 2>&1 & else "$LAB" "$@" >"$out" 2>&1 & fi
  LAB_PID=$!
  PIDS+=("$LAB_PID")
  for _ in $(seq 600); do grep -q '^ready' "$out" && return; sleep 0.05; done
  echo "the workload did not start" >&2; exit 1
}

# agent PID PORT : starts the agent, sets AGENT_PID, and waits for its first scrape with the target in it.
agent() {
  "$AGENT" --pid "$1" --metrics-port "$2" 2>"$WORK/agent.err" &
  AGENT_PID=$!
  PIDS+=("$AGENT_PID")
  for _ in $(seq 1000); do curl -sf "http://127.0.0.1:$2/metrics" 2>/dev/null | grep -q '^gcwatch_target_up{.*} 1$' && return; sleep 0.01; done
  echo "the agent did not attach" >&2; cat "$WORK/agent.err" >&2; exit 1
}

stop() { kill -TERM "$1" 2>/dev/null || true; wait "$1" 2>/dev/null || true; }

cpu_ms() { awk -v t="$TICKS" '{ print ($14 + $15) * 1000 / t }' "/proc/$1/stat"; }
cpu_ns() { awk '{ s += $1 } END { printf "%.0f", s }' /proc/"$1"/task/*/schedstat; }
rss_kb() { awk '/^VmRSS/ { print $2 }' "/proc/$1/status"; }

# value PORT FAMILY : the sum over a family's series.
value() { curl -sf "http://127.0.0.1:$1/metrics" | awk -v f="$2" 'index($1, f "{") == 1 { s += $NF } END { printf "%.0f", s }'; }
