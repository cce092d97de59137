//! Which files a command is about, and their workspace.
//!
//! The workspace is the nearest folder above with a `sayso.toml`, otherwise the nearest with a `.git`,
//! otherwise the folder that is named or that contains the file. Names are resolved in the whole workspace;
//! findings are reported for the named paths only.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use crate::configuration::{self, root_above};
use crate::workspace::disk::{Found, Reach, UnusableIgnore};
use crate::workspace::paths::{self, Barred};
use crate::workspace::{Configuration, Workspace, disk};

/// The paths of one command, absolute.
#[derive(Debug)]
pub struct Targets {
    /// The folders in which names are resolved.
    pub roots: Vec<PathBuf>,
    /// The settings of each of them.
    pub configurations: Vec<Arc<Configuration>>,
    /// The files to report on, in order.
    pub files: Vec<PathBuf>,
    /// The files of articles to report on if no draft names them, in order.
    pub articles: Vec<PathBuf>,
    /// The named files that are not Sayso files: articles, whose drafts are meant. See `drafts_of_articles`.
    pub named_articles: Vec<PathBuf>,
    /// All files of the workspace, including those to report on, in order.
    pub workspace: Vec<PathBuf>,
    /// The ignore files that decide which ones these are.
    pub ignore_files: Vec<PathBuf>,
}

/// The names of files that decide which files belong to a workspace, and which settings apply in it.
pub const GOVERNING: [&str; 3] = configuration::GOVERNING;

/// The root of the repository, to which CI services count paths: the nearest folder above `folder` with a
/// `.git`, otherwise `folder` itself.
pub fn repository_of(folder: &Path) -> PathBuf {
    repository_above(folder).unwrap_or_else(|| folder.to_owned())
}

/// The folders in which names are resolved if these paths are checked.
pub fn roots_of(named: &[PathBuf]) -> Result<Vec<PathBuf>> {
    Ok(NamedPaths::of(named)?.roots)
}

/// The paths that somebody has named.
struct NamedPaths {
    roots: Vec<PathBuf>,
    folders: BTreeSet<PathBuf>,
    files: BTreeSet<PathBuf>,
    named_articles: BTreeSet<PathBuf>,
}

impl NamedPaths {
    fn of(named: &[PathBuf]) -> Result<NamedPaths> {
        let mut roots = BTreeSet::new();
        let mut folders = BTreeSet::new();
        let mut files = BTreeSet::new();
        let mut named_articles = BTreeSet::new();
        for path in named {
            let path = absolute(path)?;
            refuse_link_outside(&path)?;
            let path = followed(path);
            let metadata = path
                .metadata()
                .with_context(|| format!("cannot check {}", path.display()))?;
            if metadata.is_dir() {
                roots.insert(root_above(&path).unwrap_or_else(|| path.clone()));
                folders.insert(path);
            } else {
                roots.insert(root_of_file(&path));
                match disk::is_sayso(&path) {
                    true => files.insert(path),
                    false => named_articles.insert(path),
                };
            }
        }
        Ok(NamedPaths {
            roots: without_nested(roots),
            folders,
            files,
            named_articles,
        })
    }
}

impl Targets {
    /// The targets that the `named` paths mean. The caller handles `-`.
    pub fn of(named: &[PathBuf]) -> Result<Targets> {
        let NamedPaths {
            roots,
            folders,
            files,
            named_articles,
        } = NamedPaths::of(named)?;
        let mut files: Vec<PathBuf> = files.into_iter().collect();
        let configurations = configurations_of(&roots)?;
        let (mut workspace, mut ignore_files) = (Vec::new(), Vec::new());
        let mut articles = Vec::new();
        for (root, configuration) in roots.iter().zip(&configurations) {
            let reach = match folders.contains(root) {
                true => Reach::Everywhere,
                false => Reach::AroundFile,
            };
            let found = find(root, configuration, reach)?;
            if reach == Reach::Everywhere {
                files.extend(found.files.iter().cloned());
                articles.extend(disk::find_articles(root, configuration));
            }
            workspace.extend(found.files);
            ignore_files.extend(found.ignore_files);
            // A folder that is ignored is searched if somebody names it.
            let inside = |folder: &&PathBuf| *folder != root && folder.starts_with(root);
            for folder in folders.iter().filter(inside) {
                files.extend(find(folder, configuration, Reach::Everywhere)?.files);
                articles.extend(disk::find_articles(folder, configuration));
            }
        }
        sort_unique(&mut files);
        sort_unique(&mut articles);
        if files != workspace {
            workspace.extend(files.iter().cloned());
            sort_unique(&mut workspace);
        }
        Ok(Targets {
            roots,
            configurations,
            files,
            articles,
            named_articles: named_articles.into_iter().collect(),
            workspace,
            ignore_files,
        })
    }

