#!/usr/bin/env bash
# Installs what the tests need, builds, runs every test, and ends with the line "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")"

results=artifacts/test-results

step() { printf '\n== %s\n' "$*"; }

# The result must be one line, also where a step before the tests fails.
trap 'status=$?; eng/containers-off.sh || true; if [[ $status -ne 0 && -z ${reported:-} ]]; then echo "0 passed, 1 failed"; fi; exit $status' EXIT

step "parts"
if [[ $(id -u) -eq 0 ]]; then
  eng/install-parts.sh
else
  echo "parts: not installed, as this is not root; tests that miss one say so"
  eng/install-parts.sh --check || true
fi

step "build"
dotnet build -nologo -v minimal -warnaserror

step "targets"
eng/publish-targets.sh

step "native"
eng/publish-native.sh

step "image"
if [[ $(id -u) -eq 0 ]] && command -v podman >/dev/null; then
  eng/build-image.sh
else
  echo "image: not built, as this is not root or there is no podman; tests that need it say so"
fi

step "tests"
rm -rf "$results"
mkdir -p "$results"
status=0
# The unit projects side by side; then one after the other those that start processes, each of which wants the machine for itself.
run() { # PARALLEL MODULES...
  local parallel=$1 modules
  modules=$(IFS=';'; echo "${*:2}")
  dotnet test --test-modules "$modules" --max-parallel-test-modules "$parallel" --results-directory "$PWD/$results" --report-xunit-trx || status=$?
}
module() { echo "artifacts/bin/$1/debug/GcWatch.$1.dll"; }
run 2 "$(module Exporters.Tests)" "$(module Agent.Tests)" "$(module Collectors.Tests)" "$(module Analysis.Tests)"
run 1 "$(module EndToEnd)" "$(module Deploy.Tests)"

# One result file for each project, or it crashed; and each has tests, or it lost them.
projects=0
for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  if [[ $name == *.Tests || $name == EndToEnd ]]; then projects=$((projects + 1)); fi
done

count() { # ATTRIBUTE FILE
  { grep -o '<Counters [^>]*' "$2" || true; } | { grep -o "\\b$1=\"[0-9]*\"" || true; } | grep -o '[0-9]*' || echo 0
}

passed=0
failed=0
complete=0
shopt -s nullglob
for file in "$results"/*.trx; do
  succeeded=$(count passed "$file")
  broken=$(($(count failed "$file") + $(count error "$file") + $(count timeout "$file") + $(count aborted "$file")))
  passed=$((passed + succeeded))
  failed=$((failed + broken))
  if [[ $((succeeded + broken)) -gt 0 ]]; then complete=$((complete + 1)); fi
done
failed=$((failed + projects - (complete < projects ? complete : projects)))
if [[ $status -ne 0 && $failed -eq 0 ]]; then failed=1; fi

reported=yes
echo "$passed passed, $failed failed"
[[ $failed -eq 0 && $status -eq 0 ]]
