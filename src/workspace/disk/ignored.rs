//! What `.gitignore`, `.ignore`, and the excludes of Git leave out of a workspace.
//!
//! The patterns mean what they mean in Git, but the files are read here and not by the crate that knows the
//! patterns: it would wait for a pipe, and read a device without end. As in Git, a `.gitignore` that is a link
//! is not read. All ignore files together have a maximum number of patterns.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder, gitconfig_excludes_path};
use rustc_hash::FxHashMap;

use super::open::{Links, bytes_up_to};
use crate::workspace::article_text::ArticleProblem;
use crate::workspace::limits::{LARGEST_IGNORE, MOST_PATTERNS, MOST_WILDCARDS};
use crate::workspace::patterns::wildcards_in;

/// The folder, or in nested repositories the file, that makes a folder a repository.
pub const REPOSITORY: &str = ".git";

/// The nearest folder above `folder`, or `folder` itself, that is a repository.
pub fn repository_above(folder: &Path) -> Option<&Path> {
    let mut above = folder.ancestors();
    above.find(|above| is_repository(above))
}

pub fn is_repository(folder: &Path) -> bool {
    folder.join(REPOSITORY).exists()
}

/// An ignore file that cannot be used, and the rest of a sentence about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusableIgnore {
    pub path: PathBuf,
    pub problem: String,
}

/// Reads ignore files, up to the maximum of patterns.
pub struct IgnoreFiles {
    patterns: AtomicUsize,
    wildcards: AtomicUsize,
    found: Mutex<FoundIgnores>,
}

/// The ignore files that were found.
#[derive(Default)]
struct FoundIgnores {
    all: Vec<PathBuf>,
    /// The first that could not be used. Its patterns do not count.
    unusable: Option<UnusableIgnore>,
}

/// What the ignore files of a folder leave out, and those of the folders above it.
pub struct Ignored {
    above: Option<Arc<Ignored>>,
    ignore: Gitignore,
    gitignore: Gitignore,
    /// The excludes of the repository.
    exclude: Gitignore,
    /// The `.gitignore` of a folder above a repository is not about files in the repository.
    is_repository: bool,
}

impl IgnoreFiles {
    pub fn new() -> IgnoreFiles {
        IgnoreFiles {
            patterns: AtomicUsize::new(0),
            wildcards: AtomicUsize::new(0),
            found: Mutex::default(),
        }
    }

    /// The files that were found, and the first that could not be used.
    pub fn into_found(self) -> (Vec<PathBuf>, Option<UnusableIgnore>) {
        let found = self.found.into_inner();
        let found = found.unwrap_or_else(PoisonError::into_inner);
        (found.all, found.unusable)
    }

    /// What the folders above `folder` leave out, up to its repository, and the user's own excludes.
    pub fn above(&self, folder: &Path) -> Arc<Ignored> {
        let repository = repository_above(folder);
        let mut ignored = Arc::new(Ignored {
            above: None,
            ignore: Gitignore::empty(),
            gitignore: Gitignore::empty(),
            exclude: self.of_user(repository.unwrap_or(folder)),
            is_repository: false,
        });
        let Some(repository) = repository else {
            return ignored;
        };
        let above = folder.ancestors().skip(1);
        let mut above: Vec<&Path> = above.take_while(|it| it.starts_with(repository)).collect();
        above.reverse();
        for folder in above {
            ignored = self.within(ignored, folder, exists_in(folder));
        }
        ignored
    }

    /// What is left out in `folder`, where `above` is left out in the one above it. `has`: whether there is a
    /// file or folder of that name in it.
    pub fn within(
        &self,
        above: Arc<Ignored>,
        folder: &Path,
        has: impl Fn(&str) -> bool,
    ) -> Arc<Ignored> {
        let is_repository = has(REPOSITORY);
        let of = |name| match has(name) {
            true => self.read(folder, &folder.join(name), Links::Refused),
            false => Gitignore::empty(),
        };
        let exclude = match is_repository.then(|| git_folder(folder)).flatten() {
            Some(git) => self.read(folder, &git.join("info/exclude"), Links::Refused),
            None => Gitignore::empty(),
        };
        let (ignore, gitignore) = (of(".ignore"), of(".gitignore"));
        let has_patterns = [&ignore, &gitignore, &exclude]
            .iter()
            .any(|it| !it.is_empty());
        if !is_repository && !has_patterns {
            return above;
        }
        Arc::new(Ignored {
            above: Some(above),
            ignore,
            gitignore,
            exclude,
            is_repository,
        })
    }

    /// The file that `core.excludesFile` names. It is the user's own, and often a link.
    fn of_user(&self, folder: &Path) -> Gitignore {
        match gitconfig_excludes_path() {
            Some(path) => self.read(folder, &path, Links::Followed),
            None => Gitignore::empty(),
        }
    }

    /// The patterns in the file at `path`, which are about files in `folder`.
    fn read(&self, folder: &Path, path: &Path, links: Links) -> Gitignore {
        let metadata = match links {
            Links::Followed => path.metadata(),
            Links::Refused => path.symlink_metadata(),
        };
        if !metadata.is_ok_and(|it| !it.is_symlink() && !it.is_dir()) {
            return Gitignore::empty();
        }
        self.found().all.push(path.to_owned());
        let bytes = match bytes_up_to(LARGEST_IGNORE, path, links) {
            Ok(bytes) => bytes,
            Err(ArticleProblem::Missing) => return Gitignore::empty(),
            Err(ArticleProblem::TooMuch(_)) => {
                return self.refuse(
                    path,
                    "is larger than the maximum of 100 KB: shorten it".to_owned(),
                );
            }
            Err(problem) => return self.refuse(path, problem.to_string()),
        };
        if !self.counts(&bytes) {
            return self.refuse(path, too_many());
        }
        match patterns_of(folder, &bytes) {
            Some(patterns) => patterns,
            None => self.refuse(path, too_many()),
        }
    }

