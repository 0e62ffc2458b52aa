#!/usr/bin/env bash
# Holds the list of parts in the built image against the schema of CycloneDX, with its own library (npm). Usage: eng/check-sbom.sh
set -euo pipefail
cd "$(dirname "$0")/.."
eng/build-image.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
layer=$(for blob in artifacts/image/blobs/sha256/*; do if tar -tzf "$blob" 2>/dev/null | grep -q 'gcwatch.cdx.json$'; then echo "$blob"; fi; done | head -1)
tar -xzOf "$layer" usr/share/sbom/gcwatch.cdx.json >"$work/list.json"
cd "$work"
npm install --silent --no-audit --no-fund @cyclonedx/cyclonedx-library@10.3.0 ajv@8 ajv-formats@3 ajv-formats-draft2019 >/dev/null
cat >check.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
const text = readFileSync('list.json', 'utf8');
const errors = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
if (errors !== null) { console.error(JSON.stringify(errors, null, 2)); process.exit(1); }
console.log(`sbom: valid CycloneDX 1.6, ${JSON.parse(text).components.length} parts`);
JS
node check.mjs
