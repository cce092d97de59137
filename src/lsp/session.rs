//! The one writer. Each change is applied here completely before the next message is read.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::ls_types::Uri;

use super::snapshot::{OpenDocument, Snapshot};
use super::uri::path_of;
use crate::text::document::{self, Document};
use crate::text::position::PositionEncoding;
use crate::workspace::{Change, Configuration, File, FileId, Workspace, disk, paths};

/// The state that messages change.
#[derive(Default)]
pub struct Session {
    pub state: Snapshot,
    /// The folders that the client has open. The workspace may extend further up.
    pub folders: Vec<PathBuf>,
    /// Folders that the client does not have open but was asked to watch.
    watched_elsewhere: Vec<Arc<Path>>,
    /// The number of loads of the workspace in progress.
    pub loading: usize,
    /// Files that changed on disk during a load.
    missed: Vec<PathBuf>,
}

impl Session {
    fn workspace(&mut self) -> &mut Workspace {
        &mut self.state.workspace
    }

    /// A document was opened: from now on the client's text counts, not the file on disk.
    ///
    /// An excluded draft is part of the workspace while it is open, as an excluded draft is that is
    /// named to `sayso check`. So the two agree about the file in front of the user. References to it
    /// no longer resolve once it is closed.
    pub fn open(&mut self, uri: Uri, version: i32, text: &str) -> Vec<Change> {
        let path: Arc<Path> = path_of(&uri).into();
        let document = OpenDocument {
            uri,
            document: Document::new(text, version),
        };
        self.state.documents.insert(path.clone(), document);
        self.took_text(&path, text)
    }

