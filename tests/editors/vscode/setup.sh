#!/bin/bash
# Installs the programs for the VS Code test: VS Code as code-server on npm packages it, Debian's chromium, and
# playwright-core. Everything except chromium goes into a cache folder. Installed versions are not installed again.
#
#   tests/editors/vscode/setup.sh [FOLDER]        (default: target/editors/vscode)
set -euo pipefail

root=$(cd "$(dirname "$0")/../../.." && pwd)
cache=${1:-$root/target/editors/vscode}
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)

node_version=24.21.0
code_server_version=4.139.1
playwright_version=1.65.1
install="npm install --ignore-scripts --no-audit --no-fund --loglevel=error"

# Runs `$3…` in a new folder and moves it into place, so that an interrupted setup never looks complete.
once() {
  local name=$1 version=$2
  shift 2
  [ "$(cat "$cache/$name/.version" 2>/dev/null)" = "$version" ] && return
  echo "setting up $name $version" >&2
  rm -rf "${cache:?}/$name" "$cache/$name.partial"
  mkdir -p "$cache/$name.partial"
  (cd "$cache/$name.partial" && "$@")
  echo "$version" > "$cache/$name.partial/.version"
  mv "$cache/$name.partial" "$cache/$name"
}

install_chromium() {
  command -v chromium >/dev/null && return
  local sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -q
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium fonts-dejavu-core
}

# code-server needs a newer Node than Debian's; npm has one.
install_node() {
  npm pack --silent "node-linux-$(node -p process.arch)@$node_version" >/dev/null
  tar xzf node-linux-*.tgz --strip-components=1
  rm node-linux-*.tgz
}

# Without install scripts, no native modules are built: that saves minutes, and the test does not need them.
install_code_server() {
  echo '{"private":true}' > package.json
  $install "code-server@$code_server_version"
  cd node_modules/code-server/lib/vscode
  $install --omit=dev
  cd extensions
  $install --omit=dev
}

install_playwright() {
  echo '{"private":true}' > package.json
  $install "playwright-core@$playwright_version"
}

install_chromium >&2
once node "$node_version" install_node
export PATH=$cache/node/bin:$PATH
once code-server "$code_server_version" install_code_server
once playwright "$playwright_version" install_playwright
