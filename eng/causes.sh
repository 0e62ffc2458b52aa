#!/usr/bin/env bash
# Which cause gcwatch allocs names for each of the Lab's scenarios, on .NET 8, 9 and 10: bad variants must be named rightly, repaired ones
# and those of which nothing can be seen not at all. Prints a line for each run, then precision and recall.
# Usage: eng/causes.sh [SECONDS] [SCENARIO PATTERN] [RUNTIME...]   (net8.0 net9.0 net10.0; SKIP_LIVE=1 judges kept answers: KEEP=FOLDER)
. "$(dirname "$0")/measure-lib.sh"
seconds=${1:-4}
pattern=${2:-.}
shift $(($# < 2 ? $# : 2))
runtimes=("$@")
[[ ${#runtimes[@]} -gt 0 ]] || runtimes=(net8.0 net9.0 net10.0)
[[ -x $AGENT ]] || AGENT=artifacts/bin/Agent/debug/gcwatch
KEEP=${KEEP:-$WORK/answers}
TARGETS=${TARGETS:-artifacts/targets}
lab10=$LAB
mkdir -p "$KEEP"
machine
[[ $TARGETS != artifacts/targets ]] || eng/publish-targets.sh net8.0 net9.0 >/dev/null

dotnet "$lab10" scenarios --json >"$KEEP/scenarios.jsonl"
# What samples can name: the causes of allocations; and what no one may name.
python3 - "$KEEP/scenarios.jsonl" "$pattern" <<'P' >"$WORK/plan"
import json, re, sys
named = {"closure", "boxing", "async", "iterator", "linq", "array", "pool_miss", "other"}
for line in open(sys.argv[1]):
    s = json.loads(line)
    name = s.get("scenario") or s["name"]
    if not re.search(sys.argv[2], name): continue
    if s["evidence"] == "live" and s["cause"] in named or s["evidence"] == "demonstration-only":
        for variant in ("bad", "repaired"): print(name, variant, int(s.get("pace") or 20000))
P

if [[ -z ${SKIP_LIVE:-} ]]; then
  for runtime in "${runtimes[@]}"; do
    if [[ $runtime == net10.0 ]]; then LAB=$lab10; else LAB=$TARGETS/$runtime/GcWatch.Lab; fi
    while read -r name variant pace; do
      lab "$WORK/lab" "$name-$variant" --seconds $((seconds + 60)) --pace "$pace"
      sleep 2
      "$AGENT" allocs --pid "$LAB_PID" --seconds "$seconds" --stacks --format json >"$KEEP/$runtime.$name.$variant.json" 2>"$WORK/allocs.err" || cat "$WORK/allocs.err" >&2
      stop "$LAB_PID"
    done <"$WORK/plan"
  done
fi

python3 - "$KEEP" "$pattern" <<'P'
import glob, json, os, re, sys
# A cause is named if it has a twentieth of all bytes, and 100 KB/s, in at least ten samples; of several the one with most bytes. A delegate
# that captures belongs to its closure. Arrays and plain objects are ordinary: they are named only where nothing else is, and from a half on.
keep, pattern = sys.argv[1:3]
scenarios = {s.get("scenario") or s["name"]: s for s in map(json.loads, open(f"{keep}/scenarios.jsonl"))}
avoidable = ("closure", "boxing", "async", "linq", "iterator", "pool_miss")

def name(answer):
    per = {c["cause"]: c for c in answer["causes"]}
    total = answer["total"]["bytes"] or 1
    bytes_of = {cause: figure["bytes"] for cause, figure in per.items()}
    if "closure" in bytes_of: bytes_of["closure"] += bytes_of.pop("delegate", 0)
    def counts(cause, share):
        return cause in per and per[cause]["samples"] >= 10 and bytes_of[cause] / total >= share and bytes_of[cause] / answer["seconds"] >= 100_000
    found = sorted((c for c in avoidable if counts(c, .05)), key=lambda c: -bytes_of[c]) or [c for c in ("array", "other") if counts(c, .5)]
    return found[0] if found else None, {c: round(b / total * 100, 1) for c, b in sorted(bytes_of.items(), key=lambda x: -x[1])[:4]}, answer["total"]["bytes"] / answer["seconds"] / 1e6

right = wrong = missed = quiet = 0
unresolved = all_bytes = 0
for path in sorted(glob.glob(f"{keep}/net*.json")):
    runtime, scenario, variant = re.fullmatch(r"(net\d+\.0)\.(.+)\.(bad|repaired)\.json", os.path.basename(path)).groups()
    if not re.search(pattern, scenario) or os.path.getsize(path) == 0: continue
    answer, s = json.load(open(path)), scenarios[scenario]
    major = int(runtime[3:-2])
    gone = s.get("onStackSince") and major >= s["onStackSince"]
    expected = s["cause"] if variant == "bad" and s["evidence"] == "live" and not gone else None
    got, shares, rate = name(answer)
    unresolved += sum(c["bytes"] for c in answer["causes"] if c["cause"] == "unresolved"); all_bytes += answer["total"]["bytes"]
    # A repaired variant that makes ordinary arrays or objects is not wrong: only the scenario's own cause, or an avoidable one, is.
    if expected is None and got in ("array", "other") and got != s["cause"]: got = None
    verdict = "right" if got == expected else "MISSED" if got is None else "WRONG"
    right += got is not None and got == expected; wrong += got is not None and got != expected
    missed += expected is not None and got != expected; quiet += expected is None and got is None
    print(f"{runtime:8} {scenario:22} {variant:9} {rate:8.2f} MB/s  expected {expected or '-':9} named {got or '-':9} {verdict:6} {shares}")
print(f"named rightly {right}, wrongly {wrong}, missed {missed}, rightly nothing {quiet}")
if right: print(f"precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}; unresolved {unresolved / all_bytes * 100:.2f} % of all bytes")
P
