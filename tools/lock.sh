#!/usr/bin/env bash
# Rewrites requirements.lock from pyproject.toml, and bench/requirements.lock: every version with the digests
# of its files, for all platforms and Python 3.11 upwards. Needs uv (https://docs.astral.sh/uv/).
set -euo pipefail
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "uv is missing: pip install uv" >&2; exit 1; }
uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev --quiet \
  -o requirements.lock pyproject.toml "$@"
uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
  -o bench/requirements.lock bench/requirements.in "$@"
