#!/usr/bin/env bash
# Installs editors that this Debian does not have, or only in an old version: Neovim 0.12, Helix, Kakoune and Emacs 30.
# Their packages of a later Debian are unpacked into a cache folder and run with the libraries that they were built for,
# so nothing on this machine changes. Installed versions are not installed again.
#
#   tests/editors/debian.sh [FOLDER]        (default: target/editors/debian; the programs are in its bin/)
set -euo pipefail

suite=forky
packages=(neovim hx kakoune emacs-nox)
version="$suite ${packages[*]}"
root=$(cd "$(dirname "$0")/../.." && pwd)
cache=${1:-$root/target/editors/debian}
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)

[ "$(cat "$cache/.version" 2> /dev/null)" = "$version" ] && exit
echo "setting up $version" >&2
rm -rf "${cache:?}"/*
mkdir -p "$cache"/{lists/partial,archives/partial,root,bin}
: > "$cache/status"

# The mirror that this machine already uses.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | sort -u | grep -m 1 '/debian/$')
keys=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [signed-by=$keys] $mirror $suite main" > "$cache/sources.list"
# An empty list of installed packages, so that all dependencies come too.
apt=(apt-get -q
  -o "Dir::Etc::sourcelist=$cache/sources.list" -o Dir::Etc::sourceparts=-
  -o "Dir::State::lists=$cache/lists" -o "Dir::State::status=$cache/status"
  -o "Dir::Cache=$cache/archives" -o "Dir::Cache::archives=$cache/archives"
  -o APT::Install-Recommends=false -o Acquire::Languages=none -o APT::Sandbox::User=root -o Debug::NoLocking=1)
"${apt[@]}" update
"${apt[@]}" install --download-only -y "${packages[@]}"
for archive in "$cache"/archives/*.deb; do dpkg -x "$archive" "$cache/root"; done
rm -rf "$cache/archives" "$cache/lists"

# Writes a program that starts an unpacked one with its own libraries and files. `$root` is where these are.
program() {
  local name=$1 exports=$2 command=$3
  cat > "$cache/bin/$name" << END
#!/bin/sh
root=$cache/root
libraries=\$(echo "\$root"/usr/lib/*-linux-gnu)
export $exports
exec "\$libraries"/ld-linux-*.so.* --library-path "\$libraries" "\$root"/$command "\$@"
END
  chmod +x "$cache/bin/$name"
}

program nvim 'VIMRUNTIME="$root"/usr/share/nvim/runtime' 'usr/bin/nvim --cmd "set runtimepath+=$root/usr/lib/nvim"'
program hx 'HELIX_RUNTIME="$root"/usr/lib/hx/runtime' usr/bin/hx
program kak 'KAKOUNE_RUNTIME="$root"/usr/share/kak' usr/bin/kak
emacs=$(basename "$cache"/root/usr/share/emacs/[0-9]*)
machine=$(basename "$cache/root/usr/libexec/emacs/$emacs"/*)
program emacs \
  'EMACSLOADPATH="$root/usr/share/emacs/'"$emacs"'/lisp" EMACSDATA="$root/usr/share/emacs/'"$emacs"'/etc"'\
' EMACSPATH="$root/usr/libexec/emacs/'"$emacs/$machine"'"' \
  'usr/bin/emacs-nox --dump-file "$EMACSPATH"/emacs-*.pdmp'
echo "$version" > "$cache/.version"
