#!/usr/bin/env bash
# What escape analysis puts on the stack: bytes an operation of the same binary on .NET 10 with DOTNET_JitObjectStackAllocation=1 and =0, and of the
# Lab on .NET 8 and 9 where eng/publish-targets.sh left it. Writes the table into docs/pressure.md. Usage: eng/escape.sh [WARM-UP SECONDS]
. "$(dirname "$0")/measure-lib.sh"
warm_up=${1:-1.5}
dotnet build samples/Lab -nologo -v quiet -clp:NoSummary
mapfile -t scenarios < <(dotnet "$LAB" scenarios --json | python3 -c '
import json, sys
for line in sys.stdin:
    scenario = json.loads(line)
    if scenario["evidence"] == "live" and scenario["group"] in ("escape", "closures", "boxing", "beyond") and scenario["claim"] == "allocation":
        print(scenario["scenario"])')

# bytes COMMAND... : the bytes an operation, once the code is at its fastest.
bytes() {
  timeout 120 "$@" --warm-up-seconds "$warm_up" --operations 50000 |
    python3 -c 'import json,sys; print(round(json.loads(sys.stdin.readlines()[-1])["allocatedBytesPerOperation"]))'
}

older() {
  local program=artifacts/targets/$1/GcWatch.Lab
  if [[ -x $program ]]; then bytes "$program" "$2"; else echo "–"; fi
}

{
  echo "Bytes an operation of the bad variant (16 repetitions, in \`escape-…\`), $(dotnet --list-runtimes | awk '$1 == "Microsoft.NETCore.App" { v = $2 } END { print v }'), after $warm_up s of warm-up:"
  echo
  echo "| scenario | .NET 8 | .NET 9 | .NET 10 without | .NET 10 | on the stack |"
  echo "|---|---|---|---|---|---|"
  for scenario in "${scenarios[@]}"; do
    off=$(DOTNET_JitObjectStackAllocation=0 bytes dotnet "$LAB" "$scenario-bad")
    on=$(DOTNET_JitObjectStackAllocation=1 bytes dotnet "$LAB" "$scenario-bad")
    echo "| \`$scenario\` | $(older net8.0 "$scenario-bad") | $(older net9.0 "$scenario-bad") | $off | $on | $(((off - on) * 100 / (off > 0 ? off : 1))) % |"
  done
} | tee "$WORK/table"
python3 eng/replace-block.py docs/pressure.md escape <"$WORK/table"
