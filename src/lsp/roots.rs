//! Which workspaces there are: those of the folders that the client has open, and those of the open drafts and articles.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::ls_types::{InitializeParams, Uri};

use super::documents::{Documents, OpenFolder};
use super::workspaces::Workspaces;
use crate::configuration::{FILE_NAME, root_above, root_of_file};
use crate::workspace::disk;

#[derive(Default)]
pub struct Roots {
    /// Of the folders that the client has open. Their workspaces may extend further up.
    of_folders: Vec<Arc<Path>>,
    /// Of workspaces that nobody has begun to load.
    new: Vec<Arc<Path>>,
    watched: BTreeSet<WatchedFolder>,
}

/// A folder that the client does not have open, and does not watch by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WatchedFolder {
    /// With everything below it.
    Root(PathBuf),
    /// Above a root: only its own files, which may make it the root, or leave out files.
    Above(PathBuf),
}

impl WatchedFolder {
    pub fn path(&self) -> &Path {
        match self {
            WatchedFolder::Root(path) | WatchedFolder::Above(path) => path,
        }
    }
}

/// What to ask the client.
pub struct WatchChanges {
    pub begin: Vec<WatchedFolder>,
    pub end: Vec<WatchedFolder>,
}

impl WatchChanges {
    pub fn are_none(&self) -> bool {
        self.begin.is_empty() && self.end.is_empty()
    }
}

impl Roots {
    /// The root of the workspace of a file, which need not be loaded.
    pub fn root_of(&self, documents: &Documents, file: &Path) -> Arc<Path> {
        match file.is_absolute() {
            true => root_of_file(file, &documents.folders).into(),
            // There is nothing around a document that is not a file. Everything is below an empty path.
            false => {
                let folder = file
                    .parent()
                    .filter(|folder| !folder.as_os_str().is_empty());
                folder.unwrap_or(file).into()
            }
        }
    }

    /// Adds the workspace with that root unless there is one.
    pub fn need(&mut self, state: &mut Workspaces, root: &Arc<Path>) {
        if !state.add(root) {
            return;
        }
        match (root.is_absolute(), state.get_mut(root)) {
            (false, Some(state)) => state.is_loaded = true,
            _ => self.new.push(root.clone()),
        }
    }

    /// Adds the workspace of a document with that root, unless it is a text where no drafts are.
    pub fn need_around(&mut self, state: &mut Workspaces, root: &Arc<Path>, is_draft: bool) {
        let has_drafts = || root.join(FILE_NAME).is_file() || disk::has_sayso_files(root);
        if is_draft || root.is_absolute() && state.get(root).is_none() && has_drafts() {
            self.need(state, root);
        }
    }

    /// The workspaces to load that were not loaded before.
    pub fn take_new(&mut self) -> Vec<Arc<Path>> {
        std::mem::take(&mut self.new)
    }

    /// Finds the roots of all open folders and documents. Returns the documents that are in another workspace now.
    pub fn find(&mut self, state: &mut Workspaces) -> Vec<PathBuf> {
        let root = |folder: &OpenFolder| root_above(&folder.path).unwrap_or(folder.path.clone());
        let folders = state.documents.folders.clone();
        let folders = folders.iter().filter(|folder| folder.path.is_absolute());
        self.of_folders = folders.map(|folder| root(folder).into()).collect();
        for root in self.of_folders.clone() {
            self.need(state, &root);
        }
        let documents = state.documents.clone();
        let mut moved = Vec::new();
        for (file, open) in documents.iter() {
            let root = self.root_of(&documents, file);
            if root == open.root {
                continue;
            }
            if let Some(open) = state.documents.get_mut(file) {
                open.root = root.clone();
            }
            self.need_around(state, &root, open.is_draft);
            moved.push(file.to_path_buf());
        }
        moved
    }

    /// The roots of workspaces in which nothing is open.
    pub fn unneeded(&self, state: &Workspaces) -> Vec<Arc<Path>> {
        let is_needed = |root: &Arc<Path>| {
            // Usually the first document is in the workspace.
            let mut documents = state.documents.iter();
            self.of_folders.contains(root) || documents.any(|(_, open)| open.root == *root)
        };
        let roots = state.roots().into_iter();
        roots.filter(|root| !is_needed(root)).collect()
    }

    /// The folders that the client has to watch from now on, and those that it need not watch any more.
    pub fn watch(&mut self, state: &Workspaces) -> WatchChanges {
        let folders = &state.documents.folders;
        let is_open = |path: &Path| folders.iter().any(|folder| path.starts_with(&folder.path));
        let mut watched = BTreeSet::new();
        for root in state.roots().iter().filter(|root| root.is_absolute()) {
            if !is_open(root) {
                watched.insert(WatchedFolder::Root(root.to_path_buf()));
            }
            // `SAYSO_EVIDENCE` may name a folder that is in no workspace.
            let workspace = state.get(root).map(|state| &state.workspace);
            let evidence = workspace.and_then(|it| it.configuration(root).evidence.clone());
            watched.extend(
                evidence
                    .filter(|folder| !is_open(folder) && !folder.starts_with(root))
                    .map(WatchedFolder::Root),
            );
            let above = root.ancestors().skip(1).filter(|above| !is_open(above));
            watched.extend(above.map(|above| WatchedFolder::Above(above.to_owned())));
        }
        let changes = WatchChanges {
            begin: watched.difference(&self.watched).cloned().collect(),
            end: self.watched.difference(&watched).cloned().collect(),
        };
        self.watched = watched;
        changes
    }
}

/// The folders that the client has open.
#[expect(deprecated, reason = "older clients send only a root")]
pub fn open_folders(params: &InitializeParams) -> Vec<OpenFolder> {
    let folders = params.workspace_folders.iter().flatten();
    let folders: Vec<OpenFolder> = folders.map(|folder| OpenFolder::of(&folder.uri)).collect();
    let root = params.root_uri.clone();
    let root = root.or_else(|| Uri::from_file_path(params.root_path.as_ref()?));
    match (root, folders.is_empty()) {
        (Some(root), true) => vec![OpenFolder::of(&root)],
        _ => folders,
    }
}
