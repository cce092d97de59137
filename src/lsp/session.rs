//! The one writer. Each change is applied here completely before the next message is read.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rustc_hash::{FxHashMap, FxHashSet};
use tower_lsp::ls_types::Uri;

use super::copies::NewCopies;
use super::documents::OpenDocument;
use super::roots::{Roots, WatchChanges};
use super::uri::ChangedPath;
use super::workspaces::{RootedChange, Workspaces};
use crate::text::document::{Document, TextChange};
use crate::workspace::{Change, Configuration, File, FileId, Workspace, disk};

/// The language of drafts, as clients name it.
const LANGUAGE: &str = "sayso";

/// The state that messages change.
#[derive(Default)]
pub struct Session {
    pub state: Workspaces,
    pub roots: Roots,
    /// The workspaces that are being loaded, or were.
    loads: FxHashMap<Arc<Path>, Load>,
    /// The number of loads that were begun.
    begun: usize,
}

/// The last load of a workspace.
#[derive(Default)]
struct Load {
    /// Earlier loads have other numbers.
    number: usize,
    is_going_on: bool,
    /// Files that changed on disk meanwhile.
    missed: Vec<ChangedPath>,
}

/// A workspace that was read from disk.
pub struct Loaded {
    /// The number of the load.
    pub number: usize,
    pub workspace: Workspace,
    /// How long it took.
    pub time: Duration,
}

/// A document that a client opens.
pub struct NewDocument<'a> {
    pub uri: Uri,
    pub language: &'a str,
    pub version: i32,
    pub text: &'a str,
}

impl Session {
    pub(super) fn workspace(&mut self, root: &Path) -> Option<&mut Workspace> {
        self.state.get_mut(root).map(|state| &mut state.workspace)
    }

    /// A document was opened: from now on the client's text counts, not the file on disk.
    ///
    /// An excluded draft is part of the workspace while it is open, as an excluded draft is that is
    /// named to `sayso check`. So the two agree about the file in front of the user. References to it
    /// no longer resolve once it is closed.
    pub fn open(&mut self, new: NewDocument) -> Vec<RootedChange> {
        let file: Arc<Path> = self.state.documents.file_of(&new.uri).into();
        let root = self.roots.root_of(&self.state.documents, &file);
        let is_draft = new.language == LANGUAGE || disk::is_sayso(&file);
        let document = Document::new(new.text, new.version);
        let open = OpenDocument::new(new.uri, document, root.clone(), is_draft);
        self.state.documents.open(&file, open);
        self.roots.need_around(&mut self.state, &root, is_draft);
        self.took_text(&file)
    }

    /// Changes an open document. Ignores changes to a document that was never opened.
    pub fn change(&mut self, uri: &Uri, version: i32, changes: &[TextChange]) -> Vec<RootedChange> {
        let file = self.state.documents.file_of(uri);
        let encoding = self.state.encoding;
        let holders = self.holders(&file);
        let Some(open) = self.state.documents.get_mut(&file) else {
            return Vec::new();
        };
        let is_other_text = open.bring_forward(uri);
        let root = open.root.clone();
        open.document.version = version;
        let edits: Vec<_> = changes
            .iter()
            .map(|change| open.document.apply(change, encoding))
            .collect();
        if is_other_text || holders.is_empty() {
            return self.took_text(&file);
        }
        let mut made = Vec::new();
        for (holder, id) in holders {
            let Some(workspace) = self.workspace(&holder) else {
                continue;
            };
            for edit in &edits {
                made.push((
                    holder.clone(),
                    workspace.edit(id, edit.old.clone(), &edit.new),
                ));
            }
        }
        self.refresh_after(&made, &root, &file);
        made
    }

    /// A document was closed: the file on disk counts again.
    pub fn close(&mut self, uri: &Uri) -> Vec<RootedChange> {
        let file = self.state.documents.file_of(uri);
        let Some(root) = self
            .state
            .documents
            .get(&file)
            .map(|open| open.root.clone())
        else {
            return Vec::new();
        };
        self.state.documents.close(&file, uri);
        if self.state.documents.contains(&file) {
            return self.took_text(&file);
        }
        self.drop_articles_around(&root, &file);
        let mut made = match disk::is_sayso(&file) {
            true => Vec::new(),
            // It was a draft because the client said so.
            false => self.removed(&file),
        };
        let changed = ChangedPath {
            path: file,
            is_folder: false,
        };
        made.extend(self.changed_on_disk(&[changed]));
        made
    }

    /// Drops the articles at which nobody looks any more, because that draft or article was closed.
    fn drop_articles_around(&mut self, root: &Path, file: &Path) {
        for other in self.state.roots() {
            let Some(workspace) = self.state.get(&other).map(|state| &state.workspace) else {
                continue;
            };
            let named = workspace.named_articles().drafts_of(file);
            let own = workspace.id_of(file).filter(|_| *other == *root);
            let around: Vec<FileId> = named.chain(own).collect();
            let served = self.state.served_drafts(&other);
            if let Some(workspace) = self.workspace(&other) {
                let unserved = around.iter().filter(|draft| !served.contains(draft));
                unserved.for_each(|draft| workspace.drop_article(*draft));
            }
        }
    }

