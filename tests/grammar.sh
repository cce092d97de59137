#!/usr/bin/env bash
# Tests the grammar: whether the generated files match grammar.js, the corpus, and the highlighting.
#
#   tests/grammar.sh            everything
#   tests/grammar.sh --install  only install the tree-sitter command
set -euo pipefail
cd "$(dirname "$0")/.."

VERSION=0.27.1
TOOLS=$PWD/target/tools
export PATH="$TOOLS/bin:$PATH"

# An unoptimised build without the built-in JavaScript engine takes a third of the time, and is
# fast enough for a grammar of this size. `generate` then runs grammar.js with Node.
install_tree_sitter() {
  [[ "$(tree-sitter --version 2>/dev/null)" == "tree-sitter $VERSION"* ]] && return
  echo "Installing tree-sitter $VERSION into target/tools (about a minute)"
  CARGO_PROFILE_DEV_DEBUG=0 cargo install --quiet tree-sitter-cli --version "$VERSION" --locked \
    --debug --no-default-features --root "$TOOLS" --target-dir target/tools-build
  rm -rf target/tools-build
}

generated_files_are_current() {
  local before after
  before=$(checksums)
  (cd grammar && tree-sitter generate)
  after=$(checksums)
  if [[ "$before" != "$after" ]]; then
    git --no-pager diff --stat -- grammar/src || true
    echo "grammar/src did not match grammar.js and was generated again: commit it with grammar.js" >&2
    return 1
  fi
}

checksums() { find grammar/src -type f -print0 | sort -z | xargs -0 sha256sum; }

install_tree_sitter
[[ "${1:-}" == --install ]] && exit
generated_files_are_current
# Configuration and compiled parsers go to target/, separate from the user's own.
export TREE_SITTER_DIR=$PWD/target/tools/config TREE_SITTER_LIBDIR=$PWD/target/tools/parsers
(cd grammar && tree-sitter test)
