#!/usr/bin/env bash
# What a session costs the target: threads and resident memory before, during and after it, idle and with threads that come and go (the
# runtime keeps memory for each thread that has ended after it raised an event, dotnet/runtime#111368). Usage: eng/measure-session.sh [SECONDS]
. "$(dirname "$0")/measure-lib.sh"
seconds=${1:-20}
machine
threads() { ls "/proc/$1/task" | wc -l; }
say() { printf '%s: ' "$1"; echo "$2"; }

lab "$WORK/idle" idle --seconds 600
idle=$LAB_PID
sleep 3
before="$(threads "$idle") threads, $(rss_kb "$idle") kB"
agent "$idle" "$(free_port)"
sleep 5
during="$(threads "$idle") threads, $(rss_kb "$idle") kB"
stop "$AGENT_PID"
sleep 3
say "idle target" "before $before; during $during; after $(threads "$idle") threads, $(rss_kb "$idle") kB"
stop "$idle"

# churn WATCHED : kB of growth a second.
churn() {
  lab "$WORK/churn" churn-threads --seconds 600
  local pid=$LAB_PID
  if [ "$1" = watched ]; then agent "$pid" "$(free_port)"; fi
  sleep 5
  local first; first=$(rss_kb "$pid")
  sleep "$seconds"
  local last; last=$(rss_kb "$pid")
  stop "$pid"
  if [ "$1" = watched ]; then stop "$AGENT_PID"; fi
  say "threads that come and go, $1" "$first kB, after $seconds s $last kB; $(tail -1 "$WORK/churn" | cut -c1-160)"
}
churn alone
churn watched
