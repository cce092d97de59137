#!/bin/bash
# Sees that a packed extension names everybody whose work it carries: the npm packages and crates of which npm and Cargo
# say that it is made.
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

[ "$(wc -l < "$work/carried")" -gt 100 ] || { echo "npm and Cargo name next to nothing."; exit 1; }
missing=0
while read -r name; do
  # Once in the list of all, once above its notice.
  [ "$(grep -cE "^${name//[.+]/\\&}(, |$)" "$work/notices")" -ge 2 ] && continue
  echo "ThirdPartyNotices.txt does not name $name."
  missing=1
done < "$work/carried"
exit $missing
