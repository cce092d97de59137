//! The search for files below a folder, on all cores. Links and hidden files are not followed.

use std::fs::{DirEntry, FileType};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::{Scope, ThreadPool, ThreadPoolBuilder};

use super::ignored::{IgnoreFiles, Ignored};
use crate::workspace::paths;

/// The extension of drafts and registries.
pub const EXTENSION: &str = "sayso";

/// Whether the path has the extension of a draft or registry.
pub fn is_sayso(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == EXTENSION)
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

    fn scope<'s>(&self, run: impl FnOnce(&Scope<'s>) + Send) {
        match &self.0 {
            Some(pool) => pool.scope(run),
            None => rayon::scope(run),
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
}

impl Search<'_> {
    /// The files below the folder, in any order.
    pub fn below(&self, folder: &Path) -> Vec<PathBuf> {
        let found = Mutex::new(Vec::new());
        let ignored = self.ignore_files.map(|files| files.above(folder));
        self.searchers
            .scope(|scope| self.walk(scope, folder.to_owned(), ignored, &found));
        found.into_inner().unwrap_or_else(PoisonError::into_inner)
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

    fn walk<'s>(
        &'s self,
        scope: &Scope<'s>,
        folder: PathBuf,
        above: Option<Arc<Ignored>>,
        found: &'s Mutex<Vec<PathBuf>>,
    ) {
        let entries = entries_of(&folder, self.wants);
        let ignored = above.zip(self.ignore_files).map(|(above, files)| {
            let has = |name: &str| entries.iter().any(|(entry, _)| entry.file_name() == name);
            files.within(above, &folder, has)
        });
        let mut files = Vec::new();
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
            if kind.is_dir() {
                let ignored = ignored.clone();
                scope.spawn(move |scope| self.walk(scope, path, ignored, found));
            } else {
                files.push(path);
            }
        }
        if !files.is_empty() {
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            found.append(&mut files);
        }
    }
}

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
