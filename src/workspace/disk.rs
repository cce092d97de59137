//! Reading the workspace from disk; no other file of the workspace reads from disk.
//!
//! Only regular files are opened, because reading a pipe never ends. A link that leads out of the
//! workspace is not followed even if it is named on the command line: scripts name the files that a
//! change contains.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use ignore::{DirEntry, WalkBuilder, WalkState};
use rayon::prelude::*;

use super::article_text::ArticleProblem;
use super::configuration::Configuration;
use super::file::File;
use super::limits::{LARGEST_ARTICLE, LARGEST_FILE, LARGEST_IGNORE, TooMuch};
use super::paths;
use crate::text::Slice;

/// The extension of drafts and registries.
pub const EXTENSION: &str = "sayso";

/// Whether the path has the extension of a draft or registry.
pub fn is_sayso(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == EXTENSION)
}

/// The Sayso files below `root`, in order, without those that `.gitignore`, `.ignore` or the
/// configuration exclude. Links are not followed.
pub fn find(root: &Path, configuration: &Arc<Configuration>) -> Vec<PathBuf> {
    let mut paths = match root.ancestors().any(ignores_too_much) {
        true => Vec::new(),
        false => walk(walker(root, configuration)),
    };
    for folder in configuration.registry_folders() {
        if folder.starts_with(root) && stays_inside(root, &folder) {
            let mut everything = WalkBuilder::new(&folder);
            everything.standard_filters(false);
            let found = walk(everything).into_iter();
            paths.extend(found.filter(|path| configuration.is_registry(path)));
        }
    }
    paths.sort();
    paths.dedup();
    paths
}

/// Walks everything that may be part of the workspace.
fn walker(root: &Path, configuration: &Arc<Configuration>) -> WalkBuilder {
    let mut walker = WalkBuilder::new(root);
    let configuration = configuration.clone();
    walker.require_git(false).filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        configuration.takes(entry.path(), is_folder)
            && !(is_folder && ignores_too_much(entry.path()))
    });
    walker
}

/// Whether a `.gitignore` or `.ignore` in the folder is too large: then the whole folder is ignored.
fn ignores_too_much(folder: &Path) -> bool {
    let is_long = |name| {
        let metadata = folder.join(name).metadata();
        metadata.is_ok_and(|metadata| {
            // Reading a pipe never ends.
            !metadata.is_dir() && (!metadata.is_file() || metadata.len() > LARGEST_IGNORE)
        })
    };
    [".gitignore", ".ignore"].into_iter().any(is_long)
}

fn walk(walker: WalkBuilder) -> Vec<PathBuf> {
    let (found, paths) = mpsc::channel();
    walker.build_parallel().run(|| {
        let found = found.clone();
        Box::new(move |entry| {
            let entry = entry
                .ok()
                .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
            if let Some(path) = entry.map(DirEntry::into_path).filter(|path| is_sayso(path)) {
                // The receiver outlives the walk.
                let _ = found.send(path);
            }
            WalkState::Continue
        })
    });
    drop(found);
    paths.into_iter().collect()
}

fn stays_inside(root: &Path, path: &Path) -> bool {
    paths::stays_inside(root, path).unwrap_or(false)
}

/// Whether [`find`] would find the file below `root`: it is a regular file, and nothing excludes it.
pub fn is_found(root: &Path, file: &Path, configuration: &Arc<Configuration>) -> bool {
    let is_file = file
        .symlink_metadata()
        .is_ok_and(|metadata| metadata.is_file());
    if !is_file || !configuration.takes(file, false) {
        return false;
    }
    if configuration.is_registry(file) {
        return stays_inside(root, file);
    }
    if file.ancestors().skip(1).any(ignores_too_much) {
        return false;
    }
    let way = file.to_owned();
    let taken = configuration.clone();
    WalkBuilder::new(root)
        .require_git(false)
        .filter_entry(move |entry| {
            way.starts_with(entry.path()) && taken.takes(entry.path(), entry.path() != way)
        })
        .build()
        .filter_map(Result::ok)
        .any(|entry| entry.path() == file)
}

/// The text of a draft, a registry or a configuration.
pub fn read(path: &Path) -> Result<String, ArticleProblem> {
    read_up_to(LARGEST_FILE, path)
}

/// The text of a file of at most `largest` bytes. Only regular files are opened: reading a pipe never
/// ends, and neither does reading some devices.
fn read_up_to(largest: usize, path: &Path) -> Result<String, ArticleProblem> {
    let metadata = path.metadata().map_err(problem_of)?;
    if !metadata.is_file() {
        let what = if metadata.is_dir() {
            "a folder"
        } else {
            "not a regular file"
        };
        return Err(ArticleProblem::Unreadable(format!("it is {what}")));
    }
    if metadata.len() > largest as u64 {
        return Err(ArticleProblem::TooMuch(TooMuch::Bytes(largest)));
    }
    let bytes = std::fs::read(path).map_err(problem_of)?;
    String::from_utf8(bytes).map_err(|_| ArticleProblem::NotUtf8)
}

fn problem_of(error: io::Error) -> ArticleProblem {
    match error.kind() {
        io::ErrorKind::NotFound => ArticleProblem::Missing,
        io::ErrorKind::PermissionDenied => ArticleProblem::Unreadable("permission denied".into()),
        _ => ArticleProblem::Unreadable(error.to_string()),
    }
}

/// Reads the file that a draft names, unless a link leads out of the workspace.
pub fn read_article(roots: &[impl AsRef<Path>], path: &Path) -> Result<Slice, ArticleProblem> {
    is_open(roots, path)?;
    read_up_to(LARGEST_ARTICLE, path).map(Slice::from)
}

/// Whether the file that a draft names exists and no link leads it out of the workspace.
pub fn is_open(roots: &[impl AsRef<Path>], path: &Path) -> Result<(), ArticleProblem> {
    let root = paths::root_of(roots, path)
        .or(path.parent())
        .unwrap_or(path);
    match paths::stays_inside(root, path) {
        Ok(true) => Ok(()),
        Ok(false) => Err(ArticleProblem::Outside),
        Err(error) => Err(problem_of(error)),
    }
}

/// Reads and parses the files in parallel. Calls `loaded` after each, from any thread.
pub fn load(
    paths: &[PathBuf],
    loaded: impl Fn() + Sync,
) -> Vec<Result<File, (PathBuf, ArticleProblem)>> {
    paths
        .par_iter()
        .map(|path| {
            let file = read(path).map(|text| File::new(path, text));
            loaded();
            file.map_err(|problem| (path.clone(), problem))
        })
        .collect()
}
