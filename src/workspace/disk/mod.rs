//! Reading the workspace from disk; no other folder of the workspace reads from disk.
//!
//! Only regular files are opened, because reading a pipe never ends, and only up to a limit. A link that
//! leads out of the workspace is not followed even if it is named on the command line: scripts name the files
//! that a change contains.

mod open;
mod copies;
mod entries;
mod ignored;
mod located;
mod walk;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use self::copies::{is_open_copy, read_copies};
pub use self::entries::{Entry, entries};
pub use self::ignored::{
    IgnoredPaths, REPOSITORY, UnusableIgnore, is_repository, repository_above,
};
pub use self::located::{existing, located, real};
pub use self::walk::{EXTENSION, is_sayso};

use self::ignored::IgnoreFiles;
use self::open::{Links, article_up_to, bytes_up_to, problem_of, text_up_to};
use self::walk::{Search, Searchers};
use super::article_text::ArticleProblem;
use super::configuration::Configuration;
use super::file::File;
use super::limits::{LARGEST_ARTICLE, LARGEST_FILE};
use super::paths;
use crate::text::Slice;
use crate::text::byte_order_mark::mark_length;

/// The files of a workspace.
#[derive(Debug, Default)]
pub struct Found {
    /// In order.
    pub files: Vec<PathBuf>,
    /// The ignore files in the workspace and above it.
    pub ignore_files: Vec<PathBuf>,
    /// The first ignore file whose patterns were not used.
    pub unusable: Option<UnusableIgnore>,
}

/// How far a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everywhere below the root, because somebody named it.
    Everywhere,
    /// The root was found from a file. Without a `sayso.toml` and a `.git` nobody said that it is a workspace: it may
    /// be a home folder or a whole disk, so not more is searched than takes a second.
    AroundFile,
}

/// The number of folders at which a search for the files around another one ends.
const MOST_FOLDERS: usize = 5_000;

/// The Sayso files below `root`, without those that ignore files or the configuration exclude, and without
/// hidden ones. Links are not followed.
pub fn find(root: &Path, configuration: &Configuration, reach: Reach) -> Found {
    let is_workspace = configuration.digest.is_some() || is_repository(root);
    let most_folders = match reach == Reach::Everywhere || is_workspace {
        true => usize::MAX,
        false => MOST_FOLDERS,
    };
    let (ignore_files, searchers) = (IgnoreFiles::new(), Searchers::new());
    let drafts = Search {
        searchers: &searchers,
        wants: &is_sayso,
        takes: &|path, is_folder| configuration.takes(path, is_folder),
        ignore_files: Some(&ignore_files),
        most_folders,
    };
    let mut files = drafts.below(root);
    let registries = Search {
        searchers: &searchers,
        wants: &is_sayso,
        takes: &|path, is_folder| is_folder || configuration.is_registry(path),
        ignore_files: None,
        most_folders,
    };
    for folder in configuration.registry_folders() {
        let folder = existing(&folder);
        if folder.starts_with(root) && is_inside(root, &folder) {
            files.extend(registries.in_or_below(&folder));
        }
    }
    files.sort();
    files.dedup();
    let (ignore_files, unusable) = ignore_files.into_found();
    Found {
        files,
        ignore_files,
        unusable,
    }
}

/// The number of folders in which [`has_sayso_files`] looks.
const FEW_FOLDERS: usize = 300;

/// Whether there are Sayso files below `root`, as far as one can look without keeping anybody waiting. What is not a
/// repository may be a home folder: only the folder itself counts then.
pub fn has_sayso_files(root: &Path) -> bool {
    let most_folders = match is_repository(root) {
        true => FEW_FOLDERS,
        false => 1,
    };
    let drafts = Search {
        searchers: &Searchers::new(),
        wants: &is_sayso,
        takes: &|_, _| true,
        ignore_files: Some(&IgnoreFiles::new()),
        most_folders,
    };
    !drafts.below(root).is_empty()
}

