//! Conversion between document URIs and paths. Everything outside of `lsp` uses paths.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::Uri;

use crate::workspace::{disk, paths};

/// The scheme of documents that were never saved.
const UNSAVED: &str = "untitled";

/// The path that a URI means. A document that is not a file gets a path that no file can have.
pub fn path_of(uri: &Uri) -> PathBuf {
    let scheme = uri.scheme().as_str();
    let is_file = scheme.eq_ignore_ascii_case("file");
    // An unsaved document may say where it will be saved.
    let may_be_file = is_file || scheme == UNSAVED;
    let path = uri
        .to_file_path()
        .filter(|path| may_be_file && path.is_absolute());
    match path {
        Some(path) => paths::normalized(&path).unwrap_or_else(|| path.into_owned()),
        None => PathBuf::from(uri.as_str()),
    }
}

/// Whether the document was never saved, and nothing says where it will be.
pub fn is_unsaved(path: &Path) -> bool {
    !path.is_absolute() && path.to_str().is_some_and(|path| path.starts_with(UNSAVED))
}

/// The URI of a document.
pub fn uri_of(path: &Path) -> Option<Uri> {
    match path.is_absolute() {
        true => Uri::from_file_path(path),
        false => path.to_str()?.parse().ok(),
    }
}

/// What changed on disk.
#[derive(Clone)]
pub struct ChangedPath {
    pub path: PathBuf,
    /// Whether a folder was there when the event came.
    pub is_folder: bool,
}

/// The files of events about changes on disk, each as it is named where it is, and if it is a link, also the file that
/// it leads to.
pub fn changed_paths<'a>(uris: impl Iterator<Item = &'a Uri>) -> Vec<ChangedPath> {
    let mut folders: FxHashMap<PathBuf, PathBuf> = FxHashMap::default();
    let mut paths = Vec::new();
    for uri in uris {
        let path = path_of(uri);
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            continue;
        };
        // Many changes are in few folders.
        let known = folders.get(folder).cloned();
        let folder = known.unwrap_or_else(|| {
            let followed = real(folder);
            folders.insert(folder.to_owned(), followed.clone());
            followed
        });
        let path = folder.join(name);
        // The disk is asked once a path: there may be thousands.
        let kind = path.symlink_metadata().map(|found| found.file_type());
        let mut is_folder = kind.as_ref().is_ok_and(|kind| kind.is_dir());
        if kind.is_ok_and(|kind| kind.is_symlink()) {
            let path = real(&path);
            is_folder = path.is_dir();
            paths.push(ChangedPath { path, is_folder });
        }
        paths.push(ChangedPath { path, is_folder });
    }
    paths
}

/// The path with all links followed, if it can be that of a file.
pub fn real(path: &Path) -> PathBuf {
    match path.is_absolute() {
        true => disk::real(path),
        false => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_and_paths_round_trip() {
        for uri in [
            "file:///w/Roc%C3%ADo%20%231.sayso",
            "untitled:Draft-1",
            "vscode-vfs://host/a.sayso",
        ] {
            let uri: Uri = uri.parse().expect("a URI");
            let back = uri_of(&path_of(&uri)).expect("a URI");
            assert_eq!(path_of(&back), path_of(&uri));
        }
        let path = Path::new("/w/ü/a b.sayso");
        assert_eq!(path_of(&uri_of(path).expect("a URI")), path);
    }

    #[test]
    fn one_file_has_many_spellings() {
        for uri in [
            "file:///w/a(1)%C3%BC.sayso",
            "file:///w/a%281%29%c3%bc.sayso",
            "file:/w/a(1)%C3%BC.sayso",
            "file://localhost/w/a(1)%C3%BC.sayso",
            "FILE:///w/./x/../a(1)%C3%BC.sayso",
            "untitled:/w/a(1)%C3%BC.sayso",
        ] {
            let path = path_of(&uri.parse().expect("a URI"));
            assert_eq!(path, Path::new("/w/a(1)ü.sayso"), "{uri}");
        }
        assert!(is_unsaved(&path_of(
            &"untitled:Draft-1".parse().expect("a URI")
        )));
        assert!(!is_unsaved(&path_of(
            &"untitled:/w/a.sayso".parse().expect("a URI")
        )));
    }
}
