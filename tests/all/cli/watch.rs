//! `sayso check --watch`. The tests wait for its output and never for a time.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use super::sayso;
use crate::fixture::Fixture;

/// The timeout after which a check without output has failed. No test waits for a time otherwise.
const PATIENCE: Duration = Duration::from_secs(60);

const DRAFTS: &str = r#"
//- sayso.toml
//- names.sayso
source notice: press-release "Notice"
//- desk/a.sayso
article "A"
  text: "a.md"

claim a: "It holds"
  source: @notice
//- desk/a.md
It holds.
"#;

/// A running `sayso check --watch`.
struct Watching {
    process: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Watching {
    fn start(fixture: &Fixture, arguments: &str) -> Watching {
        let call = sayso(&format!("check --watch --format concise {arguments}"));
        let mut process = call.within(fixture).starts();
        Watching {
            out: lines(process.stdout.take().unwrap()),
            err: lines(process.stderr.take().unwrap()),
            process,
        }
    }

    /// Waits until a line contains the words. A change may be noticed in steps.
    #[track_caller]
    fn prints(&self, words: &str) {
        wait_for(&self.out, words);
    }

    #[track_caller]
    fn complains(&self, words: &str) {
        wait_for(&self.err, words);
    }

    #[cfg(unix)]
    fn interrupted(mut self) -> ExitStatus {
        let number = self.process.id().to_string();
        let kill = Command::new("kill").args(["-INT", &number]).status();
        assert!(kill.unwrap().success());
        self.process.wait().unwrap()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn lines(from: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        let lines = BufReader::new(from).lines();
        lines
            .map_while(Result::ok)
            .try_for_each(|line| sender.send(line))
    });
    lines
}

#[track_caller]
fn wait_for(lines: &Receiver<String>, words: &str) {
    let mut read = Vec::new();
    while let Ok(line) = lines.recv_timeout(PATIENCE) {
        if line.contains(words) {
            return;
        }
        read.push(line);
    }
    panic!("no line holds {words:?}: {read:#?}");
}

const CLEAN: &str = "1 claim, 1 sourced, 0 unsourced; nothing found in 2 files";

#[test]
fn drafts_and_articles_are_checked_again() {
    let fixture = Fixture::new(DRAFTS);
    let watching = Watching::start(&fixture, "");
    watching.prints(CLEAN);
    fixture.write("desk/a.md", "It holds. Something else does.\n");
    watching.prints("1 hint in 1 file");
    fixture.write("desk/a.md", "It holds.\n");
    watching.prints(CLEAN);
    fixture.write("names.sayso", "source other: press-release \"Notice\"\n");
    watching.prints("`@notice` is not declared");
    fixture.write("names.sayso", fixture.text("names.sayso"));
    watching.prints(CLEAN);
    fixture.write("desk/b.sayso", "claim b: \"It is new\"\n");
    watching.prints("claim `b` has no source");
    fs::rename(fixture.path("desk/b.sayso"), fixture.path("desk/c.sayso")).unwrap();
    watching.prints("desk/c.sayso:1:10");
    fs::remove_file(fixture.path("desk/c.sayso")).unwrap();
    watching.prints(CLEAN);
}

#[test]
fn folders_that_are_added_and_removed() {
    let fixture = Fixture::new(DRAFTS);
    let elsewhere = Fixture::new("//- new/n.sayso\nclaim n: \"It is new\"\n");
    let watching = Watching::start(&fixture, "");
    watching.prints(CLEAN);
    fs::rename(elsewhere.path("new"), fixture.path("new")).unwrap();
    watching.prints("claim `n` has no source");
    fixture.write("new/n.sayso", "claim m: \"It is new\"\n");
    watching.prints("claim `m` has no source");
    fs::rename(fixture.path("new"), elsewhere.path("new")).unwrap();
    watching.prints(CLEAN);
    fs::remove_file(fixture.path("desk/a.md")).unwrap();
    watching.prints("`a.md` does not exist");
    fixture.write("desk/a.md", "It holds.\n");
    watching.prints(CLEAN);
}

#[test]
fn files_that_decide_about_the_workspace() {
    let fixture = Fixture::new(DRAFTS);
    fixture.write("desk/old/b.sayso", "claim b: \"It is new\"\n");
    fixture.write(".git/info/exclude", "");
    let watching = Watching::start(&fixture, "");
    for (path, text) in [
        (".git/info/exclude", "old/\n"),
        ("desk/.ignore", "old\n"),
        ("sayso.toml", "exclude = [\"desk/old\"]\n"),
    ] {
        watching.prints("claim `b` has no source");
        fixture.write(path, text);
        watching.prints(CLEAN);
        fs::remove_file(fixture.path(path)).unwrap();
    }
}

/// A configuration above the workspace makes a larger workspace.
#[test]
fn a_configuration_above() {
    let fixture = Fixture::new(
        "//- desk/a.sayso\nclaim: opinion \"It is so\"\n  about: @ana\n//- names.sayso\nentity ana: person \"Ana\"\n",
    );
    let watching = Watching::start(&fixture, "desk/a.sayso");
    watching.prints("`@ana` is not declared");
    fixture.write("sayso.toml", "");
    watching.prints("nothing found");
    fs::remove_file(fixture.path("sayso.toml")).unwrap();
    watching.prints("`@ana` is not declared");
}

#[test]
fn a_broken_configuration_is_reported_and_checks_go_on() {
    let fixture = Fixture::new(DRAFTS);
    fixture.write("sayso.toml", "rules.unsourced-clam = \"error\"\n");
    let watching = Watching::start(&fixture, "");
    watching.complains("unsourced-clam");
    fixture.write("sayso.toml", "");
    watching.prints(CLEAN);
    fixture.write("sayso.toml", "rules =\n");
    watching.complains("sayso.toml:1");
    fixture.write("sayso.toml", "exclude = [\"names.sayso\"]\n");
    watching.prints("`@notice` is not declared");
}

#[test]
fn a_named_draft_may_be_removed_and_added_again() {
    let fixture = Fixture::new(DRAFTS);
    let watching = Watching::start(&fixture, "desk/a.sayso");
    watching.prints("nothing found in 1 file");
    fs::remove_file(fixture.path("desk/a.sayso")).unwrap();
    watching.complains("cannot check");
    fixture.write("desk/a.sayso", "claim a: \"It is back\"\n");
    watching.prints("claim `a` has no source");
}

#[test]
fn other_files_cause_no_check() {
    let fixture = Fixture::new(DRAFTS);
    let watching = Watching::start(&fixture, "");
    watching.prints(CLEAN);
    for number in 0..10 {
        fixture.write(&format!("build/{number}/notes.md"), "It is nobody's.\n");
    }
    fixture.write("desk/a.md", "It holds. Something else does.\n");
    let next = watching.out.recv_timeout(PATIENCE).unwrap();
    assert!(next.contains("uncovered-sentence"), "{next}");
}

/// The output does not go to a terminal here.
#[test]
fn without_a_terminal_nothing_is_cleared() {
    let fixture = Fixture::new(DRAFTS);
    let watching = Watching::start(&fixture, "");
    let first = watching.out.recv_timeout(PATIENCE).unwrap();
    assert_eq!(first, CLEAN);
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_is_cleared() {
    let fixture = Fixture::new(DRAFTS);
    let command = format!("'{}' check --watch --no-cache", env!("CARGO_BIN_EXE_sayso"));
    let script = Command::new("script")
        .args(["-qfec", &command, "/dev/null"])
        .current_dir(fixture.root())
        .env("TERM", "xterm-256color")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut script) = script else {
        return println!("skipped: there is no `script`");
    };
    let out = lines(script.stdout.take().unwrap());
    let first = out.recv_timeout(PATIENCE).unwrap();
    assert!(first.starts_with("\u{1b}[2J"), "{first:?}");
    // Ctrl-C, as the terminal sends it.
    use std::io::Write;
    script.stdin.take().unwrap().write_all(b"\x03").unwrap();
    script.wait().unwrap();
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it() {
    use std::os::unix::process::ExitStatusExt;
    const SIGINT: i32 = 2;
    let fixture = Fixture::new(DRAFTS);
    let watching = Watching::start(&fixture, "");
    watching.prints(CLEAN);
    assert_eq!(watching.interrupted().signal(), Some(SIGINT));
}

#[test]
fn it_ends_when_the_output_is_closed() {
    let fixture = Fixture::new(DRAFTS);
    let call = sayso("check --watch --format concise").within(&fixture);
    let mut process = call.starts();
    let mut out = BufReader::new(process.stdout.take().unwrap());
    out.read_line(&mut String::new()).unwrap();
    drop(out);
    fixture.write("desk/a.md", "It holds. Something else does.\n");
    assert!(process.wait().unwrap().success());
}

#[test]
fn invalid_combinations() {
    let fixture = Fixture::new(DRAFTS);
    for (arguments, why) in [
        ("-", "standard input does not change"),
        ("--fix", "cannot be used with"),
        ("--baseline b --write-baseline", "cannot be used with"),
        ("nowhere", "cannot check"),
    ] {
        let call = sayso(&format!("check --watch {arguments}")).within(&fixture);
        let output = call.exits(2);
        assert!(output.err.contains(why), "{arguments}: {}", output.err);
    }
}
