//! `sayso check --watch`: checks again whenever something changes that the last check rests on.

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

use super::once::{Checked, check};
use crate::cli::arguments::CheckArguments;
use crate::cli::output;
use crate::cli::stdin::STDIN;
use crate::cli::targets::{self, GOVERNING};
use crate::workspace::disk;

/// A change is over when nothing has happened for so long: programs that save a file do it in steps.
const QUIET: Duration = Duration::from_millis(50);

/// For so long at most a change is waited for to be over.
const PATIENCE: Duration = Duration::from_secs(1);

/// Empties a terminal, with what has been scrolled away.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// What the last check that came to an end has looked at.
#[derive(Default)]
struct Known {
    files: BTreeSet<PathBuf>,
    articles: BTreeSet<PathBuf>,
}

pub fn run(arguments: &CheckArguments) -> Result<ExitCode> {
    if arguments.paths.iter().any(|path| path == Path::new(STDIN)) {
        bail!("`--watch` is for files: standard input does not change");
    }
    let (sender, events) = mpsc::channel();
    // Where a link leads may be anywhere.
    let config = Config::default().with_follow_symlinks(false);
    let cannot = "cannot watch files on this system";
    let mut watcher = RecommendedWatcher::new(sender, config).context(cannot)?;
    let mut roots = targets::roots_of(&arguments.paths)?;
    for root in &roots {
        watch(&mut watcher, root)?;
    }
    let mut known = Known::default();
    let mut was_lost = false;
    loop {
        if std::io::stdout().is_terminal() {
            output::print(CLEAR)?;
        }
        match check(arguments) {
            Ok(checked) if !checked.is_read => return Ok(ExitCode::SUCCESS),
            Ok(checked) => known = Known::of(checked),
            Err(error) => crate::cli::complain(&error),
        }
        if !wait(&events, &known, &mut was_lost) {
            bail!("files are no longer watched on this system: start the check again");
        }
        // A `sayso.toml` that comes or goes makes the workspace another.
        if let Ok(now) = targets::roots_of(&arguments.paths) {
            for root in now.iter().filter(|root| !roots.contains(root)) {
                watch(&mut watcher, root)?;
            }
            roots = now;
        }
    }
}

fn watch(watcher: &mut RecommendedWatcher, root: &Path) -> Result<()> {
    let watched = watcher.watch(root, RecursiveMode::Recursive);
    watched.with_context(|| format!("cannot watch {}", root.display()))
}

/// Waits for a change of what is known, and until it is over. Says whether there can be one.
/// `was_lost` tells whether the last one was that events got lost.
fn wait(events: &Receiver<notify::Result<Event>>, known: &Known, was_lost: &mut bool) -> bool {
    loop {
        let Ok(first) = events.recv() else {
            return false;
        };
        let mut changes = vec![first];
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            match events.recv_timeout(QUIET) {
                Ok(change) => changes.push(change),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        let changes: Vec<Event> = changes.into_iter().flatten().collect();
        // So many files may be read that the events of that get lost: it would never end.
        let is_lost = !*was_lost && changes.iter().any(Event::need_rescan);
        *was_lost = is_lost;
        if is_lost || changes.iter().any(|change| known.rests_on(change)) {
            return true;
        }
    }
}

impl Known {
    fn of(checked: Checked) -> Known {
        let articles = checked.articles.iter();
        let followed = articles.filter_map(|path| path.canonicalize().ok());
        Known {
            articles: checked
                .articles
                .iter()
                .map(to_owned)
                .chain(followed)
                .collect(),
            files: checked.workspace.into_iter().collect(),
        }
    }

    /// Whether the last check would come out otherwise, or may.
    fn rests_on(&self, change: &Event) -> bool {
        let is_of_folder = match change.kind {
            // The check itself reads files.
            EventKind::Access(_) => return false,
            EventKind::Create(kind) => matches!(kind, CreateKind::Folder | CreateKind::Any),
            EventKind::Remove(kind) => matches!(kind, RemoveKind::Folder | RemoveKind::Any),
            EventKind::Modify(kind) => matches!(kind, ModifyKind::Name(_)),
            EventKind::Any | EventKind::Other => true,
        };
        let mut paths = change.paths.iter();
        paths.any(|path| self.is_part(path) || is_of_folder && self.is_folder(path))
    }

    fn is_part(&self, path: &Path) -> bool {
        let name = path.file_name();
        disk::is_sayso(path)
            || GOVERNING.iter().any(|it| name == Some(it.as_ref()))
            || self.articles.contains(path)
    }

    /// Whether files that are checked lay in the folder, or lie there now.
    fn is_folder(&self, path: &Path) -> bool {
        let mut all = self.files.iter().chain(&self.articles);
        all.any(|file| file.starts_with(path))
            || path.is_dir() && !disk::find(path, &Arc::default()).is_empty()
    }
}

fn to_owned(path: &Arc<Path>) -> PathBuf {
    path.to_path_buf()
}
