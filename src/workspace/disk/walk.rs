//! The search for files below a folder, on all cores. Links and hidden files are not followed.

use std::fs::{DirEntry, FileType};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::ignored::{IgnoreFiles, Ignored};
use crate::workspace::paths;

/// The extension of drafts and registries.
pub const EXTENSION: &str = "sayso";

/// Whether the path has the extension of a draft or registry, in capital letters or small ones.
pub fn is_sayso(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case(EXTENSION))
}

/// More threads do not make a file system answer faster.
const MOST_THREADS: usize = 12;

/// Threads for searches. Those that check drafts may be busy for a while, and an editor waits for a search.
pub struct Searchers(Option<ThreadPool>);

impl Searchers {
    pub fn new() -> Searchers {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let pool = ThreadPoolBuilder::new().num_threads(threads.min(MOST_THREADS));
        Searchers(pool.build().ok())
    }

    /// Calls `work` on each item, on all of these threads. The results are in the order of the items.
    fn map<T: Send, R: Send>(&self, items: Vec<T>, work: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
        let run = || items.into_par_iter().map(work).collect();
        match &self.0 {
            Some(pool) => pool.install(run),
            None => run(),
        }
    }
}

/// Which files a search is for.
pub struct Search<'a> {
    pub searchers: &'a Searchers,
    /// Whether a file with this path is looked for at all.
    pub wants: &'a (dyn Fn(&Path) -> bool + Sync),
    /// Whether the file, or anything in the folder, may be one of them.
    pub takes: &'a (dyn Fn(&Path, bool) -> bool + Sync),
    /// The files that leave others out; none if nothing is left out.
    pub ignore_files: Option<&'a IgnoreFiles>,
    /// With more folders, those at greater depths are not searched.
    pub most_folders: usize,
}

impl Search<'_> {
    /// The files below the folder, in any order.
    pub fn below(&self, folder: &Path) -> Vec<PathBuf> {
        let ignored = self.ignore_files.map(|files| files.above(folder));
        let mut level = vec![(folder.to_owned(), ignored)];
        let (mut files, mut folders) = (Vec::new(), 0);
        // The folders of one depth at once, so that a limit leaves out the same ones every time.
        while !level.is_empty() && level.len() <= self.most_folders - folders {
            folders += level.len();
            let contents = self
                .searchers
                .map(level, |(folder, above)| self.within(&folder, above));
            level = Vec::new();
            for (inside, below) in contents {
                files.extend(inside);
                level.extend(below);
            }
        }
        files
    }

    /// The same; a path without wildcards may name a file instead of a folder.
    pub fn in_or_below(&self, path: &Path) -> Vec<PathBuf> {
        let metadata = path.symlink_metadata();
        match metadata.is_ok_and(|metadata| metadata.is_file()) {
            true if (self.wants)(path) && (self.takes)(path, false) => vec![path.to_owned()],
            true => Vec::new(),
            false => self.below(path),
        }
    }

    /// The wanted files in a folder, and the folders in it.
    fn within(&self, folder: &Path, above: Option<Arc<Ignored>>) -> (Vec<PathBuf>, Vec<Folder>) {
        let entries = entries_of(folder, self.wants);
        let ignored = above.zip(self.ignore_files).map(|(above, files)| {
            let has = |name: &str| entries.iter().any(|(entry, _)| entry.file_name() == name);
            files.within(above, folder, has)
        });
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        for (entry, kind) in entries {
            let path = entry.path();
            let is_wanted = kind.is_dir() || kind.is_file() && (self.wants)(&path);
            if !is_wanted || paths::is_hidden(Path::new(&entry.file_name())) {
                continue;
            }
            let is_left_out = || {
                let ignored = ignored.as_ref();
                ignored.is_some_and(|ignored| ignored.leaves_out(&path, kind.is_dir()))
            };
            if !(self.takes)(&path, kind.is_dir()) || is_left_out() {
                continue;
            }
            match kind.is_dir() {
                true => folders.push((path, ignored.clone())),
                false => files.push(path),
            }
        }
        (files, folders)
    }
}

/// A folder to search, and what is left out in the one above it.
type Folder = (PathBuf, Option<Arc<Ignored>>);

/// The folders, wanted files and hidden files in the folder: there may be a million others. What cannot be read
/// is not found.
fn entries_of(folder: &Path, wants: &dyn Fn(&Path) -> bool) -> Vec<(DirEntry, FileType)> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let entries = entries.filter_map(|entry| {
        let (kind, name) = (entry.file_type().ok()?, entry.file_name());
        let is_hidden = name.as_encoded_bytes().starts_with(b".");
        (is_hidden || kind.is_dir() || wants(&folder.join(name))).then_some((entry, kind))
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_search_ends_before_the_depth_with_too_many_folders() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.sayso", "x/b.sayso", "y/c.sayso", "y/z/d.SAYSO"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let searchers = Searchers::new();
        for (most_folders, found) in [(0, 0), (1, 1), (2, 1), (3, 3), (4, 4), (usize::MAX, 4)] {
            let search = Search {
                searchers: &searchers,
                wants: &is_sayso,
                takes: &|_, _| true,
                ignore_files: None,
                most_folders,
            };
            assert_eq!(search.below(folder.path()).len(), found, "{most_folders}");
        }
    }
}
