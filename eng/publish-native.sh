#!/usr/bin/env bash
# Publishes the agent as a native binary, artifacts/native/gcwatch. Any warning is a failure.
# Needs clang and zlib's headers: eng/install-parts.sh. Does nothing where the result is newer than the sources.
set -euo pipefail
cd "$(dirname "$0")/.."

output=artifacts/native
program=$output/gcwatch
if [[ -x $program && -z $(find src Directory.Build.props Directory.Packages.props .editorconfig -newer "$program" -print -quit) ]]; then
  echo "native: $program is up to date"
  exit 0
fi

echo "native: publishing the agent (about a minute)"
log=artifacts/publish-native.log
mkdir -p artifacts
rm -rf "$output"
# An output tree of its own: the restore for a runtime identifier must not replace the ordinary build's.
if ! dotnet publish src/Agent -nologo -v minimal -c Release -r linux-x64 \
  -p:ArtifactsPath="$PWD/artifacts/native-build" -o "$output" >"$log" 2>&1; then
  cat "$log"
  echo "native: the publish failed" >&2
  exit 1
fi
if grep -iE '\bwarning\b' "$log"; then
  rm -rf "$output"
  echo "native: the publish gave warnings" >&2
  exit 1
fi
touch "$program"
echo "native: $program, $(($(stat -c %s "$program") / 1000000)) MB"
