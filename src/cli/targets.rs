//! Which files a check is about, and which workspace they stand in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::workspace::{disk, paths};

/// What marks the folder of a workspace; the first that is found above a path counts.
const MARKERS: [&str; 2] = ["sayso.toml", ".git"];

/// The paths of one check, absolute.
#[derive(Debug)]
pub struct Targets {
    /// The folders in which names are looked up.
    pub roots: Vec<PathBuf>,
    /// The files to report on, in order.
    pub files: Vec<PathBuf>,
    /// All files of the workspace, those to report on among them, in order.
    pub workspace: Vec<PathBuf>,
}

/// The folder that holds the whole repository, from which the services of CI count paths: the
/// nearest one above `folder` with a `.git`; else `folder` itself.
pub fn repository_of(folder: &Path) -> PathBuf {
    marked_above(folder, ".git").unwrap_or_else(|| folder.to_owned())
}

impl Targets {
    /// The targets that `named` paths mean. `-` is left to the caller.
    pub fn of(named: &[PathBuf]) -> Result<Targets> {
        let mut roots = BTreeSet::new();
        let mut files = BTreeSet::new();
        for path in named {
            let path = absolute(path)?;
            let metadata = path
                .metadata()
                .with_context(|| format!("cannot check {}", path.display()))?;
            if metadata.is_dir() {
                files.extend(disk::find(&path));
                roots.insert(root_above(&path).unwrap_or(path));
            } else if disk::is_sayso(&path) {
                roots.insert(root_of_file(&path));
                files.insert(path);
            } else if named.len() == 1 {
                bail!(
                    "{} is no Sayso file: name the draft, which ends in .sayso",
                    path.display()
                );
            }
        }
        let roots = without_nested(roots);
        let found = roots.iter().flat_map(|root| disk::find(root));
        let workspace: BTreeSet<PathBuf> = found.chain(files.iter().cloned()).collect();
        Ok(Targets {
            roots,
            files: files.into_iter().collect(),
            workspace: workspace.into_iter().collect(),
        })
    }

    /// The targets of a draft that comes from elsewhere and has the path `path`.
    pub fn of_text_at(path: &Path) -> Result<Targets> {
        let path = absolute(path)?;
        let root = root_of_file(&path);
        let mut workspace = disk::find(&root);
        workspace.retain(|other| *other != path);
        Ok(Targets {
            roots: vec![root],
            files: vec![path],
            workspace,
        })
    }
}

fn absolute(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path)?;
    paths::normalized(&path).with_context(|| format!("{} is no path", path.display()))
}

fn root_of_file(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(path);
    root_above(folder).unwrap_or_else(|| folder.to_owned())
}

/// The nearest folder above, or `folder` itself, that is marked as a workspace.
fn root_above(folder: &Path) -> Option<PathBuf> {
    MARKERS
        .iter()
        .find_map(|marker| marked_above(folder, marker))
}

fn marked_above(folder: &Path, marker: &str) -> Option<PathBuf> {
    let marked = folder.ancestors().find(|above| above.join(marker).exists());
    marked.map(Path::to_owned)
}

/// In order, a folder stands right before those inside it.
fn without_nested(roots: BTreeSet<PathBuf>) -> Vec<PathBuf> {
    let mut outer: Vec<PathBuf> = Vec::new();
    for root in roots {
        if !outer.last().is_some_and(|last| root.starts_with(last)) {
            outer.push(root);
        }
    }
    outer
}
