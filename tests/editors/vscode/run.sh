#!/bin/bash
# Tests the extension's colours, packs it with the server, and tests it in VS Code in a headless Chromium, on a copy of the
# example. Screenshots go to target/screenshots/vscode. Needs `cargo build --release`; installs the rest.
#
#   tests/editors/vscode/run.sh [SCENE…]        (default: every file in scenes/)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
cache=$root/target/editors/vscode
screenshots=$root/target/screenshots/vscode
extension=$root/editors/vscode
mkdir -p "$screenshots"

"$here/setup.sh" "$cache"
export PATH=$cache/node/bin:$PATH

cd "$extension"
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules ]; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  touch node_modules
fi
npm test --silent
npm run --silent package > "$screenshots/package.log" || { cat "$screenshots/package.log"; exit 1; }
"$here/notices.sh" sayso.vsix

work=$(mktemp -d)
server=
stop() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
  server=
}
trap 'stop; rm -rf "$work"' EXIT

# Becomes VS Code with the user's files in a folder. The extension is installed once, for all windows.
code_server() {
  local home=$1
  shift
  exec env "HOME=$home" EXTENSIONS_GALLERY='{"serviceUrl":"http://127.0.0.1:9"}' \
    node "$cache/code-server/node_modules/code-server/out/node/entry.js" \
    --config "$home/config.yaml" --user-data-dir "$home/user" --extensions-dir "$work/extensions" "$@"
}

install_extension() {
  local home=$work/install
  mkdir -p "$home"
  printf 'auth: none\n' > "$home/config.yaml"
  (code_server "$home" --install-extension "$extension/sayso.vsix") > "$home/install.log" 2>&1 \
    || { cat "$home/install.log"; return 1; }
}

# Each window has a home folder of its own, without the user's settings and files of other scenes.
start() {
  local scene=$1 home=$2 pictures=$3
  mkdir -p "$home/user/User" "$home/newsroom"
  cp "$here/settings.json" "$home/user/User/settings.json"
  cp -r "$root/examples/venezuela/." "$home/newsroom/"
  printf 'auth: none\nbind-addr: 127.0.0.1:%s\n' "$port" > "$home/config.yaml"
  local flags=(--disable-telemetry --disable-update-check --disable-getting-started-override)
  [ "$scene" = trust ] || flags+=(--disable-workspace-trust)
  code_server "$home" "${flags[@]}" > "$pictures/$scene.log" 2>&1 &
  server=$!
  for _ in $(seq 300); do
    curl --silent --fail "http://127.0.0.1:$port/healthz" > /dev/null && return
    sleep 0.2
  done
  echo "VS Code did not start; see $pictures/$scene.log" >&2
  return 1
}

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

[ $# -gt 0 ] || set -- $(cd "$here/scenes" && ls -- *.mjs | sed 's/\.mjs$//')
# Plays a scene in a fresh window; its pictures go to a folder.
play() {
  local scene=$1 home=$2 pictures=$3
  mkdir -p "$pictures"
  rm -f "$pictures/$scene"[-.]*
  port=$(free_port)
  start "$scene" "$home" "$pictures" || return
  local result=0
  PLAYWRIGHT=$cache/playwright CHROMIUM=$(command -v chromium) node "$here/scenes/$scene.mjs" \
    "http://127.0.0.1:$port" "$home/newsroom" "$pictures" || result=1
  stop
  return $result
}

install_extension

# A busy machine can be too slow for a scene, so one that fails is played once more.
failed=0
for scene in "$@"; do
  echo "== VS Code: $scene"
  play "$scene" "$work/$scene" "$screenshots" && continue
  stop
  echo "== VS Code: $scene failed; once more, in a fresh window"
  if play "$scene" "$work/$scene-again" "$screenshots/again"; then
    echo "$scene: failed at first, passed at the second attempt"
  else
    stop
    echo "$scene: failed twice"
    failed=1
  fi
done
exit $failed