    /// The workspaces that contain the file, and its number in each.
    fn holders(&self, file: &Path) -> Vec<(Arc<Path>, FileId)> {
        let roots = self.state.roots().into_iter();
        let holders = roots.filter_map(|root| {
            let id = self.state.get(&root)?.workspace.id_of(file)?;
            Some((root, id))
        });
        holders.collect()
    }

    /// Files or folders changed on disk. Has no effect on open documents.
    pub fn changed_on_disk(&mut self, changes: &[ChangedPath]) -> Vec<RootedChange> {
        for (root, load) in self.loads.iter_mut().filter(|(_, load)| load.is_going_on) {
            let below = changes
                .iter()
                .filter(|change| change.path.starts_with(root));
            load.missed.extend(below.cloned());
        }
        let (drafts, others): (Vec<&ChangedPath>, Vec<&ChangedPath>) = changes
            .iter()
            .partition(|change| disk::is_sayso(&change.path));
        let folders = others
            .into_iter()
            .filter(|change| self.may_be_folder(change));
        let folders = folders.map(|change| &*change.path).collect();
        let mut files = self.below(&folders);
        files.extend(drafts.into_iter().map(|change| change.path.clone()));
        let mut made: Vec<RootedChange> = files
            .iter()
            .flat_map(|file| self.file_changed(file))
            .collect();
        self.refresh_served(&made);
        let changed = changes.iter().map(|change| &*change.path);
        let changed = changed
            .filter(|path| !self.state.documents.contains(path))
            .collect();
        made.extend(self.took_articles(&changed));
        made
    }

    /// The text of an open document is new to the workspaces.
    fn took_text(&mut self, file: &Path) -> Vec<RootedChange> {
        let Some(open) = self.state.documents.get(file).cloned() else {
            return Vec::new();
        };
        let mut made = Vec::new();
        if open.is_draft {
            let text = open.document.rope.to_string();
            for root in self.state.roots() {
                let Some(workspace) = self.workspace(&root) else {
                    continue;
                };
                if root == open.root || workspace.id_of(file).is_some() {
                    made.push((root, workspace.insert(File::new(file, &*text))));
                }
            }
            self.refresh_after(&made, &open.root, file);
        }
        if !disk::is_sayso(file) {
            made.extend(self.took_articles(&FxHashSet::from_iter([file])));
        }
        made
    }

    /// The texts of articles may have changed: reads them again for the drafts that somebody looks at. `changed` are
    /// articles, links to them, or folders that they are in.
    fn took_articles(&mut self, changed: &FxHashSet<&Path>) -> Vec<RootedChange> {
        let mut made = Vec::new();
        for root in self.state.roots() {
            let files = self.annotating(&root, changed);
            if let Some(workspace) = self.workspace(&root) {
                files.iter().for_each(|file| workspace.drop_article(*file));
            }
            self.refresh(&root, &files);
            let change = |file| Change {
                file: Some(file),
                article: true,
                ..Change::default()
            };
            made.extend(files.into_iter().map(|file| (root.clone(), change(file))));
        }
        made
    }

    /// The drafts that somebody looks at and whose article is one of those paths, or is in one of them.
    fn annotating(&mut self, root: &Path, changed: &FxHashSet<&Path>) -> Vec<FileId> {
        let Some(workspace) = self.workspace(root) else {
            return Vec::new();
        };
        let named = workspace.named_articles();
        let drafts = changed.iter().flat_map(|path| named.drafts_in(path));
        let drafts: BTreeSet<FileId> = drafts.collect();
        let mut drafts: Vec<FileId> = drafts.into_iter().collect();
        if !drafts.is_empty() {
            workspace.find_articles_of(&drafts);
            let served = self.state.served_drafts(root);
            drafts.retain(|draft| served.contains(draft));
        }
        drafts
    }

    /// Reads the article of an open draft again if a change may have affected which one it is.
    fn refresh_after(&mut self, made: &[RootedChange], root: &Path, file: &Path) {
        let id = self
            .state
            .get(root)
            .and_then(|state| state.workspace.id_of(file));
        let is_affected = |(of, change): &RootedChange| **of == *root && change.article;
        if let Some(id) = id.filter(|_| made.iter().any(is_affected)) {
            self.refresh(root, &[id]);
        }
    }

    /// Reads the articles of these drafts, unless they are known. The text of one that they share is read once.
    pub(super) fn refresh(&mut self, root: &Path, files: &[FileId]) {
        let documents = self.state.documents.clone();
        let Some(workspace) = self.workspace(root) else {
            return;
        };
        let located = workspace.clone();
        let last = RefCell::new(None);
        let read = |path: &Path| {
            let known = last.borrow_mut().take();
            let text = match known.filter(|(of, _): &(PathBuf, _)| of == path) {
                Some((_, text)) => text,
                None => documents.article(&located, path),
            };
            last.replace(Some((path.to_owned(), text.clone())));
            text
        };
        for &file in files {
            workspace.refresh_article(file, &read);
        }
    }