/// The files below `folder` that are articles by the configuration, in order: where [`find`] looks for drafts.
pub fn find_articles(folder: &Path, configuration: &Configuration) -> Vec<PathBuf> {
    if configuration.articles.is_empty() {
        return Vec::new();
    }
    let articles = Search {
        searchers: &Searchers::new(),
        wants: &|path| !is_sayso(path) && configuration.takes_article(path, false),
        takes: &|path, is_folder| configuration.takes_article(path, is_folder),
        ignore_files: Some(&IgnoreFiles::new()),
        most_folders: usize::MAX,
    };
    let mut files = articles.below(folder);
    files.sort();
    files
}

fn is_inside(root: &Path, path: &Path) -> bool {
    matches!(paths::barred(root, path), Ok(None))
}

/// Whether [`find`] would find the file below `root`: it is a regular file, and nothing excludes it.
pub fn is_found(root: &Path, file: &Path, configuration: &Configuration) -> bool {
    let is_file = file
        .symlink_metadata()
        .is_ok_and(|metadata| metadata.is_file());
    if !is_file || !configuration.takes(file, false) || !is_inside(root, file) {
        return false;
    }
    if configuration.is_registry(file) {
        return true;
    }
    let takes_folder = |folder: &Path| folder == root || configuration.takes(folder, true);
    let mut folders = file
        .ancestors()
        .skip(1)
        .take_while(|it| it.starts_with(root));
    folders.all(takes_folder) && !is_ignored(root, file)
}

/// Whether ignore files leave out the file, or a folder that it is in, below `root`.
pub fn is_ignored(root: &Path, file: &Path) -> bool {
    IgnoredPaths::below(root).contains(file)
}

/// The text of a draft, a registry or a configuration.
pub fn read(path: &Path) -> Result<String, ArticleProblem> {
    text_up_to(LARGEST_FILE, path)
}

/// The bytes of a file of at most that number of bytes, which need not be a text.
pub fn read_bytes(largest: usize, path: &Path) -> Result<Vec<u8>, ArticleProblem> {
    bytes_up_to(largest, path, Links::Refused)
}

/// The text of a file that is not a draft, of at most `largest` bytes.
pub fn read_up_to(largest: usize, path: &Path) -> Result<String, ArticleProblem> {
    text_up_to(largest, path)
}

/// Reads the file that a draft names, if it may: see [`is_open`].
pub fn read_article(roots: &[impl AsRef<Path>], path: &Path) -> Result<Slice, ArticleProblem> {
    let path = existing(path);
    is_open(roots, &path)?;
    article_up_to(LARGEST_ARTICLE, &path).map(Slice::from)
}

/// The text of a draft or registry as an editor holds it: without a byte-order mark.
pub fn read_for_editor(path: &Path) -> Result<String, ArticleProblem> {
    read(path).map(without_mark)
}

/// The same for the file that a draft names.
pub fn read_article_for_editor(
    roots: &[impl AsRef<Path>],
    path: &Path,
) -> Result<Slice, ArticleProblem> {
    let path = existing(path);
    is_open(roots, &path)?;
    article_up_to(LARGEST_ARTICLE, &path).map(|text| without_mark(text).into())
}

fn without_mark(mut text: String) -> String {
    text.drain(..mark_length(&text));
    text
}

/// Whether the file that a draft names exists, and neither it nor a link in its path is barred.
pub fn is_open(roots: &[impl AsRef<Path>], path: &Path) -> Result<(), ArticleProblem> {
    let root = paths::root_of(roots, path)
        .or(path.parent())
        .unwrap_or(path);
    match paths::barred(root, path).map_err(problem_of)? {
        Some(why) => Err(ArticleProblem::Barred(why)),
        None => Ok(()),
    }
}

/// Reads and parses the files in parallel, for an editor. Calls `loaded` after each, from any thread.
pub fn load(
    paths: &[PathBuf],
    loaded: impl Fn() + Sync,
) -> Vec<Result<File, (PathBuf, ArticleProblem)>> {
    paths
        .par_iter()
        .map(|path| {
            let file = read_for_editor(path).map(|text| File::new(path, text));
            loaded();
            file.map_err(|problem| (path.clone(), problem))
        })
        .collect()
}
