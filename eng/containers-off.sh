#!/usr/bin/env bash
# Ends what eng/podman.sh has left running or mounted; the images stay. Called at the end of the tests, so that artifacts/ can be removed.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)/artifacts/containers
[[ -e $home/containers.conf ]] || exit 0
"$home/../../eng/podman.sh" pod rm --all --force --time 0 >/dev/null || true
"$home/../../eng/podman.sh" rm --all --force --time 0 --volumes >/dev/null || true
# The deepest first.
for mount in $(awk -v home="$home/" 'index($2, home) == 1 { print $2 }' /proc/mounts | sort -r); do umount "$mount" || true; done
