//! The scripts of a job, run by a real shell with a `cargo` that only writes down how it was called, or that reads the
//! settings that the real one reads.

use std::ops::Deref;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::process::Command;

use crate::fixture::Fixture;

/// A checkout, and a folder outside of it with the programs of the runner: `bin/` is first on the path.
pub struct Checkout {
    fixture: Fixture,
    pub outside: Fixture,
}

impl Checkout {
    pub fn new(fixture: &str) -> Checkout {
        Checkout {
            fixture: Fixture::new(fixture),
            outside: Fixture::new(""),
        }
    }
}

impl Deref for Checkout {
    type Target = Fixture;

    fn deref(&self) -> &Fixture {
        &self.fixture
    }
}

/// The result of a script.
pub struct Done {
    pub code: Option<i32>,
    pub printed: String,
}

/// Runs the script in the checkout as `shell` with these variables.
#[track_caller]
pub fn run(checkout: &Checkout, shell: &[&str], script: &str, variables: &[(&str, &str)]) -> Done {
    let path = std::env::var("PATH").unwrap_or_default();
    let bin = checkout.outside.path("bin").display().to_string();
    // Some images and jobs put folders of the checkout first on the path, in one of these ways.
    let inside = checkout.path("bin").display().to_string();
    // The runner starts its own shell, not one on the job's path.
    let mut shells = std::env::split_paths(&path).map(|folder| folder.join(shell[0]));
    let program = shells.find(|shell| shell.exists()).expect("a shell");
    let output = Command::new(program)
        .args(&shell[1..])
        .arg(script)
        .current_dir(checkout.root())
        .env("PATH", format!(":.:bin:{inside}:{bin}:{path}"))
        .envs(variables.iter().copied())
        .output()
        .expect("a shell");
    let printed = [output.stdout, output.stderr].concat();
    Done {
        code: output.status.code(),
        printed: String::from_utf8(printed).expect("UTF-8"),
    }
}

/// A program in `bin/` that writes its arguments to the file `NAME-was-called`, one per line.
pub fn pretend(checkout: &Checkout, name: &str) {
    let script = format!(
        "printf '%s\\n' \"$@\" > '{}'\n",
        called(checkout, name).display()
    );
    program(&checkout.outside, &format!("bin/{name}"), &script);
}

/// A `cargo` that does what the real one does with a `rust-toolchain.toml` and a `.cargo/config.toml`: those in the
/// current folder and above decide what runs. It installs the real program.
pub fn pretend_cargo(checkout: &Checkout) {
    let script = format!(
        r#"
        folder=$PWD
        while :; do
          for file in rust-toolchain rust-toolchain.toml .cargo/config .cargo/config.toml; do
            [ ! -e "$folder/$file" ] || echo "$folder/$file" >> '{pwned}'
          done
          [ "$folder" != / ] || break
          folder=$(dirname "$folder")
        done
        for folder in "${{CARGO_HOME:-/}}" "${{CARGO_TARGET_DIR:-/}}" "${{RUSTUP_TOOLCHAIN:-/}}" "${{RUSTC_WRAPPER:-/}}"; do
          case $folder in '{inside}'*) echo "$folder" >> '{pwned}' ;; esac
        done
        while [ "$1" != --root ]; do shift; done
        mkdir -p "$2/bin"
        ln -sf '{sayso}' "$2/bin/sayso"
        "#,
        pwned = checkout.path("pwned").display(),
        inside = checkout.root().display(),
        sayso = env!("CARGO_BIN_EXE_sayso"),
    );
    program(&checkout.outside, "bin/cargo", &script);
}

/// Everything with which a change has tried to run something of its own: each writes the file `pwned`.
pub fn bring_traps(checkout: &Checkout) {
    let trap = format!(
        "echo \"$0\" >> '{}'\nexit 0\n",
        checkout.path("pwned").display()
    );
    for name in [
        "sayso", "cargo", "rustc", "rustup", "git", "sh", "env", "mktemp", "rm", "cp", "sed",
        "find", "sort",
    ] {
        for folder in [
            "",
            "bin/",
            ".sayso-bin/bin/",
            ".cargo/bin/",
            "target/release/",
            "temp/sayso/bin/",
        ] {
            program(checkout, &format!("{folder}{name}"), &trap);
        }
    }
    for hook in ["post-checkout", "post-index-change", "fsmonitor-watchman"] {
        program(checkout, &format!(".git/hooks/{hook}"), &trap);
    }
    checkout.write("rust-toolchain.toml", "[toolchain]\npath = \"evil\"\n");
    checkout.write("rust-toolchain", "evil\n");
    checkout.write(
        ".cargo/config.toml",
        "[build]\nrustc-wrapper = \"./rustc\"\n",
    );
    checkout.write("sayso-code-quality.json", "[\"proposed\"]");
}

/// Variables of a project that lead into the checkout.
pub fn variables_into(checkout: &Checkout) -> Vec<(&'static str, String)> {
    let inside = |path: &str| checkout.path(path).display().to_string();
    vec![
        ("CARGO_HOME", inside(".cargo")),
        ("CARGO_TARGET_DIR", inside("target")),
        ("RUSTUP_TOOLCHAIN", inside("evil")),
        ("RUSTC_WRAPPER", inside("rustc")),
        ("CDPATH", inside("bin")),
    ]
}

fn program(fixture: &Fixture, path: &str, script: &str) {
    fixture.write(path, format!("#!/bin/sh\n{script}"));
    let executable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(fixture.path(path), executable).expect("a program");
}

/// The arguments that a program of [`pretend`] was called with.
pub fn arguments_of(checkout: &Checkout, name: &str) -> Option<Vec<String>> {
    let output = std::fs::read_to_string(called(checkout, name)).ok()?;
    Some(output.lines().map(str::to_owned).collect())
}

fn called(checkout: &Checkout, name: &str) -> PathBuf {
    checkout.outside.path(&format!("{name}-was-called"))
}

/// The real program, at this path outside of the checkout.
pub fn install(checkout: &Checkout, path: &str) {
    let target = checkout.outside.path(path);
    std::fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
    if !target.exists() {
        symlink(env!("CARGO_BIN_EXE_sayso"), target).expect("a link");
    }
}

/// A repository in which the branch of a pull request, `topic`, has one draft more than `main`.
pub fn pull_request(drafts: &str) -> Checkout {
    let fixture = Checkout::new(drafts);
    for arguments in [
        "init --quiet",
        "add --all",
        "commit --quiet --message x",
        "update-ref refs/remotes/origin/main HEAD",
        "checkout --quiet -b topic",
    ] {
        fixture.git(arguments);
    }
    fixture.write("new.sayso", "claim: \"Three\"\n");
    fixture.git("add --all");
    fixture.git("commit --quiet --message y");
    fixture
}

/// The output of shellcheck; empty if it is not installed.
#[track_caller]
pub fn is_sound(shell: &str, script: &str, but: &str) {
    let fixture = Fixture::new(&format!("//- script\n{script}"));
    let checked = Command::new("shellcheck")
        .args([
            &format!("--shell={shell}"),
            &format!("--exclude={but}"),
            "script",
        ])
        .current_dir(fixture.root())
        .output();
    match checked {
        Err(_) => println!("skipped: there is no shellcheck here"),
        Ok(output) => assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        ),
    }
}

/// Checks that nothing of [`bring_traps`] ran.
#[track_caller]
pub fn nothing_ran(checkout: &Checkout) {
    let ran = std::fs::read_to_string(checkout.path("pwned"));
    assert!(ran.is_err(), "these ran or were read: {ran:?}");
}
