//! The open documents, by the files that they are: an editor may spell one file in several ways, and reach it through
//! links.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::ls_types::Uri;

use super::uri::{is_unsaved, path_of, real, uri_of};
use crate::text::Slice;
use crate::text::document::Document;
use crate::workspace::{ArticleProblem, Workspace, disk};

#[derive(Clone, Debug)]
pub struct OpenDocument {
    /// As the client wrote it.
    pub uri: Uri,
    pub document: Document,
    /// The root of its workspace.
    pub root: Arc<Path>,
    /// Whether it is a draft or registry: by its name, or because the client says so.
    pub is_draft: bool,
    /// The same file under other names that the client has open, with the text that it has there.
    others: Vec<(Uri, Document)>,
}

/// A folder that the client has open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenFolder {
    /// With all links followed.
    pub path: PathBuf,
    /// As the client names it.
    written: PathBuf,
}

/// Cheap to clone.
#[derive(Clone, Default)]
pub struct Documents {
    by_file: imbl::HashMap<Arc<Path>, OpenDocument>,
    /// The files of open documents whose URIs mean other paths.
    names: imbl::HashMap<Arc<Path>, Arc<Path>>,
    pub folders: Arc<Vec<OpenFolder>>,
}

impl OpenFolder {
    pub fn of(uri: &Uri) -> OpenFolder {
        let written = path_of(uri);
        OpenFolder {
            path: real(&written),
            written,
        }
    }
}

impl AsRef<Path> for OpenFolder {
    fn as_ref(&self) -> &Path {
        &self.path
    }
}

impl OpenDocument {
    pub fn new(uri: Uri, document: Document, root: Arc<Path>, is_draft: bool) -> OpenDocument {
        OpenDocument {
            uri,
            document,
            root,
            is_draft,
            others: Vec::new(),
        }
    }

    /// Makes the text under that name the one that counts. Returns whether it was another one.
    pub fn bring_forward(&mut self, uri: &Uri) -> bool {
        let path = path_of(uri);
        if path_of(&self.uri) == path {
            return false;
        }
        let Some(other) = self.others.iter_mut().find(|(uri, _)| path_of(uri) == path) else {
            return false;
        };
        std::mem::swap(&mut self.uri, &mut other.0);
        std::mem::swap(&mut self.document, &mut other.1);
        true
    }
}

impl Documents {
    pub fn get(&self, file: &Path) -> Option<&OpenDocument> {
        self.by_file.get(file)
    }

    pub fn get_mut(&mut self, file: &Path) -> Option<&mut OpenDocument> {
        self.by_file.get_mut(file)
    }

    pub fn contains(&self, file: &Path) -> bool {
        self.by_file.contains_key(file)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Arc<Path>, &OpenDocument)> {
        self.by_file.iter()
    }

    /// The file of a document, open or not.
    pub fn file_of(&self, uri: &Uri) -> PathBuf {
        let path = path_of(uri);
        if self.by_file.contains_key(&*path) {
            return path;
        }
        match self.names.get(&*path) {
            Some(file) => file.to_path_buf(),
            None => self.placed(&path),
        }
    }

    /// An unsaved document is as in the first folder. Everything else is where its links lead.
    fn placed(&self, path: &Path) -> PathBuf {
        match self.folders.first() {
            Some(folder) if is_unsaved(path) => folder.path.join(path),
            _ => real(path),
        }
    }

    /// Adds a document, or replaces the one of the same name.
    pub fn open(&mut self, file: &Arc<Path>, mut new: OpenDocument) {
        let path = path_of(&new.uri);
        if *path != **file {
            self.names.insert(path.as_path().into(), file.clone());
        }
        if let Some(known) = self.by_file.remove(file) {
            let all = [(known.uri, known.document)]
                .into_iter()
                .chain(known.others);
            new.others = all.filter(|(uri, _)| path_of(uri) != path).collect();
        }
        self.by_file.insert(file.clone(), new);
    }

    /// Removes the document of that name. Returns whether it was open.
    pub fn close(&mut self, file: &Path, uri: &Uri) -> bool {
        let path = path_of(uri);
        self.names.remove(&*path);
        let Some(open) = self.by_file.get_mut(file) else {
            return false;
        };
        if let Some(at) = open.others.iter().position(|(uri, _)| path_of(uri) == path) {
            open.others.remove(at);
        } else if let Some((uri, document)) = open.others.pop() {
            (open.uri, open.document) = (uri, document);
        } else {
            self.by_file.remove(file);
        }
        true
    }

    /// The text of the file that a draft names with this path: the client's if it is open.
    pub fn article(&self, workspace: &Workspace, path: &Path) -> Result<Slice, ArticleProblem> {
        match self.get(&workspace.located(path)) {
            Some(open) => Ok(open.document.rope.to_string().into()),
            None => disk::read_article_for_editor(&workspace.roots, path),
        }
    }

    /// The URI of a file, as the client writes it: that of the document, or below the folder that is open.
    pub fn uri(&self, file: &Path) -> Option<Uri> {
        if let Some(open) = self.by_file.get(file) {
            return Some(open.uri.clone());
        }
        let within = |folder: &&OpenFolder| file.starts_with(&folder.path);
        let folder = self.folders.iter().filter(within);
        let folder = folder.max_by_key(|folder| folder.path.as_os_str().len());
        match folder
            .and_then(|folder| Some(folder.written.join(file.strip_prefix(&folder.path).ok()?)))
        {
            Some(written) => uri_of(&written),
            None => uri_of(file),
        }
    }
}
