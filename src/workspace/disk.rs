//! Reading the workspace from disk. The only part of it that does.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use ignore::{DirEntry, WalkBuilder, WalkState};
use rayon::prelude::*;

use super::article_text::ArticleProblem;
use super::file::File;
use super::paths;
use super::state::Workspace;

/// The extension of drafts and registries.
pub const EXTENSION: &str = "sayso";

/// Whether the path is named like a draft or a registry.
pub fn is_sayso(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == EXTENSION)
}

/// The Sayso files below `root`, in order, without what `.gitignore` and its like exclude. Links are
/// not followed.
pub fn find(root: &Path) -> Vec<PathBuf> {
    let (found, paths) = mpsc::channel();
    let walker = WalkBuilder::new(root).require_git(false).build_parallel();
    walker.run(|| {
        let found = found.clone();
        Box::new(move |entry| {
            let entry = entry
                .ok()
                .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
            if let Some(path) = entry.map(DirEntry::into_path).filter(|path| is_sayso(path)) {
                // The other end outlives the walk.
                let _ = found.send(path);
            }
            WalkState::Continue
        })
    });
    drop(found);
    let mut paths: Vec<PathBuf> = paths.into_iter().collect();
    paths.sort();
    paths
}

/// Whether a scan of `root` would find the file: it is one, no link, and nothing excludes it.
pub fn is_found(root: &Path, file: &Path) -> bool {
    let way = file.to_owned();
    file.symlink_metadata()
        .is_ok_and(|metadata| metadata.is_file())
        && WalkBuilder::new(root)
            .require_git(false)
            .filter_entry(move |entry| way.starts_with(entry.path()))
            .build()
            .filter_map(Result::ok)
            .any(|entry| entry.path() == file)
}

/// The text of a file; the error says in plain words why there is none.
pub fn read(path: &Path) -> Result<String, ArticleProblem> {
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ArticleProblem::Missing,
        io::ErrorKind::IsADirectory => ArticleProblem::Unreadable("it is a folder".into()),
        io::ErrorKind::PermissionDenied => ArticleProblem::Unreadable("permission denied".into()),
        _ => ArticleProblem::Unreadable(error.to_string()),
    })?;
    String::from_utf8(bytes).map_err(|_| ArticleProblem::NotUtf8)
}

/// Reads the file that a draft names, unless a link leads it out of the workspace.
pub fn read_article(roots: &[Arc<Path>], path: &Path) -> Result<Arc<str>, ArticleProblem> {
    let root = paths::root_of(roots, path)
        .or(path.parent())
        .unwrap_or(path);
    match paths::stays_inside(root, path) {
        Ok(true) => read(path).map(Arc::from),
        Ok(false) => Err(ArticleProblem::Outside),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(ArticleProblem::Missing),
        Err(error) => Err(ArticleProblem::Unreadable(error.to_string())),
    }
}

/// Reads and parses the files side by side. `loaded` is called after each, from any thread.
pub fn load(
    paths: &[PathBuf],
    loaded: impl Fn() + Sync,
) -> Vec<Result<File, (PathBuf, ArticleProblem)>> {
    paths
        .par_iter()
        .map(|path| {
            let file = read(path).map(|text| File::new(path, &text));
            loaded();
            file.map_err(|problem| (path.clone(), problem))
        })
        .collect()
}

/// The workspace of all Sayso files below `roots`. Files that cannot be read are left out.
pub fn open(roots: Vec<PathBuf>) -> Workspace {
    let paths: Vec<PathBuf> = roots.iter().flat_map(|root| find(root)).collect();
    let mut workspace = Workspace::new(roots);
    workspace.fill(load(&paths, || {}).into_iter().flatten());
    workspace
}
