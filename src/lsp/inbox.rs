//! What the publisher's thread has not worked on yet. However much arrives, it stays small: of the states only the
//! latest is kept, and instead of very many changes that everything changed.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::reports::Report;
use super::snapshot::Snapshot;
use super::workspaces::{RootedChange, Workspaces};
use crate::rules::Analysis;

/// The maximum number of changes, and of declarations in them, that are followed one by one. Checking everything again
/// is faster then.
const MOST_CHANGES: usize = 10_000;

/// A question of a request about an open file.
pub enum Question {
    /// The client pulls its diagnostics.
    Pulled(Pull, oneshot::Sender<Report>),
    /// A request needs its analysis.
    Asked(Box<Path>, oneshot::Sender<Option<AnalysedDraft>>),
}

/// The diagnostics of which document a client pulls, and the id of the last report that it has.
pub struct Pull {
    pub file: Box<Path>,
    pub known: Option<String>,
}

impl Question {
    pub fn file(&self) -> &Path {
        match self {
            Question::Pulled(pull, _) => &pull.file,
            Question::Asked(file, _) => file,
        }
    }
}

/// The analysis of a draft, and the state that its file and declaration numbers belong to.
pub struct AnalysedDraft {
    pub snapshot: Snapshot,
    pub analysis: Arc<Analysis>,
}

/// The workspaces in which everything has to be checked again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anew {
    These(BTreeSet<Arc<Path>>),
    All,
}

impl Default for Anew {
    fn default() -> Anew {
        Anew::These(BTreeSet::new())
    }
}

impl Anew {
    pub fn contains(&self, root: &Path) -> bool {
        match self {
            Anew::These(roots) => roots.contains(root),
            Anew::All => true,
        }
    }
}

#[derive(Default)]
pub struct Inbox {
    unread: Mutex<Unread>,
    arrived: Condvar,
}

/// Everything that arrived since the thread looked last.
#[derive(Default)]
pub struct Unread {
    /// The latest state.
    pub workspaces: Option<Box<Workspaces>>,
    pub changes: Vec<RootedChange>,
    /// What has to be checked again.
    pub anew: Anew,
    pub questions: Vec<Question>,
    /// How long findings wait while somebody types, if that was set.
    pub delay: Option<Duration>,
    /// The size of `changes`.
    size: usize,
}

impl Inbox {
    /// The state changed.
    pub fn changed(&self, workspaces: Workspaces, changes: Vec<RootedChange>) {
        let mut unread = self.unread();
        let old = unread.workspaces.replace(Box::new(workspaces));
        unread.follow(changes);
        drop(unread);
        self.arrived.notify_one();
        // Without the lock: it may take time.
        drop(old);
    }

    /// A whole workspace was read again.
    pub fn reloaded(&self, workspaces: Workspaces, root: Arc<Path>) {
        self.unread().check_anew(root);
        self.changed(workspaces, Vec::new());
    }

    pub fn ask(&self, question: Question) {
        self.unread().questions.push(question);
        self.arrived.notify_one();
    }

    /// Sets how long findings wait while somebody types.
    pub fn set_delay(&self, delay: Duration) {
        self.unread().delay = Some(delay);
        self.arrived.notify_one();
    }

    /// Waits until something arrives or it is that late, and takes all of it.
    pub fn read(&self, until: Option<Instant>) -> Unread {
        let mut unread = self.unread();
        while unread.is_empty() {
            let Some(until) = until else {
                let waited = self.arrived.wait(unread);
                unread = waited.unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let Some(rest) = until.checked_duration_since(Instant::now()) else {
                break;
            };
            let waited = self.arrived.wait_timeout(unread, rest);
            unread = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        std::mem::take(&mut unread)
    }

    fn unread(&self) -> MutexGuard<'_, Unread> {
        self.unread.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Unread {
    fn is_empty(&self) -> bool {
        self.workspaces.is_none() && self.questions.is_empty() && self.delay.is_none()
    }

    fn follow(&mut self, changes: Vec<RootedChange>) {
        let size_of = |(_, change): &RootedChange| 1 + change.added.len() + change.removed.len();
        self.size += changes.iter().map(size_of).sum::<usize>();
        if self.size > MOST_CHANGES {
            self.anew = Anew::All;
            self.changes = Vec::new();
        }
        let changes = changes.into_iter();
        self.changes
            .extend(changes.filter(|(root, _)| !self.anew.contains(root)));
    }

    fn check_anew(&mut self, root: Arc<Path>) {
        self.changes.retain(|(other, _)| *other != root);
        if let Anew::These(roots) = &mut self.anew {
            roots.insert(root);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Change;

    fn change(root: &str) -> Vec<RootedChange> {
        vec![(Path::new(root).into(), Change::default())]
    }

    #[test]
    fn many_changes_become_one() {
        let inbox = Inbox::default();
        for _ in 0..MOST_CHANGES {
            inbox.changed(Workspaces::default(), change("/w"));
        }
        let unread = inbox.read(None);
        assert_eq!(
            (unread.changes.len(), unread.anew),
            (MOST_CHANGES, Anew::default())
        );
        for _ in 0..MOST_CHANGES + 1 {
            inbox.changed(Workspaces::default(), change("/w"));
        }
        let unread = inbox.read(None);
        assert_eq!((unread.changes.len(), unread.anew), (0, Anew::All));
    }

    #[test]
    fn a_reload_replaces_the_changes_before_it() {
        let inbox = Inbox::default();
        for root in ["/w", "/x"] {
            inbox.changed(Workspaces::default(), change(root));
        }
        inbox.reloaded(Workspaces::default(), Path::new("/w").into());
        inbox.changed(Workspaces::default(), change("/w"));
        let unread = inbox.read(None);
        assert!(unread.anew.contains(Path::new("/w")) && !unread.anew.contains(Path::new("/x")));
        let roots: Vec<&Path> = unread.changes.iter().map(|(root, _)| &**root).collect();
        assert_eq!(roots, [Path::new("/x")]);
        assert!(unread.workspaces.is_some());
    }
}
