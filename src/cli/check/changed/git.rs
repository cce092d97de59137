//! What Git knows of a repository. The only place that runs another program: `git`, with arguments
//! that are written here, and so that nothing a repository says can make it run anything else, reach
//! the network, or write.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};

/// Settings of a repository that name programs, or let one that lies in a folder of it pass for it.
const SETTINGS: [&str; 5] = [
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "core.hooksPath=/dev/null",
    "safe.bareRepository=explicit",
    "protocol.allow=never",
];

/// Variables that lead to another repository than the one that is checked.
const ELSEWHERE: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_EXTERNAL_DIFF",
];

/// The kind of a submodule's entry.
const SUBMODULE: &str = "commit";

/// A repository, as it was at one commit.
pub struct Git {
    repository: PathBuf,
    commit: String,
}

/// All files that Git knows, at the commit or now. Nothing is told of what they hold.
#[derive(Debug, Default)]
pub struct Tracked {
    /// Each with the object that holds what it was; none where it was not there.
    pub files: BTreeMap<PathBuf, Option<String>>,
    /// Repositories inside of this one that are at another commit than they were.
    pub moved: BTreeSet<PathBuf>,
}

impl Git {
    /// At the last commit that both the history of `revision` and that of what is checked out have.
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
            git.is_not_refused(&parsed)?;
            bail!(
                "`{revision}` is no commit that this repository holds{}: correct its name, or fetch it first, such as with `git fetch origin`{}",
                because(&parsed),
                git.hint()
            );
        }
        let named = line(&parsed);
        let common = git.run(&["merge-base", &named, "HEAD"])?;
        if !common.status.success() {
            bail!(
                "`{revision}` and what is checked out have no commit in common{}: fetch more of the history{}",
                because(&common),
                git.hint()
            );
        }
        git.commit = line(&common);
        Ok(git)
    }

    /// Git opens no repository of another user, so that its settings start nothing.
    fn is_not_refused(&self, output: &Output) -> Result<()> {
        let told = String::from_utf8_lossy(&output.stderr);
        if told.contains("dubious ownership") {
            let folder = self.repository.display();
            bail!(
                "git does not open {folder}, which belongs to another user: `git config --global --add safe.directory {folder}` tells it that this is meant, or check without `--changed-since`"
            );
        }
        Ok(())
    }

    /// What to do where a part of the history is missing.
    fn hint(&self) -> &'static str {
        let shallow = self.run(&["rev-parse", "--is-shallow-repository"]);
        match shallow.is_ok_and(|output| line(&output) == "true") {
            true => {
                "; this clone is shallow: `git fetch --unshallow` completes it, and CI can be told to (`fetch-depth: 0`, `GIT_DEPTH: 0`)"
            }
            false => "",
        }
    }

    /// All files of the repository, absolute. Those that nobody has told Git of are among them, unless
    /// they are ignored.
    ///
    /// Git is not asked what is other in the folder: to know it runs the filters that a repository
    /// wants for its files.
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
            // A folder is a repository that was not there.
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

    /// The commit that is checked out in a repository inside of this one.
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

    /// What these objects hold.
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
        // It answers before it has read everything.
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

    /// What the command prints; an error if it fails.
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
            "`--changed-since` asks git what has changed, and there is no git here: install it, or check without `--changed-since`"
        ),
        _ => anyhow!(
            "`--changed-since` asks git what has changed, and git could not be started: {error}"
        ),
    }
}

/// What Git said went wrong, if it said anything.
fn because(output: &Output) -> String {
    let told = String::from_utf8_lossy(&output.stderr);
    match told
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
        "git does not hold what a file was: fetch it first; a clone may leave out contents (`--filter`)",
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
