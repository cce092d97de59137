//! A repository, and what its files contained at the merge base.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::content::Content;
use super::git::{Git, ObjectId, Tracked};
use crate::workspace::disk::IgnoredPaths;
use crate::workspace::limits::LARGEST_FILE;

/// A repository, and its files with their contents at the merge base. Files without one are new.
pub struct Repository {
    root: PathBuf,
    git: Git,
    pub tracked: Tracked,
}

impl Repository {
    /// The repository with this root, at the merge base of the revision and what is checked out.
    pub fn before(root: PathBuf, revision: &str) -> Result<Repository> {
        let git = Git::before(&root, revision)?;
        let tracked = git.tracked()?;
        Ok(Repository { root, git, tracked })
    }

    /// Takes up those of the files that Git does not know, unless they are ignored.
    pub fn add_untracked(&mut self, files: BTreeSet<PathBuf>) {
        let mut ignored = IgnoredPaths::below(&self.root);
        for path in files {
            if self.tracked.files.contains_key(&path) || !path.starts_with(&self.root) {
                continue;
            }
            if ignored.contains(&path) || !path.is_file() {
                continue;
            }
            match self.nested(&path) {
                None => drop(self.tracked.files.insert(path, None)),
                Some(folder) if self.tracked.submodules.contains(&folder) => {}
                Some(folder) => drop(self.tracked.moved.insert(folder)),
            }
        }
    }

    /// Takes up a draft that need not be on disk.
    pub fn add_unsaved(&mut self, draft: Option<&PathBuf>) {
        if let Some(path) = draft.filter(|path| path.starts_with(&self.root)) {
            self.tracked.files.entry(path.clone()).or_insert(None);
        }
    }

    /// The outermost repository inside of this one that contains the file.
    fn nested(&self, file: &Path) -> Option<PathBuf> {
        let folders = file.ancestors().skip(1);
        let folders = folders.take_while(|folder| *folder != self.root);
        let nested = folders.filter(|folder| folder.join(".git").exists());
        nested.last().map(Path::to_owned)
    }

    /// Calls `take` with each of the files that the repository contains, and what it contained then.
    pub fn contents<'a>(
        &self,
        files: impl Iterator<Item = &'a PathBuf>,
        mut take: impl FnMut(&'a PathBuf, Content),
    ) -> Result<()> {
        let mut asked: BTreeMap<&PathBuf, &ObjectId> = BTreeMap::new();
        for path in files {
            match self.tracked.files.get(path) {
                Some(Some(object)) => drop(asked.insert(path, object)),
                Some(None) => take(path, Content::Missing),
                None => {}
            }
        }
        let objects: Vec<&str> = asked.values().map(|object| object.as_str()).collect();
        let sizes = self.git.sizes(&objects)?;
        let (mut paths, mut objects) = (Vec::new(), Vec::new());
        for ((path, object), size) in asked.into_iter().zip(sizes) {
            if size > LARGEST_FILE as u64 {
                take(path, Content::TooMuch);
                continue;
            }
            paths.push(path);
            objects.push(object.as_str());
        }
        let mut paths = paths.into_iter();
        self.git.contents(&objects, |content| {
            if let Some(path) = paths.next() {
                take(path, Content::Bytes(content));
            }
            Ok(())
        })
    }
}
