#!/usr/bin/env bash
# Checks the files for CI with other programs: pre-commit runs the hooks, zizmor and hadolint check the
# action, the workflow and the Dockerfile, and Cargo compiles Sayso from only the files that the Dockerfile
# copies. Needs python3 with venv; installs the rest into target/.
#
#   tests/ci/run.sh            everything
#   tests/ci/run.sh --install  only install the programs
#
# SAYSO is the program that the hooks call (default: target/release/sayso). With BUILD=1 pre-commit builds it,
# as it does for users; that takes minutes.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tools=$root/target/ci
target=${CARGO_TARGET_DIR:-$root/target}

if ! cmp -s "$here/requirements.txt" "$tools/installed.txt"; then
  python3 -m venv --clear "$tools"
  "$tools/bin/pip" install --quiet --requirement "$here/requirements.txt"
  cp "$here/requirements.txt" "$tools/installed.txt"
fi
[ "${1:-}" != --install ] || exit 0

sayso=$(realpath "${SAYSO:-$target/release/sayso}")
[ -x "$sayso" ] || { echo "$sayso does not exist: run \`cargo build --release\` first." >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"

echo "== zizmor: the action and the workflow"
"$tools/bin/zizmor" --offline --quiet --config .github/zizmor.yml action.yml .github/workflows

echo "== hadolint: the Dockerfile"
"$tools/bin/hadolint" Dockerfile

# Copies what the Dockerfile copies, without a container engine, and checks it with the crates that are already compiled.
echo "== Sayso compiles from what the Dockerfile copies"
mkdir "$work/context"
sed -n 's/^COPY \([^-].*\) [^ ]*$/\1/p' Dockerfile | tr ' ' '\n' | while read -r source; do
  mkdir -p "$work/context/$(dirname "$source")"
  cp -r "$source" "$work/context/$source"
done
(cd "$work/context" && cargo check --quiet --locked --bin sayso --target-dir "$target")

echo "== pre-commit: the hooks"
"$tools/bin/pre-commit" validate-manifest .pre-commit-hooks.yaml
# Replaces the `cargo install` with which pre-commit builds a hook by a copy of the built program.
if [ -z "${BUILD:-}" ]; then
  mkdir "$work/bin"
  cat > "$work/bin/cargo" <<CARGO
#!/usr/bin/env bash
[ "\$1 \$2 \$3 \$5 \$6" = "install --bins --root --path ." ] && [ -f Cargo.toml ] || exit 1
mkdir -p "\$4/bin" && cp "$sayso" "\$4/bin/sayso"
CARGO
  chmod +x "$work/bin/cargo"
  export PATH="$work/bin:$PATH"
fi
export PRE_COMMIT_HOME=$work/cache GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1

newsroom=$work/newsroom
mkdir "$newsroom"
cd "$newsroom"
git init --quiet
# A change can bring these along. None of them may run.
mkdir .cargo
for program in sayso cargo git rustc; do
  printf '#!/bin/sh\ntouch "%s/pwned"\n' "$work" > "$program"
  chmod +x "$program"
done
printf '[toolchain]\npath = "%s"\n' "$newsroom" > rust-toolchain.toml
printf '[build]\nrustc-wrapper = "%s/rustc"\n' "$newsroom" > .cargo/config.toml
"$sayso" init --ci pre-commit > "$work/told"
"$tools/bin/pre-commit" validate-config .pre-commit-config.yaml
git add .

# Checks that a hook exits with a code and that its output contains a text.
hook() {
  local id=$1 wanted=$2 told=$3 code=0
  "$tools/bin/pre-commit" try-repo "$root" "$id" --all-files --verbose > "$work/told" 2>&1 || code=$?
  if [ "$code" = "$wanted" ] && grep -q -- "$told" "$work/told"; then return; fi
  echo "$id exited with $code instead of $wanted, or its output does not contain \`$told\`:" >&2
  cat "$work/told" >&2
  return 1
}

hook sayso-check 0 'nothing found in 1 file'
hook sayso-fmt 0 '1 file is already formatted'
printf 'claim:   "The bridge is open"\n  source: @nobody\n' > 'a b.sayso'
git add .
hook sayso-check 1 'error.unresolved-reference'
hook sayso-fmt 1 'files were modified by this hook'
grep -q '^claim: "The bridge is open"$' 'a b.sayso'
[ ! -e "$work/pwned" ] || { echo "A hook ran a program of the change." >&2; exit 1; }
echo "All files for CI are correct."
