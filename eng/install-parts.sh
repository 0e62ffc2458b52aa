#!/usr/bin/env bash
# Installs the real parts that the tests use, as Debian packages: only what is missing, and starts no service.
# With --check it installs nothing, and fails if something is missing.
set -euo pipefail

# The program that shows that a part is there, and the package that has it.
parts=(
  prometheus:prometheus
  promtool:prometheus
  prometheus-alertmanager:prometheus-alertmanager
  amtool:prometheus-alertmanager
  victoria-metrics:victoria-metrics
  clang:clang
  ps:procps
  setpriv:util-linux
  unshare:util-linux
  perl:perl-base
  faketime:faketime
)

missing=()
for part in "${parts[@]}"; do
  if ! command -v "${part%%:*}" >/dev/null; then missing+=("${part##*:}"); fi
done
[[ -e /usr/include/zlib.h ]] || missing+=(zlib1g-dev)

if [[ ${#missing[@]} -eq 0 ]]; then
  echo "parts: all are there"
  exit 0
fi

mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
if [[ ${1:-} == --check ]]; then
  echo "parts: missing: ${missing[*]}" >&2
  exit 1
fi

if [[ $(id -u) -ne 0 ]]; then
  echo "parts: NOT INSTALLED, as this is not root: ${missing[*]}" >&2
  exit 0
fi

# A package that would start its service on installation is told not to, unless the machine has its own rule.
policy=/usr/sbin/policy-rc.d
if [[ ! -e $policy ]]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
  trap 'rm -f "$policy"' EXIT
fi

echo "parts: installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}"
echo "parts: installed ${missing[*]}"
