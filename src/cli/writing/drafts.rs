//! Replacing the text of drafts.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;

use super::exchange::{Replaced, replace};
use super::folder_locks::FolderLocks;
use super::temporary::{Replacement, replacement};
use super::{Written, cannot_write};
use crate::workspace::{disk, paths};

/// The number of drafts that are replaced at once. Each needs an open folder.
const AT_ONCE: usize = 128;

/// The time in which a program that had opened a draft before it was replaced may still write to it. Editors
/// write right after opening.
const SETTLING: Duration = Duration::from_millis(20);

/// A draft with the text that was read and the one that shall replace it.
#[derive(Clone, Debug)]
pub struct Rewrite {
    pub path: PathBuf,
    pub old: String,
    pub new: String,
}

/// Writes drafts of a workspace with these roots.
pub struct DraftWriter<'a> {
    roots: &'a [PathBuf],
    held: FolderLocks,
}

impl DraftWriter<'_> {
    pub fn new(roots: &[PathBuf]) -> DraftWriter<'_> {
        DraftWriter {
            roots,
            held: FolderLocks::default(),
        }
    }

    /// Keeps other processes of Sayso from writing next to these drafts as long as the writer exists.
    pub fn hold<'a>(&mut self, drafts: impl IntoIterator<Item = &'a PathBuf>) -> Result<()> {
        let targets = drafts.into_iter().map(|path| target_of(self.roots, path));
        let targets: Vec<PathBuf> = targets.collect::<Result<_>>()?;
        self.held.add(folders_of(targets.iter()))
    }

    /// Writes each draft that is still as it was read. The results are in the order of the drafts.
    pub fn write(&self, drafts: &[Rewrite]) -> Vec<Result<Written>> {
        let batches = drafts.chunks(AT_ONCE);
        batches.flat_map(|batch| self.write_batch(batch)).collect()
    }

    fn write_batch(&self, drafts: &[Rewrite]) -> Vec<Result<Written>> {
        let targets: Vec<Result<PathBuf>> = drafts
            .iter()
            .map(|draft| writable(self.roots, &draft.path))
            .collect();
        let folders = folders_of(targets.iter().flatten());
        let mut locks = FolderLocks::default();
        let others = folders.iter().filter(|it| !self.held.contains(it)).cloned();
        if let Err(error) = locks.add(others) {
            let error = error.to_string();
            return drafts.iter().map(|_| Err(anyhow!(error.clone()))).collect();
        }
        // Making sure that they are on the disk takes most of the time.
        let prepared: Vec<Result<(PathBuf, Replacement)>> = targets
            .into_par_iter()
            .zip(drafts)
            .map(|(target, draft)| prepare(target?, draft))
            .collect();
        let replaced: Vec<Result<Option<Replaced>>> = prepared
            .into_iter()
            .zip(drafts)
            .map(|(prepared, draft)| {
                let (target, prepared) = prepared?;
                replace(&target, &draft.old, &draft.new, prepared)
                    .map_err(|error| cannot_write(&draft.path, &error))
            })
            .collect();
        if replaced.iter().flatten().any(Option::is_some) {
            sleep(SETTLING);
        }
        let settled = replaced.into_iter().zip(drafts);
        let settled = settled.map(|(replaced, draft)| settle(replaced?, draft));
        let settled = settled.collect();
        folders.iter().for_each(|folder| sync(folder));
        settled
    }
}

fn prepare(target: PathBuf, draft: &Rewrite) -> Result<(PathBuf, Replacement)> {
    let prepared = replacement(&target, &draft.old, &draft.new);
    let prepared = prepared.map_err(|error| cannot_write(&draft.path, &error))?;
    Ok((target, prepared))
}

fn settle(replaced: Option<Replaced>, draft: &Rewrite) -> Result<Written> {
    let Some(replaced) = replaced else {
        return Ok(Written::Changed);
    };
    let settled = replaced.settle(&draft.old, &draft.new);
    settled.map_err(|error| cannot_write(&draft.path, &error))
}

fn folders_of<'a>(files: impl Iterator<Item = &'a PathBuf>) -> BTreeSet<PathBuf> {
    files
        .filter_map(|file| file.parent())
        .map(Path::to_owned)
        .collect()
}

/// Makes sure that the new names are on the disk. Not every file system can.
pub fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

fn writable(roots: &[PathBuf], path: &Path) -> Result<PathBuf> {
    let target = target_of(roots, path)?;
    if target.metadata()?.permissions().readonly() {
        bail!("cannot write {}: it is read-only", path.display());
    }
    Ok(target)
}

/// The file behind the path. A link is followed only to a draft inside the workspace.
pub fn target_of(roots: &[PathBuf], path: &Path) -> Result<PathBuf> {
    let shown = path.display();
    let cannot = || format!("cannot read {shown}");
    let root = paths::root_of(roots, path).or(path.parent());
    let barred = paths::named_barred(root.unwrap_or(path), path);
    if barred.with_context(cannot)?.is_some() {
        bail!("{shown} is a link that leads out of the workspace: name the draft itself");
    }
    let target = path.canonicalize().with_context(cannot)?;
    if !disk::is_sayso(&target) {
        bail!("{shown} is a link to a file that is not a draft");
    }
    Ok(target)
}
