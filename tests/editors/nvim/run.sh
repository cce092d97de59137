#!/usr/bin/env bash
# Tests the plugin in two versions of Neovim, with keys as a writer types them, on a copy of the example.
# Pictures of the screen go to target/screenshots/nvim-VERSION. Needs a C compiler; installs Neovim.
#
#   tests/editors/nvim/run.sh [SCENE…]        (default: every file in scenes/)
#
# SAYSO is the program to test (default: target/release/sayso).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
sayso=$(realpath "${SAYSO:-${CARGO_TARGET_DIR:-$root/target}/release/sayso}")
[ -x "$sayso" ] || { echo "$sayso does not exist: run \`cargo build --release\` first." >&2; exit 1; }

"$here/setup.sh" "$root/target/editors/nvim"
"$root/tests/editors/debian.sh"
declare -A program=(
  [0.11]=$root/target/editors/nvim/bin/nvim
  [0.12]=$root/target/editors/debian/bin/nvim
)

diff -r "$root/grammar/queries" "$root/editors/nvim/queries/sayso" || {
  echo "editors/nvim/queries/sayso differs from grammar/queries: copy the files again" >&2
  exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Each scene has a home folder of its own, without the user's Neovim configuration and files of other scenes.
home_for() {
  local home=$1
  mkdir -p "$home"/{bin,config/nvim,newsroom,data,state,cache}
  ln -s "$sayso" "$home/bin/sayso"
  cp "$here/init.lua" "$home/config/nvim/init.lua"
  cp -r "$root/examples/venezuela/." "$home/newsroom/"
}

[ $# -gt 0 ] || set -- $(cd "$here/scenes" && ls -- *.lua | sed 's/\.lua$//')
failed=0
for version in ${VERSIONS:-0.11 0.12}; do
  screenshots=$root/target/screenshots/nvim-$version
  mkdir -p "$screenshots"
  rm -f "$screenshots"/failure.*
  for scene in "$@"; do
    echo "== Neovim $version: $scene"
    home=$work/$version-$scene
    home_for "$home"
    (cd "$home/newsroom" && env -u NVIM \
      HOME="$home" PATH="$home/bin:$PATH" SCREENSHOTS="$screenshots" NVIM_PROGRAM="${program[$version]}" \
      PLUGIN="$root/editors/nvim" \
      XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" XDG_STATE_HOME="$home/state" XDG_CACHE_HOME="$home/cache" \
      SCENE="$here/scenes/$scene.lua" \
      timeout 120 "${program[0.11]}" --clean --headless -i NONE -n -S "$here/editor.lua") || failed=1
  done
done
exit $failed
