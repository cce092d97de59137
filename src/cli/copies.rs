//! The copies of sources that a command looks at. Each is read once, even if several steps need it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::file_stamp::{FileStamp, FileState};
use crate::workspace::{Copies, CopyResult, FileId, Workspace, disk};

/// The copies that were read, with their state for the cache.
#[derive(Default)]
pub struct KnownCopies(Mutex<FxHashMap<Arc<Path>, (FileState, CopyResult)>>);

impl KnownCopies {
    /// Reads the copies that the drafts see, unless they are known, into the workspace.
    pub fn read_for(&self, workspace: &mut Workspace, drafts: impl IntoIterator<Item = FileId>) {
        if workspace.filed_sources().are_none() {
            return;
        }
        let seen = |draft| workspace.copies_seen_by(draft);
        let paths: FxHashSet<Arc<Path>> = drafts.into_iter().flat_map(seen).collect();
        let mut paths: Vec<Arc<Path>> = paths.into_iter().collect();
        paths.sort_unstable();
        self.read(workspace, &paths);
        for path in paths {
            if let Some(copy) = self.get(&path, |(_, copy)| copy.clone()) {
                workspace.copies.put(path, copy);
            }
        }
    }

    /// The copies that the draft sees, with their states.
    pub fn states_of(&self, copies: &Copies, seen: Vec<Arc<Path>>) -> Vec<(Arc<Path>, FileState)> {
        let known = seen.into_iter().filter(|path| copies.get(path).is_some());
        let states = known.filter_map(|path| {
            let state = self.get(&path, |(state, _)| state.clone())?;
            Some((path, state))
        });
        states.collect()
    }

    /// The state of the copy at a path, which is read unless it is known.
    pub fn state(&self, workspace: &Workspace, path: &Arc<Path>) -> FileState {
        self.read(workspace, std::slice::from_ref(path));
        let state = self.get(path, |(state, _)| state.clone());
        state.unwrap_or_else(|| FileState::Unreadable(String::new()))
    }

    fn read(&self, workspace: &Workspace, paths: &[Arc<Path>]) {
        let known = self.locked();
        let unknown = paths.iter().filter(|path| !known.contains_key(*path));
        let unknown: Vec<Arc<Path>> = unknown.cloned().collect();
        drop(known);
        // Taken before the files are read: what changes from here on looks different.
        let stamps: Vec<_> = unknown.iter().map(|path| FileStamp::of_old(path)).collect();
        let copies = disk::read_copies(workspace, &unknown);
        let mut known = self.locked();
        for ((path, stamp), copy) in unknown.into_iter().zip(stamps).zip(copies) {
            known.insert(path, (FileState::of_copy(stamp, &copy), copy));
        }
    }

    fn get<T>(&self, path: &Path, of: impl FnOnce(&(FileState, CopyResult)) -> T) -> Option<T> {
        self.locked().get(path).map(of)
    }

    fn locked(&self) -> MutexGuard<'_, FxHashMap<Arc<Path>, (FileState, CopyResult)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The folders for evidence of a command, one for each root.
pub fn evidence_folders(
    configurations: &[Arc<crate::workspace::Configuration>],
) -> Vec<Option<PathBuf>> {
    configurations
        .iter()
        .map(|it| it.evidence.clone())
        .collect()
}