    /// The open documents whose workspace is another one now, because a file that decides about it appeared or
    /// disappeared.
    pub fn find_roots(&mut self) -> Vec<RootedChange> {
        let moved = self.roots.find(&mut self.state);
        moved.iter().flat_map(|file| self.took_text(file)).collect()
    }

    /// Copies of sources were read.
    pub fn took_copies(&mut self, root: &Arc<Path>, new: NewCopies) -> Vec<RootedChange> {
        let Some(workspace) = self.workspace(root) else {
            return Vec::new();
        };
        for (path, copy) in new.read {
            workspace.copies.put(path, copy);
        }
        workspace.copies.retain(&new.wanted);
        let change = Change {
            copies: true,
            ..Change::default()
        };
        vec![(root.clone(), change)]
    }

    /// What to watch from now on.
    pub fn watch(&mut self) -> WatchChanges {
        self.roots.watch(&self.state)
    }

    /// The roots of the workspaces in which nothing is open.
    pub fn unneeded(&self) -> Vec<Arc<Path>> {
        self.roots.unneeded(&self.state)
    }

    pub fn let_go(&mut self, roots: &[Arc<Path>]) {
        for root in roots {
            self.state.remove(root);
            self.loads.remove(root);
        }
    }

    /// Sets a new configuration, before the files of the workspace are read. Files that are no longer part of it are
    /// removed at once; new ones are added when they are read. Returns the number of the load.
    pub fn begin_load(&mut self, root: &Arc<Path>, configuration: Arc<Configuration>) -> usize {
        let documents = self.state.documents.clone();
        if let Some(workspace) = self.workspace(root) {
            workspace.configurations = vec![configuration];
            let is_open = |path: &Path| documents.get(path).is_some_and(|open| open.root == *root);
            let is_part = |path: &Arc<Path>| {
                is_open(path) || workspace.configuration(path).takes(path, false)
            };
            let files = workspace.files().map(|(_, file)| &file.path);
            let gone: Vec<Arc<Path>> = files.filter(|path| !is_part(path)).cloned().collect();
            for path in gone {
                workspace.remove(&path);
            }
        }
        self.begun += 1;
        let load = Load {
            number: self.begun,
            is_going_on: true,
            missed: Vec::new(),
        };
        self.loads.insert(root.clone(), load);
        self.begun
    }

    /// Takes over a workspace that was loaded in the background. Open documents replace its files. Returns whether it
    /// was: another load may be in progress, or nobody needs it any more.
    pub fn take_loaded(&mut self, root: &Arc<Path>, loaded: Loaded) -> bool {
        let Loaded {
            number,
            workspace,
            time,
        } = loaded;
        let load = self
            .loads
            .get_mut(root)
            .filter(|load| load.number == number);
        let (Some(load), Some(state)) = (load, self.state.get_mut(root)) else {
            return false;
        };
        load.is_going_on = false;
        let missed = std::mem::take(&mut load.missed);
        state.is_loaded = true;
        state.loaded_in = Some(time);
        let copies = std::mem::replace(&mut state.workspace, workspace).copies;
        state.workspace.copies = copies;
        for (file, open) in self.state.documents.clone().iter() {
            let Some(workspace) = self.workspace(root).filter(|_| open.is_draft) else {
                continue;
            };
            if open.root == *root || workspace.id_of(file).is_some() {
                workspace.insert(File::new(file, open.document.rope.to_string()));
            }
        }
        self.changed_on_disk(&missed);
        let drafts: Vec<FileId> = self.state.served_drafts(root).into_iter().collect();
        self.refresh(root, &drafts);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::configuration;

    /// A workspace of two files.
    fn read() -> Workspace {
        let mut workspace = Workspace::new(["/w".into()]);
        for path in ["/w/a.sayso", "/w/old/b.sayso"] {
            workspace.insert(File::new(Path::new(path), "entity e: person \"E\"\n"));
        }
        workspace
    }

    fn configured(text: &str) -> Arc<Configuration> {
        let path = Path::new("/w/sayso.toml");
        Arc::new(configuration::parse(path, text).expect("a configuration"))
    }

    #[test]
    fn a_workspace_of_an_older_configuration_is_ignored() {
        let mut session = Session::default();
        let root: Arc<Path> = Path::new("/w").into();
        session.state.add(&root);
        let files = |session: &Session| {
            let state = session.state.get(Path::new("/w"));
            state.map_or(0, |state| state.workspace.files().count())
        };
        let old = session.begin_load(&root, configured(""));
        let mut with = read();
        with.configurations = vec![configured("")];
        let loaded = |number, workspace| Loaded {
            number,
            workspace,
            time: Duration::default(),
        };
        assert!(session.take_loaded(&root, loaded(old, with)));
        assert_eq!(files(&session), 2);
        let new = session.begin_load(&root, configured("exclude = [\"old\"]"));
        assert_eq!(files(&session), 1);
        assert!(!session.take_loaded(&root, loaded(old, read())));
        assert_eq!(files(&session), 1);
        session.state.remove(&root);
        assert!(!session.take_loaded(&root, loaded(new, read())));
    }
}
