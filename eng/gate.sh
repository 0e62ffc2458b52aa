#!/usr/bin/env bash
# The gate against the real tools: dotnet build and dotnet test of tiny projects end as ever, also with the gate killed midway, and nothing is left
# waiting; on each runtime, what a program starts inherits "nosuspend"; what the gate costs at the start of a program. Usage: eng/gate.sh
# Takes some two minutes. Packages come from the cache or the registry.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
dotnet build src/Agent -nologo -v quiet -clp:NoSummary
gate=(dotnet "$root/artifacts/bin/Agent/debug/gcwatch.dll" exec)
work=$(mktemp -d /tmp/gcwatch-gate-XXXX)
trap 'rm -rf "$work"' EXIT
failed=0
say() { printf '%-72s %s\n' "$1" "$2"; [[ $2 == ok* ]] || failed=1; }

# Runs a gated command and kills the gate once a file is there; ok if the command still leaves another one behind.
killed_midway() { # NAME MARK RESULT COMMAND…
  local name=$1 mark=$2 result=$3
  shift 3
  rm -f "$mark" "$result"
  TMPDIR=$work "${gate[@]}" -- "$@" >"$work/out" 2>&1 &
  local pid=$! i
  for ((i = 0; i < 1200; i++)); do [[ -e $mark ]] && break; sleep 0.05; done
  kill -KILL "$pid" && wait "$pid" 2>/dev/null || true
  for ((i = 0; i < 1200; i++)); do [[ -e $result ]] && { say "$name, gate killed midway" ok; return; }; sleep 0.05; done
  say "$name, gate killed midway" "FAILED: it did not end"
  cat "$work/out"
}

mkdir "$work/App.Tests" "$work/Probe"
xunit=$(sed -n 's/.*Include="xunit.v3" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)
cp global.json "$work/App.Tests"
cat >"$work/App.Tests/App.Tests.csproj" <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="xunit.v3" Version="$xunit" /></ItemGroup>
</Project>
EOF
cat >"$work/App.Tests/Tests.cs" <<EOF
public class Tests
{
    [Xunit.Fact]
    public void Collects_twenty_times()
    {
        File.WriteAllText("$work/testing", "");
        for (int i = 0; i < 20; i++) { GC.Collect(); Thread.Sleep(100); }
        File.WriteAllText("$work/tested", "");
    }
}
EOF
cat >"$work/Probe/Probe.csproj" <<'EOF'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>$(ProbeFramework)</TargetFramework></PropertyGroup>
</Project>
EOF
cat >"$work/Probe/Probe.cs" <<'EOF'
System.Diagnostics.Process.Start("sh", new[] { "-c", "echo child $DOTNET_DiagnosticPorts" }).WaitForExit();
EOF

cd "$work/App.Tests"
echo '{ "InducedCollections": 0 }' >"$work/budget.json"

if timeout 120 "${gate[@]}" --output "$work/verdict" -- dotnet build -nologo -v quiet >"$work/out" 2>&1; then say "dotnet build" ok; else say "dotnet build" "FAILED: $?"; fi
rm -rf bin obj
killed_midway "dotnet build" obj/project.assets.json bin/Debug/net10.0/App.Tests.dll dotnet build -nologo

code=0
timeout 120 "${gate[@]}" --budget "$work/budget.json" --output "$work/verdict" -- dotnet test >"$work/out" 2>&1 || code=$?
if [[ $code == 3 ]] && grep -Eq 'App.Tests-[0-9]+ +induced collections +20 ' "$work/verdict"; then say "dotnet test, 20 induced collections judged" ok; else say "dotnet test" "FAILED: $code"; cat "$work/out" "$work/verdict"; fi
killed_midway "dotnet test" "$work/testing" "$work/tested" dotnet test

for framework in net8.0 net9.0 net10.0; do
  ProbeFramework=$framework dotnet publish "$work/Probe" -nologo -v quiet -c Release -r linux-x64 --self-contained -o "$work/$framework" --artifacts-path "$work/build-$framework" >"$work/out" 2>&1 || cat "$work/out"
  heard=$(timeout 60 "${gate[@]}" --output "$work/verdict" -- "$work/$framework/Probe") || true
  if [[ $heard == child*/port,nosuspend ]]; then say "$framework: what a program starts inherits nosuspend" ok; else say "$framework" "FAILED: $heard"; fi
done

# The middle of five starts each, in ms.
middle() { for _ in 1 2 3 4 5; do local t0=${EPOCHREALTIME/./}; "$@" >/dev/null 2>&1; echo $(((${EPOCHREALTIME/./} - t0) / 1000)); done | sort -n | sed -n 3p; }
printf 'start to end of a program that does nothing: %s ms alone, %s ms under the gate\n' "$(middle "$work/net10.0/Probe")" "$(middle "${gate[@]}" -- "$work/net10.0/Probe")"
if [[ -x $root/artifacts/native/gcwatch ]]; then printf '%s ms under the native gate\n' "$(middle "$root/artifacts/native/gcwatch" exec -- "$work/net10.0/Probe")"; fi
exit $failed