    /// Counts the patterns. Returns whether there are not too many.
    fn counts(&self, bytes: &[u8]) -> bool {
        let lines = lines_of(bytes).count();
        let wildcards = wildcards_in(bytes);
        let before = self.patterns.fetch_add(lines, Ordering::Relaxed);
        let wild_before = self.wildcards.fetch_add(wildcards, Ordering::Relaxed);
        before + lines <= MOST_PATTERNS && wild_before + wildcards <= MOST_WILDCARDS
    }

    fn refuse(&self, path: &Path, problem: String) -> Gitignore {
        let unusable = &mut self.found().unusable;
        // Always the same one, whichever thread comes first.
        if unusable.as_ref().is_none_or(|known| *path < *known.path) {
            let path = path.to_owned();
            *unusable = Some(UnusableIgnore { path, problem });
        }
        Gitignore::empty()
    }

    fn found(&self) -> MutexGuard<'_, FoundIgnores> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Which paths below one folder are left out. Reads each ignore file once.
pub struct IgnoredPaths<'a> {
    root: &'a Path,
    files: IgnoreFiles,
    /// What is left out in each folder; none if the folder is left out itself.
    folders: FxHashMap<PathBuf, Option<Arc<Ignored>>>,
}

impl<'a> IgnoredPaths<'a> {
    pub fn below(root: &'a Path) -> IgnoredPaths<'a> {
        IgnoredPaths {
            root,
            files: IgnoreFiles::new(),
            folders: FxHashMap::default(),
        }
    }

    /// Whether the file is left out, or a folder that it is in.
    pub fn contains(&mut self, file: &Path) -> bool {
        let folder = file.parent().unwrap_or(self.root);
        let ignored = self.within(folder);
        ignored.is_none_or(|ignored| ignored.leaves_out(file, false))
    }

    pub(super) fn within(&mut self, folder: &Path) -> Option<Arc<Ignored>> {
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let above = match folder.parent() {
            Some(above) if folder != self.root => self
                .within(above)
                .filter(|ignored| !ignored.leaves_out(folder, true)),
            _ => Some(self.files.above(folder)),
        };
        let ignored = above.map(|above| self.files.within(above, folder, exists_in(folder)));
        self.folders.insert(folder.to_owned(), ignored.clone());
        ignored
    }
}

impl Ignored {
    /// Whether the file or folder is left out. One in a folder that is left out is not looked for.
    pub fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        let (mut ignore, mut gitignore, mut exclude) = (Match::None, Match::None, Match::None);
        let mut is_in_repository = false;
        let mut next = Some(self);
        while let Some(folder) = next {
            ignore = ignore.or(folder.ignore.matched(path, is_folder));
            if !is_in_repository || folder.above.is_none() {
                gitignore = gitignore.or(folder.gitignore.matched(path, is_folder));
                exclude = exclude.or(folder.exclude.matched(path, is_folder));
            }
            is_in_repository |= folder.is_repository;
            next = folder.above.as_deref();
        }
        ignore.or(gitignore).or(exclude).is_ignore()
    }
}

/// Whether something of a name is in the folder.
fn exists_in(folder: &Path) -> impl Fn(&str) -> bool {
    |name| folder.join(name).symlink_metadata().is_ok()
}

fn too_many() -> String {
    let (patterns, wildcards) = (MOST_PATTERNS / 1_000, MOST_WILDCARDS / 1_000);
    format!(
        "is too much: all ignore files together may have at most {patterns},000 patterns with {wildcards},000 wildcards: shorten them"
    )
}

/// None if they are too complex for a matcher.
fn patterns_of(folder: &Path, bytes: &[u8]) -> Option<Gitignore> {
    let mut patterns = GitignoreBuilder::new(folder);
    for line in lines_of(bytes) {
        // A line that is no pattern has no meaning in Git either.
        let _ = patterns.add_line(None, line);
    }
    patterns.build().ok()
}

/// The lines with patterns. A name that is not UTF-8 cannot be written as a pattern.
fn lines_of(bytes: &[u8]) -> impl Iterator<Item = &str> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let lines = bytes.split(|byte| *byte == b'\n');
    let lines = lines.filter_map(|line| std::str::from_utf8(line).ok());
    lines.filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
}

/// The folder that contains `info/exclude`. In a linked working directory, `.git` is a file that names it.
fn git_folder(folder: &Path) -> Option<PathBuf> {
    let git = folder.join(REPOSITORY);
    let metadata = git.symlink_metadata().ok()?;
    if metadata.is_dir() {
        return Some(git);
    }
    let line_in = |path: &Path| {
        let bytes = bytes_up_to(LARGEST_IGNORE, path, Links::Refused).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        Some(text.lines().next()?.to_owned())
    };
    let git = folder.join(line_in(&git)?.strip_prefix("gitdir: ")?);
    let common = line_in(&git.join("commondir"))?;
    Some(git.join(common))
}
