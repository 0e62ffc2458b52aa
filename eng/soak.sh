#!/usr/bin/env bash
# Twenty targets that come and go while the native agent watches them. Usage: eng/soak.sh [MINUTES], 15 if not given.
set -euo pipefail
cd "$(dirname "$0")/.."
eng/publish-targets.sh
eng/publish-native.sh
GCWATCH_SOAK_MINUTES=${1:-15} GCWATCH_REQUIRE_PARTS=1 dotnet test --project tests/EndToEnd --filter-class '*.SoakTests' --show-live-output on --output Detailed
