//! What Git knows about a repository. The only place that runs another program: `git`, with arguments that
//! are all in this file, and in a way that nothing in a repository can make it run anything else, reach the
//! network, or write.
//!
//! A library that reads objects (gix) means some hundred crates, built for one option, and would have to know
//! indexes, ignore rules and submodules as well as Git does, or be wrong. Hooks, file system monitors, lazy
//! fetching and repositories nested in folders are turned off, and variables that point to another repository
//! are removed. Git is asked for trees, lists of names and objects only, and Sayso compares what the files
//! contain now: `git diff` would run the filters that a repository configures, as a test with a trap in every
//! such setting has shown. With 10,000 drafts, Git takes 0.8 s of processor time. See
//! `docs/decisions/0008-run-git-for-changed-since.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::{BufRead, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};

use super::git_folder::endless_in;
use super::process::{self, Printed, Process, Stopped};

/// Settings that turn off what a repository can make Git run, and bare repositories nested in its folders.
const SETTINGS: [&str; 5] = [
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "core.hooksPath=/dev/null",
    "safe.bareRepository=explicit",
    "protocol.allow=never",
];

/// What Git must not do. An empty list of protocols wins over `protocol.ext.allow` in a repository, also in
/// versions that do not know `GIT_NO_LAZY_FETCH`.
const ENVIRONMENT: [(&str, &str); 6] = [
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_PROTOCOL_FROM_USER", "0"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("LC_ALL", "C"),
];

/// The maximum size of a list that Git prints, in bytes: about half a million files. A small repository may
/// contain folders that contain each other without end.
const LONGEST_LIST: usize = 50_000_000;

/// Environment variables that point to another repository than the one that is checked.
const ELSEWHERE: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_EXTERNAL_DIFF",
];

/// The maximum length of a line about an object, in bytes.
const LONGEST_LINE: u64 = 1_000;

/// The object type of a submodule's entry in a tree.
const SUBMODULE: &str = "commit";

/// The name of an object, in hexadecimal digits.
pub type ObjectId = String;

/// A repository, as it was at one commit.
pub struct Git {
    repository: PathBuf,
    commit: String,
}

/// All files that Git knows, at the commit or now, without their contents.
#[derive(Debug, Default)]
pub struct Tracked {
    /// Each with the object that contains what it was at the commit; none if it did not exist.
    pub files: BTreeMap<PathBuf, Option<ObjectId>>,
    /// Repositories inside of this one.
    pub submodules: BTreeSet<PathBuf>,
    /// Those that are at a different commit now.
    pub moved: BTreeSet<PathBuf>,
}

