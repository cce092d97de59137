//! The newsroom's copies of sources: which ones to read, because a draft sees them at which somebody looks.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use rustc_hash::FxHashSet;

use super::uri::ChangedPath;
use super::workspaces::Workspaces;
use crate::workspace::{Copies, CopyResult, FileId, disk};

/// What the thread has not looked at yet.
#[derive(Debug, Default)]
pub struct CopyChanges {
    unread: Mutex<Unread>,
    told: Condvar,
}

#[derive(Debug, Default)]
struct Unread {
    is_told: bool,
    /// Files and folders that changed on disk.
    on_disk: Vec<PathBuf>,
    /// Whether somebody looks at the findings in all drafts, not only in open ones.
    of_all: bool,
}

impl CopyChanges {
    /// The drafts may see other copies.
    pub fn tell(&self) {
        self.change(|_| {});
    }

    pub fn changed_on_disk(&self, changes: &[ChangedPath]) {
        let paths = changes.iter().map(|change| change.path.clone());
        self.change(|unread| unread.on_disk.extend(paths));
    }

    /// From now on, the copies that all drafts see are read.
    pub fn want_all(&self) {
        self.change(|unread| unread.of_all = true);
    }

    fn change(&self, change: impl FnOnce(&mut Unread)) {
        let mut unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut unread);
        unread.is_told = true;
        self.told.notify_one();
    }

    /// Waits for the next change. Several count as one. Returns what changed on disk, and whether all are wanted.
    pub fn next(&self) -> (Vec<PathBuf>, bool) {
        let mut unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
        while !unread.is_told {
            let waited = self.told.wait(unread);
            unread = waited.unwrap_or_else(PoisonError::into_inner);
        }
        unread.is_told = false;
        (std::mem::take(&mut unread.on_disk), unread.of_all)
    }
}

/// The copies of a workspace that were read, and all that are wanted.
pub struct NewCopies {
    pub read: Vec<(Arc<Path>, CopyResult)>,
    pub wanted: FxHashSet<Arc<Path>>,
}

impl NewCopies {
    /// None if the wanted copies are known.
    pub fn read(
        workspaces: &Workspaces,
        root: &Arc<Path>,
        on_disk: &FxHashSet<PathBuf>,
        of_all: bool,
    ) -> Option<NewCopies> {
        let state = workspaces.get(root).filter(|state| state.is_loaded)?;
        let workspace = &state.workspace;
        let drafts: BTreeSet<FileId> = match of_all {
            _ if workspace.filed_sources().are_none() => BTreeSet::new(),
            true => workspace.files().map(|(id, _)| id).collect(),
            false => workspaces.served_drafts(root),
        };
        let seen = drafts.iter().flat_map(|id| workspace.copies_seen_by(*id));
        let wanted: FxHashSet<Arc<Path>> = seen.collect();
        let known = &workspace.copies;
        let stale = stale_paths(known, on_disk);
        let is_new = |path: &&Arc<Path>| known.get(path).is_none() || stale.contains(*path);
        let mut new: Vec<Arc<Path>> = wanted.iter().filter(is_new).cloned().collect();
        new.sort_unstable();
        let is_unwanted = |path: &Arc<Path>| !wanted.contains(path);
        if new.is_empty() && !known.paths().any(is_unwanted) {
            return None;
        }
        let copies = disk::read_copies(workspace, &new);
        Some(NewCopies {
            read: new.into_iter().zip(copies).collect(),
            wanted,
        })
    }
}

/// The known copies that may be others now. A folder for evidence that appears or disappears changes what is missing.
fn stale_paths(known: &Copies, on_disk: &FxHashSet<PathBuf>) -> FxHashSet<Arc<Path>> {
    if on_disk.is_empty() {
        return FxHashSet::default();
    }
    let is_changed = |path: &Path| path.ancestors().any(|above| on_disk.contains(above));
    let stale = known.all().filter(|(path, copy)| match copy {
        Ok(copy) => is_changed(path) || is_changed(&copy.path),
        Err(_) => true,
    });
    stale.map(|(path, _)| path.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{CopyProblem, copy_for_tests};

    #[test]
    fn what_changed_on_disk_is_read_again() {
        let mut known = Copies::default();
        for path in ["/w/a.txt", "/w/files/b.txt", "/w/link.txt"] {
            let file = path.replace("link", "files/c");
            let copy = copy_for_tests(Path::new(&file), b"x");
            known.put(Path::new(path).into(), Ok(copy));
        }
        known.put(Path::new("/e/d.txt").into(), Err(CopyProblem::NoFolder));
        let stale = |changed: &[&str]| {
            let changed = changed.iter().map(PathBuf::from).collect();
            let stale = stale_paths(&known, &changed).into_iter();
            let mut stale: Vec<String> = stale.map(|path| path.display().to_string()).collect();
            stale.sort();
            stale.join(" ")
        };
        assert_eq!(stale(&[]), "");
        assert_eq!(stale(&["/w/a.txt"]), "/e/d.txt /w/a.txt");
        assert_eq!(stale(&["/w/files"]), "/e/d.txt /w/files/b.txt /w/link.txt");
        assert_eq!(stale(&["/w/other.txt"]), "/e/d.txt");
    }
}
