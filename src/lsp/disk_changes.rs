//! What follows for the workspaces from files and folders that changed on disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::session::Session;
use super::uri::ChangedPath;
use super::workspaces::RootedChange;
use crate::workspace::{File, FileId, disk};

impl Session {
    /// Reads the articles of drafts that changed, if somebody looks at them, and drops the others: a draft may name another
    /// article now, at which nobody looks.
    pub(super) fn refresh_served(&mut self, made: &[RootedChange]) {
        for root in self.state.roots() {
            let own = made.iter().filter(|(other, _)| *other == root);
            let changed: FxHashSet<FileId> = own.filter_map(|(_, change)| change.file).collect();
            if changed.is_empty() {
                continue;
            }
            let served = self.state.served_drafts(&root);
            let (served, others): (Vec<FileId>, Vec<FileId>) =
                changed.iter().partition(|draft| served.contains(draft));
            if let Some(workspace) = self.workspace(&root) {
                others
                    .iter()
                    .for_each(|draft| workspace.drop_article(*draft));
            }
            self.refresh(&root, &served);
        }
    }

    pub(super) fn file_changed(&mut self, path: &Path) -> Vec<RootedChange> {
        let open = self.state.documents.get(path).cloned();
        let mut made = Vec::new();
        for root in self.state.roots_above(path) {
            let Some(workspace) = self.workspace(&root) else {
                continue;
            };
            let is_part = || disk::is_found(&root, path, &workspace.configuration(path));
            let text = match &open {
                // Its text is there already.
                Some(open) if open.root == root || workspace.id_of(path).is_some() => continue,
                Some(open) => is_part().then(|| open.document.rope.to_string()),
                None => is_part()
                    .then(|| disk::read_for_editor(path).ok())
                    .flatten(),
            };
            let change = match text {
                Some(text) => Some(workspace.insert(File::new(path, text))),
                None => workspace.remove(path),
            };
            made.extend(change.map(|change| (root, change)));
        }
        made
    }

    pub(super) fn removed(&mut self, path: &Path) -> Vec<RootedChange> {
        let roots = self.state.roots().into_iter();
        let removed = roots.filter_map(|root| {
            let change = self.workspace(&root)?.remove(path)?;
            Some((root, change))
        });
        removed.collect()
    }

    /// Whether something below the path was known, or is there now: a folder disappeared or appeared. Most changes are in
    /// other files, which are no folders.
    pub(super) fn may_be_folder(&self, change: &ChangedPath) -> bool {
        let is_known = |root: Arc<Path>| {
            let state = self.state.get(&root);
            state.is_some_and(|state| state.workspace.files_below(&change.path).next().is_some())
        };
        change.is_folder || self.state.roots().into_iter().any(is_known)
    }

    /// The Sayso files below the folders, known ones and those on disk.
    pub(super) fn below(&self, folders: &FxHashSet<&Path>) -> BTreeSet<PathBuf> {
        let is_below = |path: &Path| {
            path.ancestors()
                .skip(1)
                .any(|above| folders.contains(above))
        };
        let outer = folders.iter().filter(|folder| !is_below(folder));
        let outer: Vec<&Path> = outer.copied().collect();
        let mut files = BTreeSet::new();
        for root in self.state.roots() {
            let Some(state) = self.state.get(&root) else {
                continue;
            };
            for folder in &outer {
                let known = state.workspace.files_below(folder);
                files.extend(known.map(|file| file.path.to_path_buf()));
                if folder.starts_with(&root) && folder.is_dir() {
                    let configuration = state.workspace.configuration(folder);
                    let found = disk::find(folder, &configuration, disk::Reach::AroundFile);
                    files.extend(found.files);
                }
            }
        }
        files
    }
}
