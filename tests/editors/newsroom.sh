# For the tests of editors: a home folder without the user's own settings, and a copy of the example in it. A script
# sources this file from its own folder `tests/editors/EDITOR`.
#
# SAYSO is the program to test (default: target/release/sayso).
# shellcheck shell=bash
set -euo pipefail

editor=$(basename "$(dirname "$0")")
root=$(cd "$(dirname "$0")/../../.." && pwd)
sayso=$(realpath "${SAYSO:-${CARGO_TARGET_DIR:-$root/target}/release/sayso}")
[ -x "$sayso" ] || { echo "$sayso does not exist: run \`cargo build --release\` first." >&2; exit 1; }
"$root/tests/editors/debian.sh"
editors=$root/target/editors/debian/bin
screenshots=$root/target/screenshots/$editor
mkdir -p "$screenshots"
rm -f "$screenshots"/*

home=$(mktemp -d)
newsroom=$home/newsroom
mkdir -p "$home"/{bin,.config}
cp -r "$root/examples/venezuela" "$newsroom"
ln -s "$sayso" "$home/bin/sayso"
export HOME=$home PATH=$home/bin:$PATH TERM=xterm-256color
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_RUNTIME_DIR

finish() { rm -rf "$home"; }
trap finish EXIT
