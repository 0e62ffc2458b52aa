#!/usr/bin/env bash
# Builds the image once more, from nothing, and compares: the same sources must give the same layers, to the byte, and the same settings. (podman
# writes the ids of its own intermediate containers into what it calls the image's id.) Some minutes.
# Usage: eng/reproduce-image.sh
set -euo pipefail
cd "$(dirname "$0")/.."
eng/build-image.sh
again=localhost/gcwatch:again
trap 'eng/podman.sh rmi --force "$again" >/dev/null 2>&1 || true' EXIT
eng/podman.sh build --no-cache --pull=never --network=host --format docker --timestamp 0 --volume /usr:/usr:ro --tag "$again" . >artifacts/reproduce-image.log 2>&1
of() { eng/podman.sh image inspect --format "$2" "$1"; }
for what in '{{.RootFS.Layers}}' '{{json .Config}}'; do
  first=$(of localhost/gcwatch:test "$what")
  second=$(of "$again" "$what")
  [[ $first == "$second" ]] || { echo "image: not the same: $what is $first, then $second" >&2; exit 1; }
  echo "image: the same, $what $first"
done
