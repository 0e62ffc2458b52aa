#!/usr/bin/env bash
# Publishes the Lab for older runtimes, self-contained, to artifacts/targets/<framework>, as a native program with event support to
# artifacts/targets/native, and self-contained in a single file to artifacts/targets/single: the end-to-end tests watch them.
# Does nothing where the result is newer than the sources.
set -euo pipefail
cd "$(dirname "$0")/.."

frameworks=("$@")
[[ ${#frameworks[@]} -gt 0 ]] || frameworks=(net8.0 net9.0 native single)

is_current() {
  local program=$1
  [[ -x $program ]] || return 1
  [[ -z $(find samples/Lab Directory.Build.props Directory.Packages.props -newer "$program" -print -quit) ]]
}

for framework in "${frameworks[@]}"; do
  output=artifacts/targets/$framework
  if is_current "$output/GcWatch.Lab"; then
    echo "targets: $framework is up to date"
    continue
  fi
  echo "targets: publishing the Lab for $framework"
  # An output tree of its own: the restore for another framework must not replace the ordinary build's.
  if [[ $framework == native ]]; then
    form=(-p:PublishAot=true -p:EventSourceSupport=true)
  elif [[ $framework == single ]]; then
    form=(--self-contained -p:PublishSingleFile=true)
  else
    form=(--self-contained -p:LabFramework="$framework")
  fi
  dotnet publish samples/Lab -nologo -v quiet -c Release -r linux-x64 "${form[@]}" \
    -p:ArtifactsPath="$PWD/artifacts/targets/build/$framework" -o "$output"
  touch "$output/GcWatch.Lab"
done
