//! The scripts of a job, run by a real shell with a `cargo` that only prints how it was called.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::process::Command;

use crate::fixture::Fixture;

/// The result of a script.
pub struct Done {
    pub code: Option<i32>,
    pub printed: String,
}

/// Runs the script in the fixture's folder as `shell` with these variables. `bin/` is first on the path.
#[track_caller]
pub fn run(fixture: &Fixture, shell: &[&str], script: &str, variables: &[(&str, &str)]) -> Done {
    let path = std::env::var("PATH").unwrap_or_default();
    let bin = fixture.path("bin").display().to_string();
    let output = Command::new(shell[0])
        .args(&shell[1..])
        .arg(script)
        .current_dir(fixture.root())
        .env("PATH", format!("{bin}:{path}"))
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
pub fn pretend(fixture: &Fixture, name: &str) {
    let script = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\n",
        called(fixture, name).display()
    );
    let path = format!("bin/{name}");
    fixture.write(&path, script);
    let executable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(fixture.path(&path), executable).expect("a program");
}

/// The arguments that a program of [`pretend`] was called with.
pub fn arguments_of(fixture: &Fixture, name: &str) -> Option<Vec<String>> {
    let output = std::fs::read_to_string(called(fixture, name)).ok()?;
    Some(output.lines().map(str::to_owned).collect())
}

fn called(fixture: &Fixture, name: &str) -> PathBuf {
    fixture.path(&format!("{name}-was-called"))
}

/// The real program, at this path.
pub fn install(fixture: &Fixture, path: &str) {
    let target = fixture.path(path);
    std::fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
    if !target.exists() {
        symlink(env!("CARGO_BIN_EXE_sayso"), target).expect("a link");
    }
}

/// A repository in which the branch of a pull request, `topic`, has one draft more than `main`.
pub fn pull_request(drafts: &str) -> Fixture {
    let fixture = Fixture::new(drafts);
    // The programs and the files of the pretended ones are not part of the repository.
    fixture.write(".gitignore", "bin\ntemp\n");
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
