#!/bin/bash
# Checks that a packed extension lists all third-party packages in it: the npm packages and crates that npm and Cargo
# report.
#
#   tests/editors/vscode/notices.sh FILE.vsix
set -euo pipefail

root=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("extension/ThirdPartyNotices.txt").decode())' \
  "$1" > "$work/notices"
npm --prefix "$root/editors/vscode" ls --omit=dev --all --parseable --long > "$work/npm"
cargo tree --manifest-path "$root/Cargo.toml" --locked --edges normal,no-proc-macro --prefix none --format '{p}' > "$work/cargo"
{
  sed -nE 's/.*:(.+)@([^@]+)$/\1 \2/p' "$work/npm" | grep -v '^sayso '
  sed -nE 's/^(\S+) v(\S+)( \(\*\))?$/\1 \2/p' "$work/cargo"
} | sort -u > "$work/carried"

[ "$(wc -l < "$work/carried")" -gt 100 ] || { echo "npm and Cargo list almost no packages."; exit 1; }
missing=0
while read -r name; do
  # Once in the list, once above its notice.
  [ "$(grep -cE "^${name//[.+]/\\&}(, |$)" "$work/notices")" -ge 2 ] && continue
  echo "ThirdPartyNotices.txt does not list $name."
  missing=1
done < "$work/carried"
exit $missing
