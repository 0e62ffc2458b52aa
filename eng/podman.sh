#!/usr/bin/env bash
# podman with settings and a storage of its own below artifacts/containers: nothing of this machine's is read or changed.
#   eng/podman.sh images
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)/artifacts/containers

if [[ ! -e $home/containers.conf ]]; then
  mkdir -p "$home/tmp"
  # runc, as crun refuses control groups of both versions side by side; limits that a container in a virtual machine may set.
  cat >"$home/containers.conf.new" <<CONF
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "none"
lock_type = "file"
CONF
  mv "$home/containers.conf.new" "$home/containers.conf"
fi

export CONTAINERS_CONF=$home/containers.conf
export TMPDIR=$home/tmp
exec podman --root "$home/storage" --runroot "$home/run" --tmpdir "$home/libpod" "$@"
