//! What the publisher's thread has not worked on yet. However much arrives, it stays small: of the states only the
//! latest is kept, and instead of very many changes that everything changed.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;
use tower_lsp::ls_types::Diagnostic;

use super::snapshot::Snapshot;
use crate::rules::Analysis;
use crate::workspace::Change;

/// The maximum number of changes, and of declarations in them, that are followed one by one. Checking everything again
/// is faster then.
const MOST_CHANGES: usize = 10_000;

/// A question of a request about an open file.
pub enum Question {
    /// The client pulls its diagnostics.
    Pulled(Box<Path>, oneshot::Sender<Vec<Diagnostic>>),
    /// A request needs its analysis.
    Asked(Box<Path>, oneshot::Sender<Option<AnalysedDraft>>),
}

/// The analysis of a draft, and the state that its file and declaration numbers belong to.
pub struct AnalysedDraft {
    pub snapshot: Snapshot,
    pub analysis: Arc<Analysis>,
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
    pub snapshot: Option<Box<Snapshot>>,
    pub changes: Vec<Change>,
    /// Whether everything has to be checked again.
    pub anew: bool,
    pub questions: Vec<Question>,
    /// The size of `changes`.
    size: usize,
}

impl Inbox {
    /// The state changed.
    pub fn changed(&self, snapshot: Snapshot, changes: Vec<Change>) {
        let mut unread = self.unread();
        let old = unread.snapshot.replace(Box::new(snapshot));
        unread.follow(changes);
        drop(unread);
        self.arrived.notify_one();
        // Without the lock: it may take time.
        drop(old);
    }

    /// The whole workspace was read again.
    pub fn reloaded(&self, snapshot: Snapshot) {
        self.unread().check_anew();
        self.changed(snapshot, Vec::new());
    }

    pub fn ask(&self, question: Question) {
        self.unread().questions.push(question);
        self.arrived.notify_one();
    }

    /// Waits until something arrives, and takes all of it.
    pub fn read(&self) -> Unread {
        let mut unread = self.unread();
        while unread.is_empty() {
            let waited = self.arrived.wait(unread);
            unread = waited.unwrap_or_else(PoisonError::into_inner);
        }
        std::mem::take(&mut unread)
    }

    fn unread(&self) -> MutexGuard<'_, Unread> {
        self.unread.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Unread {
    fn is_empty(&self) -> bool {
        self.snapshot.is_none() && self.questions.is_empty()
    }

    fn follow(&mut self, changes: Vec<Change>) {
        let size_of = |change: &Change| 1 + change.added.len() + change.removed.len();
        self.size += changes.iter().map(size_of).sum::<usize>();
        match self.anew || self.size > MOST_CHANGES {
            true => self.check_anew(),
            false => self.changes.extend(changes),
        }
    }

    fn check_anew(&mut self) {
        self.anew = true;
        self.changes = Vec::new();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_changes_become_one() {
        let inbox = Inbox::default();
        for _ in 0..MOST_CHANGES {
            inbox.changed(Snapshot::default(), vec![Change::default()]);
        }
        let unread = inbox.read();
        assert_eq!((unread.changes.len(), unread.anew), (MOST_CHANGES, false));
        for _ in 0..MOST_CHANGES + 1 {
            inbox.changed(Snapshot::default(), vec![Change::default()]);
        }
        let unread = inbox.read();
        assert_eq!((unread.changes.len(), unread.anew), (0, true));
    }

    #[test]
    fn a_reload_replaces_the_changes_before_it() {
        let inbox = Inbox::default();
        inbox.changed(Snapshot::default(), vec![Change::default()]);
        inbox.reloaded(Snapshot::default());
        let unread = inbox.read();
        assert_eq!((unread.changes.len(), unread.anew), (0, true));
        assert!(unread.snapshot.is_some());
    }
}
