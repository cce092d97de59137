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
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};

/// Settings that turn off what a repository can make Git run, and bare repositories nested in its folders.
const SETTINGS: [&str; 5] = [
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "core.hooksPath=/dev/null",
    "safe.bareRepository=explicit",
    "protocol.allow=never",
];

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
    /// Repositories inside of this one that are at a different commit now.
    pub moved: BTreeSet<PathBuf>,
}

impl Git {
    /// The repository at the merge base of `revision` and what is checked out.
    ///
    /// Changes are counted from the merge base, like `REV...` of `git diff`, not from the tip of the other
    /// branch. Otherwise everything that others did since would be reported as if the branch had undone it.
    pub fn before(repository: &Path, revision: &str) -> Result<Git> {
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
    fn check_ownership(&self, output: &Output) -> Result<()> {
        let message = String::from_utf8_lossy(&output.stderr);
        if message.contains("dubious ownership") {
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

    /// All files of the repository, with absolute paths, including untracked ones that are not ignored.
    ///
    /// Git is not asked what changed in the working directory: to find out, it runs the filters that a
    /// repository configures.
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
        let options = ["--cached", "--others", "--exclude-standard", "-z"];
        let now = self.answer(&[&["ls-files"], &options[..]].concat())?;
        for path in fields(&now) {
            let path = self.repository.join(path_of(path));
            if submodules.contains_key(&path) || tracked.files.contains_key(&path) {
                continue;
            }
            // A folder is a new nested repository.
            match path.is_dir() {
                true => drop(tracked.moved.insert(path)),
                false => drop(tracked.files.insert(path, None)),
            }
        }
        let moved = submodules.into_iter();
        let moved = moved.filter(|(path, commit)| Git::head(path).as_deref() != Some(commit));
        tracked.moved.extend(moved.map(|(path, _)| path));
        Ok(tracked)
    }

    /// The commit that is checked out in a nested repository.
    fn head(repository: &Path) -> Option<String> {
        if !repository.join(".git").exists() {
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

    /// The contents of the objects.
    pub fn contents(&self, objects: &[&str]) -> Result<Vec<Vec<u8>>> {
        let asked = objects.join("\n") + "\n";
        let mut process = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(not_started)?;
        let input = process.stdin.take();
        // Git answers before it has read everything.
        let asking =
            thread::spawn(move || input.map(|mut input| input.write_all(asked.as_bytes())));
        let output = process.stdout.take().context("git does not answer")?;
        let mut output = BufReader::new(output);
        let contents = objects.iter().map(|_| content(&mut output));
        let contents: Result<Vec<_>> = contents.collect();
        drop(output);
        let _ = asking.join();
        process.wait()?;
        contents
    }

    /// The output of the command; an error if it fails.
    fn answer(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        let output = self.run(arguments)?;
        if !output.status.success() {
            let why = because(&output);
            bail!("`git {}` failed{why}", arguments[0]);
        }
        Ok(output.stdout)
    }

    fn run(&self, arguments: &[&str]) -> Result<Output> {
        let mut command = self.command(arguments);
        command.stdin(Stdio::null()).output().map_err(not_started)
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
        command
            .args(arguments)
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("LC_ALL", "C");
        command
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
fn because(output: &Output) -> String {
    let message = String::from_utf8_lossy(&output.stderr);
    match message
        .lines()
        .next()
        .map(|line| line.trim_start_matches("fatal: "))
    {
        Some(line) if !line.is_empty() => format!(" ({line})"),
        _ => String::new(),
    }
}

fn line(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().next().unwrap_or_default().to_owned()
}

fn fields(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let fields = bytes.split(|byte| *byte == 0);
    fields.filter(|field| !field.is_empty())
}

/// One answer of `cat-file --batch`: `object type length`, a line end, the content, a line end.
fn content(output: &mut impl BufRead) -> Result<Vec<u8>> {
    let mut head = Vec::new();
    output.read_until(b'\n', &mut head)?;
    let head = String::from_utf8_lossy(&head);
    let length = head.trim_end().rsplit(' ').next();
    let length: Option<u64> = length.and_then(|length| length.parse().ok());
    let length = length.context(
        "git does not have the earlier content of a file: fetch it first, since a clone with `--filter` may leave out contents",
    )?;
    let mut content = Vec::new();
    output.take(length).read_to_end(&mut content)?;
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
