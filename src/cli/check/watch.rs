//! `sayso check --watch`: checks again whenever something changes that the last check depends on.
//!
//! Each change runs a whole check, based on the cache of the previous one: that is one way to a result instead
//! of two. Events that got lost cause one more check, but not a second one: when very many files are read,
//! reading them would again be such an event.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use notify::event::{CreateKind, ModifyKind, RemoveKind};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::once::{CheckResult, check};
use crate::cli::arguments::CheckArguments;
use crate::cli::errors::print_error;
use crate::cli::output;
use crate::cli::stdin::STDIN;
use crate::cli::targets;
use crate::configuration::governed_by;
use crate::workspace::disk::{self, REPOSITORY, Reach};

/// A change is complete after this time without an event: programs save a file in several steps.
const QUIET: Duration = Duration::from_millis(50);

/// The maximum time to wait until a change is complete.
const MAX_WAIT: Duration = Duration::from_secs(1);

/// Clears a terminal, including what was scrolled away.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// What the last completed check depends on.
#[derive(Default)]
struct Watched {
    roots: Vec<PathBuf>,
    files: BTreeSet<PathBuf>,
    articles: BTreeSet<PathBuf>,
}

pub fn run(arguments: &CheckArguments) -> Result<ExitCode> {
    if arguments.paths.iter().any(|path| path == Path::new(STDIN)) {
        bail!("`--watch` works on files: standard input does not change");
    }
    let (sender, events) = mpsc::channel();
    // A link may lead anywhere.
    let config = Config::default().with_follow_symlinks(false);
    let cannot = "cannot watch files on this system";
    let mut watcher = RecommendedWatcher::new(sender, config).context(cannot)?;
    let mut roots = targets::roots_of(&arguments.paths)?;
    for root in &roots {
        watch(&mut watcher, root)?;
    }
    let mut watched = Watched::default();
    let mut was_lost = false;
    loop {
        if std::io::stdout().is_terminal() {
            output::print(CLEAR)?;
        }
        match check(arguments) {
            Ok(checked) if !checked.is_read => return Ok(ExitCode::SUCCESS),
            Ok(checked) => watched = Watched::of(checked),
            Err(error) => print_error(&error),
        }
        watched.roots.clone_from(&roots);
        if !wait(&events, &watched, &mut was_lost) {
            bail!("files are no longer watched on this system: start the check again");
        }
        // A `sayso.toml` that is added or removed changes the workspace.
        if let Ok(now) = targets::roots_of(&arguments.paths) {
            for root in now.iter().filter(|root| !roots.contains(root)) {
                watch(&mut watcher, root)?;
            }
            roots = now;
        }
    }
}

fn watch(watcher: &mut RecommendedWatcher, root: &Path) -> Result<()> {
    // A file above the root may make another folder the root, or leave out files.
    for above in root.ancestors().skip(1) {
        // The checked files do not depend on it: a folder that cannot be watched is no reason to end.
        let _ = watcher.watch(above, RecursiveMode::NonRecursive);
    }
    let watched = watcher.watch(root, RecursiveMode::Recursive);
    watched.with_context(|| format!("cannot watch {}", root.display()))
}

/// Waits for a change of what the last check depends on, and until it is complete. Returns false if there
/// can be no more events. `was_lost`: whether the last change was that events got lost.
fn wait(events: &Receiver<notify::Result<Event>>, watched: &Watched, was_lost: &mut bool) -> bool {
    loop {
        let Ok(first) = events.recv() else {
            return false;
        };
        let mut changes = vec![first];
        let began = Instant::now();
        while began.elapsed() < MAX_WAIT {
            match events.recv_timeout(QUIET) {
                Ok(change) => changes.push(change),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        let changes: Vec<Event> = changes.into_iter().flatten().collect();
        // Reading very many files may cause lost events: without this, checks would never end.
        let is_lost = !*was_lost && changes.iter().any(Event::need_rescan);
        *was_lost = is_lost;
        if is_lost || changes.iter().any(|change| watched.depends_on(change)) {
            return true;
        }
    }
}

impl Watched {
    fn of(checked: CheckResult) -> Watched {
        let articles = checked.articles.iter();
        let followed = articles.filter_map(|path| disk::existing(path).canonicalize().ok());
        Watched {
            articles: checked
                .articles
                .iter()
                .map(to_owned)
                .chain(followed)
                .collect(),
            files: checked.workspace.into_iter().collect(),
            roots: Vec::new(),
        }
    }

    /// Whether the event may change the result of the last check.
    fn depends_on(&self, change: &Event) -> bool {
        let is_of_folder = match change.kind {
            // The check itself reads files.
            EventKind::Access(_) => return false,
            EventKind::Create(kind) => matches!(kind, CreateKind::Folder | CreateKind::Any),
            EventKind::Remove(kind) => matches!(kind, RemoveKind::Folder | RemoveKind::Any),
            EventKind::Modify(kind) => matches!(kind, ModifyKind::Name(_)),
            EventKind::Any | EventKind::Other => true,
        };
        let mut paths = change.paths.iter();
        paths.any(|path| match self.is_above(path) {
            true => governed_by(path).is_some() || path.ends_with(REPOSITORY),
            false => self.is_part(path) || is_of_folder && self.is_folder(path),
        })
    }

    /// Whether it is in a folder above the roots.
    fn is_above(&self, path: &Path) -> bool {
        let folder = path.parent().unwrap_or(path);
        let is_above = |root: &PathBuf| root.starts_with(folder) && root != folder;
        self.roots.iter().any(is_above) && !self.roots.iter().any(|root| path.starts_with(root))
    }

    fn is_part(&self, path: &Path) -> bool {
        disk::is_sayso(path) || governed_by(path).is_some() || self.articles.contains(path)
    }

    /// Whether the folder contained checked files, or contains some now.
    fn is_folder(&self, path: &Path) -> bool {
        let mut all = self.files.iter().chain(&self.articles);
        all.any(|file| file.starts_with(path))
            || path.is_dir()
                && !disk::find(path, &Default::default(), Reach::AroundFile)
                    .files
                    .is_empty()
    }
}

fn to_owned(path: &Arc<Path>) -> PathBuf {
    path.to_path_buf()
}
