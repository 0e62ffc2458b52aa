#!/usr/bin/env bash
# What counting array pools costs a target that rents 40,000 arrays a second and returns them: its CPU time, and the agent's, in spans of eight seconds in which it
# is watched with Pools.Mode Off, Misses and Turnover, in turn; differences round by round. Usage: eng/measure-pools.sh [ROUNDS] [OPERATIONS/S]   (16 rents each)
. "$(dirname "$0")/measure-lib.sh"
rounds=${1:-4}
pace=${2:-2500}
span=8
machine
lab "$WORK/lab" buffer-repaired --pace "$pace" --seconds 3000
sleep 3

# watched MODE : ms of CPU of the target and of the agent in one span, the events that were lost, the resident memory of both in KB, and the rents that were counted.
watched() {
  local port from own rents
  port=$(free_port)
  GCWATCH_POOLS__MODE=$1 agent "$LAB_PID" "$port"
  sleep 2
  from=$(cpu_ms "$LAB_PID") own=$(cpu_ms "$AGENT_PID") rents=$(value "$port" gcwatch_pool_rented_total)
  sleep $span
  echo "$(($(cpu_ms "$LAB_PID") - from)) $(($(cpu_ms "$AGENT_PID") - own)) $(value "$port" gcwatch_pool_events_lost_total) $(rss_kb "$AGENT_PID") $(rss_kb "$LAB_PID") $(($(value "$port" gcwatch_pool_rented_total) - rents))"
  stop "$AGENT_PID"
}

ways=(Off Misses Turnover)
for i in $(seq "$rounds"); do
  for k in 0 1 2; do
    way=${ways[$(((i + k) % 3))]}
    echo "$i $way $(watched "$way")"
  done
done | tee "$WORK/rounds" >&2
python3 - "$WORK/rounds" $span "$pace" <<'P'
import statistics, sys
rounds, rents = {}, 16 * int(sys.argv[3])
for line in open(sys.argv[1]):
    i, way, *figures = line.split()
    rounds.setdefault(i, {})[way] = [float(f) for f in figures]
span = int(sys.argv[2])
off = list(zip(*(r["Off"] for r in rounds.values())))
print(f"{rents:,} rents a second; Off: target {statistics.mean(off[0]) / span:.1f} ms of CPU a second, agent {statistics.mean(off[1]) / span:.1f}")
for way in ("Misses", "Turnover"):
    for who, at in (("target", 0), ("agent", 1)):
        more = [(r[way][at] - r["Off"][at]) / span for r in rounds.values()]
        error = statistics.stdev(more) / len(more) ** .5 if len(more) > 1 else 0
        print(f"{way:8} {who:6}: {statistics.mean(more):+.1f} ± {error:.1f} ms of CPU a second, {statistics.mean(more) * 1000 / rents:+.2f} ± {error * 1000 / rents:.2f} µs a rent")
    print(f"{way:8} resident: agent {statistics.mean(r[way][3] - r['Off'][3] for r in rounds.values()):+.0f} KB, target {statistics.mean(r[way][4] - r['Off'][4] for r in rounds.values()):+.0f} KB")
    print(f"{way:8} lost: {sum(r[way][2] for r in rounds.values()):.0f} events; counted: {statistics.mean(r[way][5] for r in rounds.values()) / span:.0f} rents a second")
P
