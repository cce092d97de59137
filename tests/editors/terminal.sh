# For the tests of editors in a terminal: starts an editor, types keys, and waits for what the screen shows. Needs tmux.
# shellcheck shell=bash
. "$(dirname "${BASH_SOURCE[0]}")/newsroom.sh"

terminal() { tmux -L "sayso-$editor-$$" -f /dev/null "$@"; }
finish() {
  terminal kill-server 2> /dev/null || true
  rm -rf "$home"
}

# Starts the editor in the newsroom.
start() {
  echo "== $editor"
  terminal new-session -d -x 120 -y 34 -c "$newsroom" "$@"
}

# Types keys, by their names in tmux.
keys() {
  local key
  for key in "$@"; do
    terminal send-keys -- "$key"
    # An editor takes a key right after Escape for a combination with Alt.
    [ "$key" != Escape ] || sleep 0.3
  done
}

screen() { terminal capture-pane -p; }

# Keeps the screen as text.
picture() { screen > "$screenshots/$1.txt"; }

# Waits until the screen shows a text.
sees() {
  for _ in $(seq 200); do
    if screen | grep -qF -- "$1"; then
      echo "ok    sees: $1"
      return
    fi
    sleep 0.1
  done
  fails "does not see: $1"
}

# Waits until the screen does not show a text.
misses() {
  for _ in $(seq 200); do
    if ! screen | grep -qF -- "$1"; then
      echo "ok    does not see: $1"
      return
    fi
    sleep 0.1
  done
  fails "still sees: $1"
}

fails() {
  echo "FAIL  $1"
  echo 'The screen at that time:'
  screen | sed 's/^/| /'
  picture failure
  exit 1
}
