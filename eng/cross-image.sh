#!/usr/bin/env bash
# Builds the image for arm64 on an amd64 machine, as the Dockerfile does for a registry, on a base that has nothing in it, and runs its binary
# under emulation. Needs apt packages gcc-aarch64-linux-gnu, libc6-dev-arm64-cross and qemu-user. Usage: eng/cross-image.sh
set -euo pipefail
cd "$(dirname "$0")/.."
for program in aarch64-linux-gnu-gcc qemu-aarch64; do
  command -v "$program" >/dev/null || { echo "cross: $program is missing: apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user" >&2; exit 1; }
done
eng/base-images.sh
base=localhost/nothing:arm64
image=localhost/gcwatch:arm64
work=$(mktemp -d)
trap 'rm -rf "$work"; eng/podman.sh rmi --force "$image" "$base" >/dev/null 2>&1 || true' EXIT
tar -C "$work" -c --files-from /dev/null | eng/podman.sh import --quiet --arch arm64 --variant v8 --os linux - "$base" >/dev/null
start=$SECONDS
# podman 4.3 does not know the build's own platform by itself, and takes it, once told, for that of the last stage as well.
sed 's,^FROM ${BASE_IMAGE},FROM --platform=$TARGETPLATFORM ${BASE_IMAGE},' Dockerfile >"$work/Dockerfile"
eng/podman.sh build --platform linux/arm64 --build-arg BUILDPLATFORM=linux/amd64 --build-arg BUILDARCH=amd64 --build-arg BASE_IMAGE="$base" --pull=never --network=host --format docker --timestamp 0 \
  --volume /usr:/usr:ro --tag "$image" --file "$work/Dockerfile" . >artifacts/cross-image.log 2>&1 || { tail -30 artifacts/cross-image.log; exit 1; }
echo "cross: $(eng/podman.sh image inspect --format '{{.Os}}/{{.Architecture}}' "$image") in $((SECONDS - start)) s"
eng/podman.sh save --quiet --format docker-dir --output "$work/image" "$image"
for layer in "$work"/image/*; do tar -xf "$layer" -C "$work" usr/local/bin/gcwatch 2>/dev/null && break; done
file -b "$work/usr/local/bin/gcwatch" | cut -c1-80
echo "cross: $(stat -c %s "$work/usr/local/bin/gcwatch") bytes, gzip -9 $(gzip -9n <"$work/usr/local/bin/gcwatch" | wc -c), zstd -19 $(zstd -19 -q <"$work/usr/local/bin/gcwatch" | wc -c)"
qemu-aarch64 -L /usr/aarch64-linux-gnu "$work/usr/local/bin/gcwatch" --version
qemu-aarch64 -L /usr/aarch64-linux-gnu "$work/usr/local/bin/gcwatch" rules --help | head -3
