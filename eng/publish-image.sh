#!/usr/bin/env bash
# Makes the files of the image: eng/publish-image.sh ARCHITECTURE FOLDER, with ARCHITECTURE amd64 or arm64. Called by the Dockerfile.
# Everything has the time SOURCE_DATE_EPOCH, so that the same sources make the same layer.
set -euo pipefail
cd "$(dirname "$0")/.."
architecture=$1
root=$2

# The analyzers have had their say in the ordinary build; they change nothing in the binary, and take half a minute.
dotnet publish src/Agent -nologo -v minimal -c Release -a "$architecture" \
  -p:RunAnalyzers=false -p:ContinuousIntegrationBuild=true -p:SourceRevisionId="${REVISION:-unknown}" -o artifacts/publish

install -D -m 0755 artifacts/publish/gcwatch "$root/usr/local/bin/gcwatch"
install -D -m 0644 LICENSE "$root/usr/share/doc/gcwatch/LICENSE"
install -d -m 0755 "$root/usr/share/sbom"
dotnet run eng/sbom.cs -- artifacts/obj/Agent/project.assets.json "$root/usr/local/bin/gcwatch" "$root/usr/share/sbom/gcwatch.cdx.json"
# What only the build needed is no part of a layer that would be kept.
rm -rf artifacts
find "$root" -exec touch -h -d "@${SOURCE_DATE_EPOCH:-0}" {} +
