#!/usr/bin/env bash
# Builds the image by the Dockerfile, on stand-ins of its base images (eng/base-images.sh), as localhost/gcwatch:test, and writes its layers
# as they would be pushed to artifacts/image. Does nothing where the result is newer than the sources.
set -euo pipefail
cd "$(dirname "$0")/.."

image=localhost/gcwatch:test
layers=artifacts/image
if [[ -e $layers/index.json && -z $(find Dockerfile .dockerignore src eng/publish-image.sh eng/sbom.cs eng/base-images.sh Directory.Build.props \
  Directory.Packages.props .editorconfig LICENSE -newer "$layers/index.json" -print -quit) ]] && eng/podman.sh image exists "$image"; then
  echo "image: $image is up to date"
  exit 0
fi

eng/base-images.sh
echo "image: building $image (about a minute)"
log=artifacts/build-image.log
rm -rf "$layers"
start=$SECONDS
if ! eng/podman.sh build --pull=never --network=host --format docker --timestamp 0 --volume /usr:/usr:ro --tag "$image" . >"$log" 2>&1; then
  cat "$log"
  echo "image: the build failed" >&2
  exit 1
fi
eng/podman.sh push --quiet "$image" "oci:$PWD/$layers:test"
echo "image: $image, built in $((SECONDS - start)) s"