    /// Changes an open document. Ignores changes to a document that was never opened.
    pub fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: &[document::TextChange],
        encoding: PositionEncoding,
    ) -> Vec<Change> {
        let path = path_of(uri);
        let Some(open) = self.state.documents.get_mut(path.as_path()) else {
            return Vec::new();
        };
        open.document.version = version;
        let Some(file) = self.state.workspace.id_of(&path) else {
            for change in changes {
                open.document.apply(change, encoding);
            }
            let text = open.document.rope.to_string();
            return self.took_text(&path, &text);
        };
        let mut made = Vec::new();
        for change in changes {
            let edit = open.document.apply(change, encoding);
            made.push(self.state.workspace.edit(file, edit.old, &change.text));
        }
        self.refresh_after(&made, file);
        made
    }

    /// A document was closed: the file on disk counts again.
    pub fn close(&mut self, uri: &Uri) -> Vec<Change> {
        let path = path_of(uri);
        if self.state.documents.remove(path.as_path()).is_none() {
            return Vec::new();
        }
        if let Some(file) = self.state.workspace.id_of(&path) {
            self.workspace().drop_article(file);
        }
        self.changed_on_disk(&path)
    }

    /// A file changed on disk. Has no effect on an open document.
    pub fn changed_on_disk(&mut self, path: &Path) -> Vec<Change> {
        if self.loading > 0 {
            self.missed.push(path.to_owned());
        }
        if self.state.documents.contains_key(path) {
            return Vec::new();
        }
        if !disk::is_sayso(path) {
            // It may be a folder that appeared or disappeared.
            let below = self.below(path);
            let mut made: Vec<Change> = below
                .iter()
                .flat_map(|file| self.changed_on_disk(file))
                .collect();
            made.extend(self.took_article(path));
            return made;
        }
        let root = paths::root_of(&self.state.workspace.roots, path);
        let text = root
            .filter(|root| {
                let configuration = self.state.workspace.configuration(path);
                disk::is_found(root, path, &configuration)
            })
            .and_then(|_| disk::read_for_editor(path).ok());
        match text {
            Some(text) => vec![self.workspace().insert(File::new(path, text))],
            None => self.workspace().remove(path).into_iter().collect(),
        }
    }

    /// The Sayso files below a folder, known ones and those on disk.
    fn below(&self, folder: &Path) -> Vec<PathBuf> {
        let known = self
            .state
            .workspace
            .files()
            .map(|(_, file)| file.path.to_path_buf());
        let mut files: Vec<PathBuf> = known.filter(|path| path.starts_with(folder)).collect();
        if folder.is_dir() {
            let configuration = self.state.workspace.configuration(folder);
            files.extend(disk::find(folder, &configuration).files);
        }
        files.sort();
        files.dedup();
        files
    }

    fn took_text(&mut self, path: &Path, text: &str) -> Vec<Change> {
        if !disk::is_sayso(path) {
            return self.took_article(path);
        }
        let made = vec![self.workspace().insert(File::new(path, text))];
        if let Some(file) = self.state.workspace.id_of(path) {
            self.refresh_after(&made, file);
        }
        made
    }

    /// The text of an article may have changed: reads it again for the drafts that annotate it.
    fn took_article(&mut self, path: &Path) -> Vec<Change> {
        let files = self.workspace().forget_article(path);
        self.refresh(&files);
        let change = |file| Change {
            file: Some(file),
            article: true,
            ..Change::default()
        };
        files.into_iter().map(change).collect()
    }

    /// Reads the article of an open draft again if a change may have affected which one it is.
    fn refresh_after(&mut self, made: &[Change], file: FileId) {
        if made.iter().any(|change| change.article) {
            self.refresh(&[file]);
        }
    }

    /// Reads the articles of these drafts, unless they are known. The text of one that they share is read once.
    fn refresh(&mut self, files: &[FileId]) {
        let documents = self.state.documents.clone();
        let roots = self.state.workspace.roots.clone();
        let last = RefCell::new(None);
        let read = |path: &Path| {
            let known = last.borrow_mut().take();
            let text = match known.filter(|(of, _): &(PathBuf, _)| of == path) {
                Some((_, text)) => text,
                None => match documents.get(path) {
                    Some(open) => Ok(open.document.rope.to_string().into()),
                    None => disk::read_article_for_editor(&roots, path),
                },
            };
            last.replace(Some((path.to_owned(), text.clone())));
            text
        };
        for &file in files {
            self.workspace().refresh_article(file, &read);
        }
    }

    /// Sets new roots or a new configuration. Files that are no longer part of the workspace are removed
    /// at once; new ones are added when they are read.
    pub fn configure(&mut self, roots: Vec<PathBuf>, configurations: Vec<Arc<Configuration>>) {
        let workspace = &mut self.state.workspace;
        workspace.roots = roots.into_iter().map(Arc::from).collect();
        workspace.configurations = configurations;
        let documents = &self.state.documents;
        let is_part = |path: &Arc<Path>| {
            documents.contains_key(path) || workspace.configuration(path).takes(path, false)
        };
        let files = workspace.files().map(|(_, file)| &file.path);
        let gone: Vec<Arc<Path>> = files.filter(|path| !is_part(path)).cloned().collect();
        for path in gone {
            workspace.remove(&path);
        }
    }

    /// The roots above the open folders that the client has not been asked to watch yet. It does not
    /// watch them by itself. They count as watched from now on, also when they leave the workspace.
    pub fn watch_elsewhere(&mut self) -> Vec<Arc<Path>> {
        let is_open = |root: &Path| self.folders.iter().any(|folder| root.starts_with(folder));
        let roots = self.state.workspace.roots.iter();
        let new = roots.filter(|root| !is_open(root) && !self.watched_elsewhere.contains(root));
        let new: Vec<Arc<Path>> = new.cloned().collect();
        self.watched_elsewhere.extend(new.iter().cloned());
        new
    }

    /// Takes over a workspace that was loaded in the background. Open documents replace its files.
    /// Ignores it if it was loaded with other roots or an older configuration: another load is in
    /// progress then.
    pub fn take_loaded(&mut self, mut workspace: Workspace) {
        self.loading = self.loading.saturating_sub(1);
        let now = &self.state.workspace;
        let read = workspace.configurations.iter();
        let is_old = |(one, other): (&Arc<_>, &Arc<_>)| !Arc::ptr_eq(one, other);
        if workspace.roots != now.roots || read.zip(&now.configurations).any(is_old) {
            return;
        }
        for (path, open) in &self.state.documents {
            if disk::is_sayso(path) {
                workspace.insert(File::new(path, open.document.rope.to_string()));
            }
        }
        self.state.workspace = workspace;
        self.state.loaded = true;
        for path in self.missed.clone() {
            self.changed_on_disk(&path);
        }
        if self.loading == 0 {
            self.missed.clear();
        }
        let drafts: Vec<FileId> = self.state.open_drafts().map(|(file, _)| file).collect();
        self.refresh(&drafts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::configuration;

    /// A workspace of two files that was loaded with that configuration.
    fn read_with(configuration: &Arc<Configuration>) -> Workspace {
        let mut workspace = Workspace::new(["/w".into()]);
        workspace.configurations = vec![configuration.clone()];
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
        let (old, new) = (configured(""), configured("exclude = [\"old\"]"));
        let mut session = Session::default();
        let roots = vec![PathBuf::from("/w")];
        let files = |session: &Session| session.state.workspace.files().count();
        session.configure(roots.clone(), vec![old.clone()]);
        session.take_loaded(read_with(&old));
        assert_eq!(files(&session), 2);
        session.configure(roots, vec![new]);
        assert_eq!(files(&session), 1);
        session.take_loaded(read_with(&old));
        assert_eq!(files(&session), 1);
    }
}
