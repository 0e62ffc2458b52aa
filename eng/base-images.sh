#!/usr/bin/env bash
# Stand-ins for the two images that the Dockerfile builds on, for machines that reach no registry: made of this machine's own SDK and
# libraries, under the real names, in the storage of eng/podman.sh. Does nothing where they are there.
set -euo pipefail
cd "$(dirname "$0")"
sdk=mcr.microsoft.com/dotnet/sdk:10.0-noble-aot
base=mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
user=1654
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The folders of a merged /usr, and the files that every image has.
skeleton() { # ROOT
  mkdir -p "$1"/{etc,usr,root,home,var/tmp,var/lib}
  mkdir -m 1777 "$1/tmp"
  for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$1/$folder"; done
  printf 'root:x:0:0:root:/root:/bin/sh\napp:x:%s:%s::/home/app:/bin/false\n' $user $user >"$1/etc/passwd"
  printf 'root:x:0:\napp:x:%s:\n' $user >"$1/etc/group"
  cp /usr/lib/os-release "$1/etc/os-release"
  mkdir -p "$1/etc/ssl/certs"
  cp -L /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/"
}

import() { # ROOT NAME CHANGE...
  local root=$1 name=$2 change=() each
  shift 2
  for each; do change+=(--change "$each"); done
  tar -C "$root" --numeric-owner --sort=name --mtime=@0 -c . | ./podman.sh import --quiet "${change[@]}" - "$name" >/dev/null
  echo "images: made a stand-in for $name"
}

# What runtime-deps has: the C library, its parts, libgcc, libstdc++ and OpenSSL; no shell, no package manager.
make_base() {
  local root=$work/base library
  skeleton "$root"
  install -d -m 0755 -o $user -g $user "$root/home/app"
  libraries=$(dirname "$(ldconfig -p | awk '$1 == "libc.so.6" && /x86-64|AArch64/ { print $NF; exit }')")
  install -d "$root/usr/lib64" "$root/usr/lib/ssl" "$root/usr$(realpath "$libraries" | sed 's,^/usr,,')"
  for library in libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libresolv.so.2 libgcc_s.so.1 libstdc++.so.6 libssl.so.3 libcrypto.so.3; do
    cp -L "$libraries/$library" "$root/usr$(realpath "$libraries" | sed 's,^/usr,,')/"
  done
  cp -L /lib64/ld-linux-*.so.2 "$root/usr/lib64/"
  ln -s /etc/ssl/certs "$root/usr/lib/ssl/certs"
  import "$root" "$base" "ENV APP_UID=$user" "ENV ASPNETCORE_HTTP_PORTS=8080" "ENV DOTNET_RUNNING_IN_CONTAINER=true" \
    "ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true" "USER $user"
}

# Everything below /usr is this machine's, which eng/build-image.sh mounts when it builds.
make_sdk() {
  local root=$work/sdk
  skeleton "$root"
  cp -a /etc/alternatives /etc/ld.so.cache /etc/ld.so.conf /etc/ld.so.conf.d /etc/nsswitch.conf "$root/etc/"
  mkdir -p "$root/usr/lib"
  import "$root" "$sdk" "ENV DOTNET_NOLOGO=true" "ENV DOTNET_GENERATE_ASPNET_CERTIFICATE=false" "ENV NUGET_XMLDOC_MODE=skip" \
    "ENV DOTNET_CLI_TELEMETRY_OPTOUT=true" "ENV NUGET_CERT_REVOCATION_MODE=${NUGET_CERT_REVOCATION_MODE:-online}"
}

./podman.sh image exists "$base" || make_base
./podman.sh image exists "$sdk" || make_sdk