    /// The workspace, before any file of it is read.
    pub fn without_files(&self) -> Workspace {
        let mut workspace = Workspace::new(self.roots.clone());
        workspace.configurations = self.configurations.clone();
        workspace
    }

    /// An error if there is no file to report on.
    pub fn refuse_none(&self) -> Result<()> {
        match self.files.is_empty() {
            true => bail!(
                "no Sayso file was found: name a folder that contains drafts, or a draft, which ends in .sayso"
            ),
            false => Ok(()),
        }
    }

    /// The targets of a draft from standard input that has the path `path`.
    pub fn of_text_at(path: &Path) -> Result<Targets> {
        let path = absolute(path)?;
        if let Some(folder) = path.parent() {
            refuse_link_outside(folder)?;
        }
        let roots = vec![root_of_file(&path)];
        let configurations = configurations_of(&roots)?;
        let found = find(&roots[0], &configurations[0], Reach::AroundFile)?;
        let mut workspace = found.files;
        workspace.retain(|other| *other != path);
        Ok(Targets {
            roots,
            configurations,
            files: vec![path],
            articles: Vec::new(),
            named_articles: Vec::new(),
            workspace,
            ignore_files: found.ignore_files,
        })
    }
}

/// The file that a link inside the workspace leads to. A link with the name of a draft may lead to another file: then
/// the link itself is refused by whoever reads or writes it.
fn followed(path: PathBuf) -> PathBuf {
    let located = disk::located(&root_of_file(&path), &path);
    match disk::is_sayso(&path) && !disk::is_sayso(&located) {
        true => path,
        false => located,
    }
}

/// Sorts the paths and removes duplicates.
fn sort_unique(paths: &mut Vec<PathBuf>) {
    paths.sort();
    paths.dedup();
}

/// The Sayso files below the folder. An error if it is not certain which ones are left out.
fn find(folder: &Path, configuration: &Configuration, reach: Reach) -> Result<Found> {
    let found = disk::find(folder, configuration, reach);
    match found.unusable {
        None => Ok(found),
        Some(UnusableIgnore { path, problem }) => bail!("{} {problem}", path.display()),
    }
}

/// An error if the path leads out of its workspace, or out of that of the current folder, through a link:
/// in CI a stranger may have made it. A file that is missing is reported by whoever reads it.
pub fn refuse_link_outside(path: &Path) -> Result<()> {
    let current = std::env::current_dir().ok();
    let current = current.filter(|folder| path.starts_with(folder));
    // The folder behind a link may be the root of another workspace.
    let roots = [path.parent(), current.as_deref()].into_iter().flatten();
    for root in roots.filter_map(root_above) {
        let shown = path.display();
        match paths::named_barred(&root, path) {
            Ok(Some(Barred::Outside)) => bail!(
                "{shown} is a link that leads out of the workspace: name the file or folder that it leads to"
            ),
            Ok(Some(Barred::Hidden)) => bail!(
                "{shown} is a link to a hidden file or folder: name the file or folder that it leads to"
            ),
            Ok(None) | Err(_) => {}
        }
    }
    Ok(())
}

fn configurations_of(roots: &[PathBuf]) -> Result<Vec<Arc<Configuration>>> {
    let read = roots.iter().map(|root| configuration::read(root));
    Ok(read.collect::<Result<_, _>>()?)
}

pub fn absolute(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let path =
        paths::normalized(&path).with_context(|| format!("{} is not a path", path.display()))?;
    Ok(disk::existing(&path))
}

/// The root of a draft for a command: no folder is open.
fn root_of_file(path: &Path) -> PathBuf {
    configuration::root_of_file(path, &[] as &[&Path])
}

/// The nearest folder above, or `folder` itself, with a `.git`.
pub fn repository_above(folder: &Path) -> Option<PathBuf> {
    disk::repository_above(folder).map(Path::to_owned)
}

/// The roots that are in no other one. In order, a folder comes right before those inside it.
fn without_nested(roots: BTreeSet<PathBuf>) -> Vec<PathBuf> {
    let mut outer: Vec<PathBuf> = Vec::new();
    for root in roots {
        if !outer.last().is_some_and(|last| root.starts_with(last)) {
            outer.push(root);
        }
    }
    outer
}
