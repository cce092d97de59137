#!/usr/bin/env bash
# Installs the client of language servers for Kakoune, which Debian does not have, into a cache folder.
#
#   tests/editors/kakoune/setup.sh [FOLDER]        (default: target/editors/kak-lsp)
set -euo pipefail

version=22.0.0
root=$(cd "$(dirname "$0")/../../.." && pwd)
cache=${1:-$root/target/editors/kak-lsp}

[ "$(cat "$cache/.version" 2> /dev/null)" = "$version" ] && exit
# An unoptimised build takes a third of the time.
CARGO_PROFILE_DEV_DEBUG=0 cargo install --quiet kak-lsp --version "$version" --locked --debug --no-default-features \
  --root "$cache" --target-dir "$cache-build"
rm -rf "$cache-build"
echo "$version" > "$cache/.version"