impl Git {
    /// The repository at the merge base of `revision` and what is checked out.
    ///
    /// Changes are counted from the merge base, like `REV...` of `git diff`, not from the tip of the other
    /// branch. Otherwise everything that others did since would be reported as if the branch had undone it.
    pub fn before(repository: &Path, revision: &str) -> Result<Git> {
        if let Some(path) = endless_in(&repository.join(".git")) {
            bail!(
                "{} is not a regular file, and git would read it: delete it",
                path.display()
            );
        }
        let mut git = Git {
            repository: repository.to_owned(),
            commit: String::new(),
        };
        let named = format!("{revision}^{{commit}}");
        let parsed = git.run(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &named,
        ])?;
        if !parsed.status.success() {
            git.check_ownership(&parsed)?;
            bail!(
                "`{revision}` is not a commit of this repository{}: correct its name, or fetch it first, for example with `git fetch origin`{}",
                because(&parsed),
                git.hint()
            );
        }
        let named = line(&parsed);
        let common = git.run(&["merge-base", &named, "HEAD"])?;
        if !common.status.success() {
            bail!(
                "`{revision}` and `HEAD` have no common commit{}: fetch more of the history{}",
                because(&common),
                git.hint()
            );
        }
        git.commit = line(&common);
        Ok(git)
    }

    /// Git refuses to open a repository of another user, so that its settings cannot start a program.
    fn check_ownership(&self, output: &Printed) -> Result<()> {
        if output.err.contains("dubious ownership") {
            let folder = self.repository.display();
            bail!(
                "git refuses to open {folder}, which belongs to another user: allow it with `git config --global --add safe.directory {folder}`, or check without `--changed-since`"
            );
        }
        Ok(())
    }

    /// What to do if part of the history is missing.
    fn hint(&self) -> &'static str {
        let shallow = self.run(&["rev-parse", "--is-shallow-repository"]);
        match shallow.is_ok_and(|output| line(&output) == "true") {
            true => {
                "; this clone is shallow: complete it with `git fetch --unshallow`, or in CI with `fetch-depth: 0` or `GIT_DEPTH: 0`"
            }
            false => "",
        }
    }

    /// All tracked files of the repository, with absolute paths.
    ///
    /// Git is not asked what changed in the working directory: to find out, it runs the filters that a
    /// repository configures. Nor is it asked which files are untracked: it would read ignore files that may
    /// be anything.
    pub fn tracked(&self) -> Result<Tracked> {
        let mut tracked = Tracked::default();
        let mut submodules: BTreeMap<PathBuf, String> = BTreeMap::new();
        let tree = self.answer(&["ls-tree", "-r", "-z", "--full-tree", &self.commit])?;
        for entry in fields(&tree) {
            // `mode kind object`, a tab, and the path.
            let Some(tab) = entry.iter().position(|byte| *byte == b'\t') else {
                continue;
            };
            let about = String::from_utf8_lossy(&entry[..tab]);
            let path = self.repository.join(path_of(&entry[tab + 1..]));
            match about.split(' ').collect::<Vec<_>>()[..] {
                [_, SUBMODULE, commit] => drop(submodules.insert(path, commit.to_owned())),
                [_, _, object] => drop(tracked.files.insert(path, Some(object.to_owned()))),
                _ => {}
            }
        }
        let now = self.answer(&["ls-files", "--cached", "-z"])?;
        for path in fields(&now) {
            let path = self.repository.join(path_of(path));
            if submodules.contains_key(&path) || tracked.files.contains_key(&path) {
                continue;
            }
            // A folder is a new submodule.
            match path.is_dir() {
                true => drop(tracked.moved.insert(path)),
                false => drop(tracked.files.insert(path, None)),
            }
        }
        for (path, commit) in submodules {
            if Git::head(&path).as_ref() != Some(&commit) {
                tracked.moved.insert(path.clone());
            }
            tracked.submodules.insert(path);
        }
        Ok(tracked)
    }

    /// The commit that is checked out in a nested repository.
    fn head(repository: &Path) -> Option<String> {
        let git = repository.join(".git");
        if !git.exists() || endless_in(&git).is_some() {
            return None;
        }
        let git = Git {
            repository: repository.to_owned(),
            commit: String::new(),
        };
        let head = git
            .run(&["rev-parse", "--verify", "--quiet", "HEAD"])
            .ok()?;
        head.status.success().then(|| line(&head))
    }

    /// The sizes of the objects, in bytes.
    pub fn sizes(&self, objects: &[&str]) -> Result<Vec<u64>> {
        let mut sizes = Vec::with_capacity(objects.len());
        self.ask("--batch-check", objects, |output| {
            sizes.push(size(output)?);
            Ok(())
        })?;
        Ok(sizes)
    }

    /// Calls `take` with the content of each of the objects, in order.
    pub fn contents(
        &self,
        objects: &[&str],
        mut take: impl FnMut(Vec<u8>) -> Result<()>,
    ) -> Result<()> {
        self.ask("--batch", objects, |output| take(content(output)?))
    }

    /// Asks about objects, and calls `answer` once for each to read what Git says.
    fn ask(
        &self,
        option: &str,
        objects: &[&str],
        mut answer: impl FnMut(&mut dyn BufRead) -> Result<()>,
    ) -> Result<()> {
        let asked = objects.join("\n") + "\n";
        // Buffered, Git does not wait for the reader after each of them.
        let mut command = self.command(&["cat-file", "--buffer", option]);
        let process = Process::start(command.stdin(Stdio::piped()).stderr(Stdio::null()));
        let process = process.map_err(not_started)?;
        let input = process.with(|child| child.stdin.take());
        let mut output = process.output().context("git does not answer")?;
        // Git answers before it has read everything.
        let asking =
            thread::spawn(move || input.map(|mut input| input.write_all(asked.as_bytes())));
        let answered: Result<()> = objects.iter().try_for_each(|_| answer(&mut output));
        let was_stopped = process.was_stopped();
        // Ends the program, if it is waiting for somebody to read.
        drop(process);
        let _ = asking.join();
        match was_stopped {
            true => Err(stopped("cat-file", Stopped::Late)),
            false => answered,
        }
    }

    /// The output of the command; an error if it fails.
    fn answer(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        let output = self.run(arguments)?;
        if !output.status.success() {
            let why = because(&output);
            bail!("`git {}` failed{why}", arguments[0]);
        }
        Ok(output.out)
    }

    fn run(&self, arguments: &[&str]) -> Result<Printed> {
        let printed = process::run(&mut self.command(arguments), LONGEST_LIST);
        printed.map_err(|why| stopped(arguments[0], why))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.repository).arg("--no-pager");
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        for variable in ELSEWHERE {
            command.env_remove(variable);
        }
        command.args(arguments).envs(ENVIRONMENT);
        command
    }
}

