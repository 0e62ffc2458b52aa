#!/usr/bin/env bash
# Builds the image by the Dockerfile, on stand-ins of its base images (eng/base-images.sh), as localhost/gcwatch:test, and writes its layers
# as they would be pushed to artifacts/image; beside it localhost/gcwatch-lab:test, the Lab as a service to watch, for the pods of the tests.
# Does nothing where the result is newer than the sources.
set -euo pipefail
cd "$(dirname "$0")/.."

image=localhost/gcwatch:test
layers=artifacts/image
lab=localhost/gcwatch-lab:test

# The Lab as eng/publish-targets.sh left it; samples/Lab/Dockerfile makes the same from the sources.
build_lab() {
  eng/podman.sh build --quiet --pull=never --format docker --timestamp 0 --tag "$lab" --file - artifacts/targets/single >/dev/null <<'FILE'
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
COPY GcWatch.Lab /usr/local/bin/lab
USER 1654:1654
ENTRYPOINT ["/usr/local/bin/lab"]
CMD ["service", "--port", "8080"]
FILE
  echo "image: $lab"
}

eng/base-images.sh
eng/publish-targets.sh single
build_lab

if [[ -e $layers/index.json && -z $(find Dockerfile .dockerignore src eng/publish-image.sh eng/sbom.cs eng/base-images.sh Directory.Build.props \
  Directory.Packages.props .editorconfig LICENSE -newer "$layers/index.json" -print -quit) ]] && eng/podman.sh image exists "$image"; then
  echo "image: $image is up to date"
  exit 0
fi

echo "image: building $image (about a minute)"
log=artifacts/build-image.log
rm -rf "$layers"
start=$SECONDS
if ! eng/podman.sh build --pull=never --network=host --format docker --timestamp 0 --volume /usr:/usr:ro --tag "$image" . >"$log" 2>&1; then
  cat "$log"
  echo "image: the build failed" >&2
  exit 1
fi
eng/podman.sh image prune --force >/dev/null
eng/podman.sh push --quiet "$image" "oci:$PWD/$layers:test"
echo "image: $image, built in $((SECONDS - start)) s"
