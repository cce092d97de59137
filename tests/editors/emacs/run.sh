#!/usr/bin/env bash
# Tests the mode for Emacs in a real Emacs with Eglot, on a copy of the example. Installs Emacs.
. "$(dirname "$0")/../newsroom.sh"

echo "== emacs"
cd "$newsroom"
emacs=("$editors/emacs" -Q --batch -L "$root/editors/emacs")
# Compiling warns of mistakes, such as functions that do not exist.
"${emacs[@]}" --eval '(setq byte-compile-error-on-warn t byte-compile-dest-file-function (lambda (_) (make-temp-file "elc")))' \
  -f batch-byte-compile "$root/editors/emacs/sayso-mode.el"
timeout 100 "${emacs[@]}" -l "$root/tests/editors/emacs/scene.el"