fn stopped(command: &str, why: Stopped) -> anyhow::Error {
    match why {
        Stopped::NotStarted(error) => not_started(error),
        Stopped::Late => {
            anyhow!("`git {command}` did not end within a minute: check without `--changed-since`")
        }
        Stopped::Long => anyhow!(
            "the repository has too many files for `--changed-since` (`git {command}` lists more than {} MB): check without it",
            LONGEST_LIST / 1_000_000
        ),
    }
}

fn not_started(error: std::io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::NotFound => anyhow!(
            "`--changed-since` needs git, which was not found: install it, or check without `--changed-since`"
        ),
        _ => anyhow!("`--changed-since` needs git, which could not be started: {error}"),
    }
}

/// The reason that Git gives for a failure, if any.
fn because(output: &Printed) -> String {
    match output
        .err
        .lines()
        .next()
        .map(|line| line.trim_start_matches("fatal: "))
    {
        Some(line) if !line.is_empty() => format!(" ({line})"),
        _ => String::new(),
    }
}

fn line(output: &Printed) -> String {
    let text = String::from_utf8_lossy(&output.out);
    text.lines().next().unwrap_or_default().to_owned()
}

fn fields(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let fields = bytes.split(|byte| *byte == 0);
    fields.filter(|field| !field.is_empty())
}

/// The line `object type size` about an object.
fn size(output: &mut dyn BufRead) -> Result<u64> {
    let mut line = Vec::new();
    output.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    let line = String::from_utf8_lossy(&line);
    let size = line.trim_end().rsplit(' ').next();
    let size: Option<u64> = size.and_then(|size| size.parse().ok());
    size.context(
        "git does not have the earlier content of a file: fetch it first, since a clone with `--filter` may leave out contents",
    )
}

/// One answer of `cat-file --batch`: the line, the content, a line end.
fn content(output: &mut dyn BufRead) -> Result<Vec<u8>> {
    let size = size(output)?;
    let mut content = Vec::new();
    output.take(size).read_to_end(&mut content)?;
    output.read_exact(&mut [0])?;
    Ok(content)
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    let path: &OsStr = std::os::unix::ffi::OsStrExt::from_bytes(bytes);
    path.into()
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}
