#!/usr/bin/env bash
# What gcwatch explain finds in each of the Lab's scenarios: bad variants must have the finding that goes with them, repaired ones none. Both variants of a
# scenario run and are watched at the same time, each at the scenario's pace beside the same ordinary load (20 MB/s in objects of 1,000 bytes, 2 % of which
# replace older ones in 20 MB that live); gen0 has a budget of 16 MB, so that ten seconds have enough collections. Prints a table in Markdown, then precision and recall; with DOC=FILE puts both between its markers.
# Usage: eng/explain.sh [SECONDS] [SCENARIO PATTERN]   (KEEP=FOLDER keeps the answers; SKIP_LIVE=1 judges kept ones)
. "$(dirname "$0")/measure-lib.sh"
seconds=${1:-10}
pattern=${2:-.}
load=20000000
export DOTNET_GCgen0size=1000000
[[ -x $AGENT ]] || AGENT=artifacts/bin/Agent/debug/gcwatch
KEEP=${KEEP:-$WORK/answers}
mkdir -p "$KEEP"
began=$SECONDS

dotnet "$LAB" scenarios --json >"$KEEP/scenarios.jsonl"
python3 - "$KEEP/scenarios.jsonl" "$pattern" <<'P' >"$WORK/plan"
import json, re, sys
for line in open(sys.argv[1]):
    s = json.loads(line)
    if re.search(sys.argv[2], s["scenario"]): print(s["scenario"], int(s["pace"]))
P

if [[ -z ${SKIP_LIVE:-} ]]; then
  while read -r name pace; do
    watches=() labs=()
    for variant in bad repaired; do
      lab "$WORK/$variant" "$name-$variant" --pace "$pace" --request-bytes "$(awk -v l=$load -v p="$pace" 'BEGIN { print l / p }')" --live-mb 20
      labs+=("$LAB_PID")
    done
    sleep 1
    for i in 0 1; do
      variant=$([[ $i = 0 ]] && echo bad || echo repaired)
      "$AGENT" explain --pid "${labs[i]}" --seconds "$seconds" --format json >"$KEEP/$name.$variant.json" 2>"$KEEP/$name.$variant.err" &
      watches+=($!)
    done
    for watch in "${watches[@]}"; do wait "$watch" || echo "$name: the watch failed" >&2; done
    for pid in "${labs[@]}"; do stop "$pid"; done
  done <"$WORK/plan"
fi

python3 - "$KEEP" "$pattern" <<'P' >"$WORK/table"
import json, re, sys
keep, pattern = sys.argv[1:3]
# What a cause of the Lab is called among the findings; a leak is what a snapshot shows, and plain arrays, async methods and LINQ are no mistake as such.
kinds = {"closure": "closures", "boxing": "boxing", "pool_miss": "pool_misuse", "pool_leak": "pool_misuse"} | {k: k for k in ("finalizer_backlog", "large_object_churn", "pinning", "induced_collections")}

def found(name, variant):
    answer = json.load(open(f"{keep}/{name}.{variant}.json"))
    return {f["kind"]: (f.get("place") or {}).get("method", "") for f in answer["findings"]}, {u["kind"] for u in answer["notJudged"]}

right = wrong = missed = quiet = 0
print("| scenario | expected | found in bad | place | found in repaired | |\n|---|---|---|---|---|---|")
for line in open(f"{keep}/scenarios.jsonl"):
    s = json.loads(line)
    name = s["scenario"]
    if not re.search(pattern, name): continue
    gone = s.get("onStackSince") and s["onStackSince"] <= 10
    expected = None if gone or not s["cause"] else kinds.get(s["cause"])
    true = {expected} | {kinds.get(c) for c in s["otherCauses"]} - {None} if not gone else {None}
    (bad, lacking), (repaired, _) = found(name, "bad"), found(name, "repaired")
    hit = expected in bad
    right += hit; missed += expected is not None and not hit; quiet += (expected is None and not set(bad) - true) + (not repaired)
    wrong += len(set(bad) - true) + len(repaired)
    verdict = "MISSED" + (" (not judged)" if expected in lacking else "") if expected and not hit else "WRONG" if set(bad) - true or repaired else "right"
    place = bad.get(expected, "").split(".Scenarios.")[-1]
    print(f"| `{name}` | {expected or '—'} | {', '.join(bad) or '—'} | {'`' + place + '`' if place else ''} | {', '.join(repaired) or '—'} | {verdict} |")
print(f"\nfound rightly {right}, wrongly {wrong}, missed {missed}, rightly nothing {quiet}" + (f": precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}" if right else ""))
P
{ echo "$(machine | sed 's/^machine: //'); .NET $(dotnet --list-runtimes | awk '$1 == "Microsoft.NETCore.App" { v = $2 } END { print v }'); $((SECONDS - began)) s in all."; echo; cat "$WORK/table"; } | tee "$WORK/section"
[[ -z ${DOC:-} ]] || python3 eng/replace-block.py "$DOC" explain <"$WORK/section"
