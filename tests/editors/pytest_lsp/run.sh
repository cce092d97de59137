#!/bin/sh
# Tests the server with an independent client that rejects messages which the protocol does not allow, with
# the capabilities of VS Code, Neovim and Emacs. Needs python3 with venv; installs the rest into target/.
#
#   tests/editors/pytest_lsp/run.sh [path to sayso [options of pytest]]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
environment=$root/target/pytest_lsp

if [ $# -gt 0 ]; then
    sayso=$(realpath "$1")
    shift
else
    cargo build --manifest-path "$root/Cargo.toml" --bin sayso
    sayso=${CARGO_TARGET_DIR:-$root/target}/debug/sayso
fi

if ! cmp -s "$here/requirements.txt" "$environment/installed.txt"; then
    python3 -m venv --clear "$environment"
    "$environment/bin/pip" install --quiet --requirement "$here/requirements.txt"
    cp "$here/requirements.txt" "$environment/installed.txt"
fi

SAYSO=$sayso PYTHONDONTWRITEBYTECODE=1 exec "$environment/bin/python" -m pytest -q -p no:cacheprovider \
    -c "$here/pytest.ini" "$here/test_server.py" "$@"
