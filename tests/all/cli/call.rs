//! A call of the binary, written as a sentence:
//! `sayso("check --fail-on warning").within(&fixture).exits(1).prints(expect![…])`.

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::{self, Child, Command, Stdio};

use expect_test::Expect;

use crate::fixture::Fixture;

/// The cache folder of checks, unless a test sets another one. Tests do not use the user's own cache.
const CACHE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/cache");

/// A call that has not been made yet.
pub struct Call {
    arguments: Vec<String>,
    folder: PathBuf,
    input: Vec<u8>,
    environment: Vec<(&'static str, OsString)>,
    missing: Vec<&'static str>,
}

/// Its result.
pub struct Output {
    pub out: String,
    pub err: String,
}

/// The binary with arguments, separated by white space.
pub fn sayso(arguments: &str) -> Call {
    Call {
        arguments: arguments.split_whitespace().map(str::to_owned).collect(),
        folder: std::env::temp_dir(),
        input: Vec::new(),
        environment: Vec::new(),
        missing: Vec::new(),
    }
}

impl Call {
    /// In the folder of a fixture.
    pub fn within(self, fixture: &Fixture) -> Call {
        let folder = fixture.root().to_owned();
        Call { folder, ..self }
    }

    /// In a folder of a fixture.
    pub fn within_folder(self, fixture: &Fixture, folder: &str) -> Call {
        let folder = fixture.path(folder);
        Call { folder, ..self }
    }

    /// With this on its standard input.
    pub fn reading(self, input: impl AsRef<[u8]>) -> Call {
        let input = input.as_ref().to_owned();
        Call { input, ..self }
    }

    /// With one more argument, which may contain white space.
    pub fn and(mut self, argument: &str) -> Call {
        self.arguments.push(argument.to_owned());
        self
    }

    pub fn with(mut self, variable: &'static str, value: impl Into<OsString>) -> Call {
        self.environment.push((variable, value.into()));
        self
    }

    /// In an environment without that variable.
    pub fn without(mut self, variable: &'static str) -> Call {
        self.missing.push(variable);
        self
    }

    /// With a cache folder of its own.
    pub fn keeping(self, cache: &Fixture) -> Call {
        self.with("SAYSO_CACHE_DIR", cache.root())
    }

    /// Makes the call. Its exit code must be this one.
    #[track_caller]
    pub fn exits(self, code: i32) -> Output {
        let mut process = self.starts();
        // If it ends without reading, the pipe is closed.
        let _ = process.stdin.take().unwrap().write_all(&self.input);
        let output = process.wait_with_output().expect("the binary ends");
        let out = String::from_utf8(output.stdout).expect("UTF-8");
        let err = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(code), "{out}\n{err}");
        Output { out, err }
    }

    /// Makes the call, whatever its exit code is.
    pub fn ends_somehow(self) -> process::Output {
        let mut process = self.starts();
        let _ = process.stdin.take().unwrap().write_all(&self.input);
        process.wait_with_output().expect("the binary ends")
    }

    /// Makes the call, whatever its exit code is, and returns everything that it prints.
    pub fn says(self) -> String {
        let output = self.ends_somehow();
        let printed = [output.stdout, output.stderr].concat();
        String::from_utf8(printed).expect("UTF-8")
    }

    /// Makes the call without waiting for its end.
    pub fn starts(&self) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
        command
            .args(&self.arguments)
            .current_dir(&self.folder)
            .env("SAYSO_CACHE_DIR", CACHE)
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env_remove("COLUMNS")
            .envs(self.environment.iter().cloned());
        for variable in &self.missing {
            command.env_remove(variable);
        }
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts")
    }
}

impl Output {
    /// The standard output; standard error must be empty.
    #[track_caller]
    pub fn prints(&self, expect: Expect) {
        assert_eq!(self.err, "");
        expect.assert_eq(&self.out);
    }

    /// The last lines of standard output; standard error must be empty.
    #[track_caller]
    pub fn ends(&self, expected: &str) {
        assert_eq!(self.err, "");
        let lines: Vec<&str> = self.out.split_inclusive('\n').collect();
        let last = lines.len().saturating_sub(expected.lines().count());
        assert_eq!(lines[last..].concat(), expected);
    }

    /// The standard error; standard output must be empty.
    #[track_caller]
    pub fn complains(&self, expect: Expect) {
        assert_eq!(self.out, "");
        expect.assert_eq(&self.err);
    }

    /// The standard error, with `/w` for the folder of the fixture.
    pub fn error_in(&self, fixture: &Fixture) -> String {
        self.err
            .replace(&fixture.root().display().to_string(), "/w")
    }
}
