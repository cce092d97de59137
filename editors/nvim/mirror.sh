#!/usr/bin/env bash
# Makes a Git repository with this plugin at its root, for plugin managers that take only whole repositories. It contains the
# source of the parser too. Run it again after each update: it adds a commit if something changed.
#
#   editors/nvim/mirror.sh FOLDER
set -euo pipefail

[ $# -eq 1 ] || { sed -n '5s/^# *//p' "$0" >&2; exit 2; }
plugin=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$plugin/../.." && pwd)
mirror=$1
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -n 1)

git init -q "$mirror"
git -C "$mirror" rm -rq --ignore-unmatch .
cp -r "$plugin"/. "$mirror"
rm -f "$mirror/mirror.sh" "$mirror/doc/tags"
mkdir -p "$mirror/grammar"
cp -r "$root/grammar/src" "$mirror/grammar"
cp "$root/LICENSE" "$mirror" 2> /dev/null || cp "$root"/LICENSE* "$mirror"
git -C "$mirror" add -A
git -C "$mirror" diff --cached --quiet || git -C "$mirror" commit -qm "Sayso $version"
