//! The workspaces of the open documents, one for each root. Cloning them is cheap: a clone is a snapshot.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tower_lsp::ls_types::Uri;

use super::documents::Documents;
use super::snapshot::Snapshot;
use crate::ide::passages::DraftPassages;
use crate::text::position::PositionEncoding;
use crate::workspace::{Change, FileId, Workspace, paths};

#[derive(Clone, Default)]
pub struct Workspaces {
    pub documents: Documents,
    pub encoding: PositionEncoding,
    by_root: imbl::OrdMap<Arc<Path>, WorkspaceState>,
}

/// A workspace, as far as it is loaded.
#[derive(Clone)]
pub struct WorkspaceState {
    pub workspace: Workspace,
    /// The passages that the claims of the open drafts quote, for all features.
    pub passages: Arc<DraftPassages>,
    /// Whether all files are loaded. Until then nothing is published.
    pub is_loaded: bool,
    /// How long the last load took.
    pub loaded_in: Option<Duration>,
}

/// A change in the workspace with this root.
pub type RootedChange = (Arc<Path>, Change);

impl Workspaces {
    pub fn roots(&self) -> Vec<Arc<Path>> {
        self.by_root.keys().cloned().collect()
    }

    /// The roots whose folders contain the file.
    pub fn roots_above(&self, file: &Path) -> Vec<Arc<Path>> {
        let roots = self.by_root.keys();
        roots
            .filter(|root| file.starts_with(root))
            .cloned()
            .collect()
    }

    pub fn get(&self, root: &Path) -> Option<&WorkspaceState> {
        self.by_root.get(root)
    }

    pub fn get_mut(&mut self, root: &Path) -> Option<&mut WorkspaceState> {
        self.by_root.get_mut(root)
    }

    /// Adds an empty workspace, unless there is one with that root. Returns whether it is new.
    pub fn add(&mut self, root: &Arc<Path>) -> bool {
        if self.by_root.contains_key(root) {
            return false;
        }
        let state = WorkspaceState {
            workspace: Workspace::new([root.to_path_buf()]),
            passages: Arc::default(),
            is_loaded: false,
            loaded_in: None,
        };
        self.by_root.insert(root.clone(), state);
        true
    }

    pub fn remove(&mut self, root: &Path) {
        self.by_root.remove(root);
    }

    /// The drafts and registries of a workspace that somebody looks at: those that are open, and those whose article is.
    pub fn served_drafts(&self, root: &Path) -> BTreeSet<FileId> {
        let Some(state) = self.by_root.get(root) else {
            return BTreeSet::new();
        };
        let (workspace, named) = (&state.workspace, state.workspace.named_articles());
        let is_closed_here = |id: &FileId| {
            let file = workspace.file(*id);
            file.is_some_and(|file| {
                !self.is_open_draft(&file.path) && self.is_nearest(root, &file.path)
            })
        };
        let mut served = BTreeSet::new();
        for (path, open) in self.documents.iter() {
            match open.is_draft {
                true if *open.root == *root => served.extend(workspace.id_of(path)),
                true => {}
                false => served.extend(named.drafts_of(path).filter(is_closed_here)),
            }
        }
        served
    }

    fn is_open_draft(&self, path: &Path) -> bool {
        let open = self.documents.get(path);
        open.is_some_and(|open| open.is_draft)
    }

    /// What a request sees of the workspace with that root.
    pub fn snapshot(&self, root: &Path) -> Option<Snapshot> {
        let state = self.by_root.get(root)?;
        Some(Snapshot {
            workspace: state.workspace.clone(),
            passages: state.passages.clone(),
            documents: self.documents.clone(),
            encoding: self.encoding,
        })
    }

    /// What a request about a document sees: the workspace of the draft, or of the drafts that annotate it.
    pub fn around(&self, uri: &Uri) -> Snapshot {
        let file = self.documents.file_of(uri);
        let own = match self.documents.get(&file) {
            Some(open) => Some(&*open.root),
            None => paths::root_of(&self.roots(), &file).and_then(|root| self.key(root)),
        };
        let knows = |root: &Path| {
            let state = self.by_root.get(root);
            state.is_some_and(|state| {
                let named = state.workspace.named_articles();
                state.workspace.id_of(&file).is_some() || named.drafts_of(&file).next().is_some()
            })
        };
        let all = self.by_root.keys().map(|root| &**root);
        let root = own.into_iter().chain(all).find(|root| knows(root)).or(own);
        root.and_then(|root| self.snapshot(root))
            .map(|snapshot| snapshot.with_article_of(&file))
            .unwrap_or_else(|| Snapshot {
                documents: self.documents.clone(),
                encoding: self.encoding,
                ..Snapshot::default()
            })
    }

    /// What a request sees of the nearest workspace that a file is part of.
    pub fn holding(&self, file: &Path) -> Option<Snapshot> {
        let roots = self.by_root.iter();
        let holding = roots.filter(|(_, state)| state.workspace.id_of(file).is_some());
        let (root, _) = holding.max_by_key(|(root, _)| root.as_os_str().len())?;
        self.snapshot(root)
    }

    /// Whether all files of all workspaces are loaded.
    pub fn are_loaded(&self) -> bool {
        self.by_root.values().all(|state| state.is_loaded)
    }

    fn key(&self, root: &Path) -> Option<&Path> {
        self.by_root.get_key_value(root).map(|(root, _)| &**root)
    }

    /// Whether the file belongs to the workspace with that root and not to one further down.
    pub fn is_nearest(&self, root: &Path, file: &Path) -> bool {
        let roots = self.by_root.keys();
        !roots
            .filter(|other| other.starts_with(root) && ***other != *root)
            .any(|other| file.starts_with(other))
    }
}
