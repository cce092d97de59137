//! Which files a check is about, and which workspace they stand in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use crate::configuration;
use crate::workspace::{Configuration, disk, paths};

/// The paths of one check, absolute.
#[derive(Debug)]
pub struct Targets {
    /// The folders in which names are looked up.
    pub roots: Vec<PathBuf>,
    /// What is decided in each of them.
    pub configurations: Vec<Arc<Configuration>>,
    /// The files to report on, in order.
    pub files: Vec<PathBuf>,
    /// All files of the workspace, those to report on among them, in order.
    pub workspace: Vec<PathBuf>,
}

/// Files that say which files there are, and what holds for them.
pub const GOVERNING: [&str; 3] = [configuration::FILE_NAME, ".gitignore", ".ignore"];

/// The folder that holds the whole repository, from which the services of CI count paths: the
/// nearest one above `folder` with a `.git`; else `folder` itself.
pub fn repository_of(folder: &Path) -> PathBuf {
    repository_above(folder).unwrap_or_else(|| folder.to_owned())
}

/// The folders in which names are looked up when these paths are checked.
pub fn roots_of(named: &[PathBuf]) -> Result<Vec<PathBuf>> {
    Ok(Named::of(named)?.roots)
}

/// What somebody has named.
struct Named {
    roots: Vec<PathBuf>,
    folders: BTreeSet<PathBuf>,
    files: BTreeSet<PathBuf>,
}

impl Named {
    fn of(named: &[PathBuf]) -> Result<Named> {
        let mut roots = BTreeSet::new();
        let mut folders = BTreeSet::new();
        let mut files = BTreeSet::new();
        for path in named {
            let path = absolute(path)?;
            let metadata = path
                .metadata()
                .with_context(|| format!("cannot check {}", path.display()))?;
            if metadata.is_dir() {
                roots.insert(root_above(&path).unwrap_or_else(|| path.clone()));
                folders.insert(path);
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
        Ok(Named {
            roots: without_nested(roots),
            folders,
            files,
        })
    }
}

impl Targets {
    /// The targets that `named` paths mean. `-` is left to the caller.
    pub fn of(named: &[PathBuf]) -> Result<Targets> {
        let Named {
            roots,
            folders,
            files,
        } = Named::of(named)?;
        let mut files: Vec<PathBuf> = files.into_iter().collect();
        let configurations = configurations_of(&roots)?;
        let mut workspace = Vec::new();
        for (root, configuration) in roots.iter().zip(&configurations) {
            let found = disk::find(root, configuration);
            if folders.contains(root) {
                files.extend(found.iter().cloned());
            }
            workspace.extend(found);
            // One that is ignored is looked into all the same when somebody names it.
            let inside = |folder: &&PathBuf| *folder != root && folder.starts_with(root);
            for folder in folders.iter().filter(inside) {
                files.extend(disk::find(folder, configuration));
            }
        }
        put_in_order(&mut files);
        if files != workspace {
            workspace.extend(files.iter().cloned());
            put_in_order(&mut workspace);
        }
        Ok(Targets {
            roots,
            configurations,
            files,
            workspace,
        })
    }

    /// An error where a path is a link that leads out of its workspace. In CI a stranger may have made
    /// what is named there.
    pub fn stay_inside(&self, named: &[PathBuf]) -> Result<()> {
        for path in named {
            let path = absolute(path)?;
            let root = paths::root_of(&self.roots, &path);
            if !root.map_or(Ok(true), |root| paths::stays_inside(root, &path))? {
                bail!(
                    "{} is a link that leads out of the workspace: name what it leads to",
                    path.display()
                );
            }
        }
        Ok(())
    }

    /// The targets of a draft that comes from elsewhere and has the path `path`.
    pub fn of_text_at(path: &Path) -> Result<Targets> {
        let path = absolute(path)?;
        let roots = vec![root_of_file(&path)];
        let configurations = configurations_of(&roots)?;
        let mut workspace = disk::find(&roots[0], &configurations[0]);
        workspace.retain(|other| *other != path);
        Ok(Targets {
            roots,
            configurations,
            files: vec![path],
            workspace,
        })
    }
}

/// Each path once. To compare paths takes its time: of many that are in order already each is
/// compared with the next one.
fn put_in_order(paths: &mut Vec<PathBuf>) {
    paths.sort();
    paths.dedup();
}

fn configurations_of(roots: &[PathBuf]) -> Result<Vec<Arc<Configuration>>> {
    let read = roots.iter().map(|root| configuration::read(root));
    Ok(read.collect::<Result<_, _>>()?)
}

pub fn absolute(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path)?;
    paths::normalized(&path).with_context(|| format!("{} is no path", path.display()))
}

fn root_of_file(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(path);
    root_above(folder).unwrap_or_else(|| folder.to_owned())
}

/// The nearest folder above, or `folder` itself, with a `sayso.toml`; else the one with a `.git`.
fn root_above(folder: &Path) -> Option<PathBuf> {
    configuration::folder_above(folder).or_else(|| repository_above(folder))
}

/// The nearest folder above, or `folder` itself, with a `.git`.
pub fn repository_above(folder: &Path) -> Option<PathBuf> {
    let mut above = folder.ancestors();
    let repository = above.find(|above| above.join(".git").exists());
    repository.map(Path::to_owned)
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
