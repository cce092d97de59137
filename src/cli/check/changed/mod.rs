//! `--changed-since`: which drafts a change has touched, and which depend on what it has touched.

mod git;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use rayon::prelude::*;

use self::git::Git;
use crate::cli::check::findings::load;
use crate::cli::targets::{GOVERNING, Targets, repository_above};
use crate::workspace::{ArticlePlace, ArticleText, File, Views, Workspace, disk};

/// The targets that a change since `revision` has touched or that depend on it, in order: the text of
/// the draft or its article is another than at the commit where the histories part, or something
/// is declared otherwise under a name that the draft uses.
pub fn affected(revision: &str, targets: &Targets, given: Option<&File>) -> Result<Vec<PathBuf>> {
    let (now, _) = load(targets, given.cloned(), false);
    let mut changes = Changes::default();
    for repository in repositories_of(targets)? {
        let git = Git::before(&repository, revision)?;
        let tracked = git.tracked()?;
        if tracked
            .moved
            .iter()
            .any(|path| reaches(path, targets, &now))
        {
            // What it held is not known here.
            return Ok(targets.files.clone());
        }
        changes.take(&git, tracked.files, targets, &now, given)?;
    }
    if changes.governing {
        return Ok(targets.files.clone());
    }
    let affected = changes.affected(targets, &now);
    // Takes its time, which nobody has to wait for.
    rayon::spawn(move || drop(now));
    Ok(affected)
}

fn repositories_of(targets: &Targets) -> Result<BTreeSet<PathBuf>> {
    let repository = |root: &PathBuf| match repository_above(root) {
        Some(repository) => Ok(repository),
        None => bail!(
            "`--changed-since` needs a Git repository, and {} lies in none",
            root.display()
        ),
    };
    targets.roots.iter().map(repository).collect()
}

/// What holds something else than before.
#[derive(Default)]
struct Changes {
    governing: bool,
    /// The texts before; none where the file was not there, or was no text.
    drafts: BTreeMap<PathBuf, Option<String>>,
    articles: BTreeSet<PathBuf>,
}

impl Changes {
    /// Compares the files that matter with what they held.
    fn take(
        &mut self,
        git: &Git,
        files: BTreeMap<PathBuf, Option<String>>,
        targets: &Targets,
        now: &Workspace,
        given: Option<&File>,
    ) -> Result<()> {
        let articles = now.files().flat_map(|(_, file)| articles_of(now, file));
        let articles: BTreeSet<PathBuf> = articles.collect();
        let matters = |path: &&PathBuf| {
            is_governing(path, targets) || articles.contains(*path) || is_draft(path, targets, now)
        };
        let given_path = given.map(|file| file.path.to_path_buf());
        let paths = files.keys().filter(matters).chain(&given_path);
        let paths: BTreeSet<&PathBuf> = paths.collect();
        let object = |path: &PathBuf| files.get(path)?.as_deref();
        let objects: Vec<&str> = paths.iter().filter_map(|path| object(path)).collect();
        let mut contents = git.contents(&objects)?.into_iter();
        for path in paths {
            let old = object(path).and_then(|_| contents.next());
            let new = match given.filter(|given| *given.path == *path) {
                Some(given) => Some(given.text().as_bytes().to_vec()),
                None => content(path),
            };
            if without_returns(old.as_deref()) == without_returns(new.as_deref()) {
                continue;
            }
            self.governing |= is_governing(path, targets);
            if articles.contains(path) {
                self.articles.insert(path.clone());
            }
            if disk::is_sayso(path) {
                let text = old.and_then(|old| String::from_utf8(old).ok());
                self.drafts.insert(path.clone(), text);
            }
        }
        Ok(())
    }

    fn affected(&self, targets: &Targets, now: &Workspace) -> Vec<PathBuf> {
        let mut then = now.clone();
        for (path, text) in &self.drafts {
            match text {
                Some(text) => drop(then.insert(File::new(path, text))),
                None => drop(then.remove(path)),
            }
        }
        let (before, after) = (Views::of(&then), Views::of(now));
        let is_affected = |path: &&PathBuf| {
            if self.drafts.contains_key(*path) {
                return true;
            }
            let Some(id) = now.id_of(path) else {
                return false;
            };
            let file = now.file(id);
            let mut articles = file.into_iter().flat_map(|file| articles_of(now, file));
            let names = after.names(id);
            articles.any(|article| self.articles.contains(&article))
                || !self.drafts.is_empty() && (names.is_none() || names != before.names(id))
        };
        let targets = targets.files.par_iter();
        targets.filter(is_affected).cloned().collect()
    }
}

/// What the file holds; of a link, where it leads, as Git has it.
fn content(path: &Path) -> Option<Vec<u8>> {
    let metadata = path.symlink_metadata().ok()?;
    if metadata.is_symlink() {
        let target = std::fs::read_link(path).ok()?;
        return Some(target.into_os_string().into_encoded_bytes());
    }
    // A pipe would never end.
    metadata.is_file().then(|| std::fs::read(path).ok())?
}

/// Git may write the line ends of Windows into files, and has them without.
fn without_returns(content: Option<&[u8]>) -> Option<impl PartialEq> {
    let lines = content?.split(|byte| *byte == b'\n');
    let lines = lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    Some(lines.collect::<Vec<_>>())
}

/// Whether files of the workspace lie in that folder, or lay there before it was gone.
fn reaches(folder: &Path, targets: &Targets, now: &Workspace) -> bool {
    let mut roots = targets.roots.iter();
    let mut files = now.files();
    files.any(|(_, file)| file.path.starts_with(folder))
        || !folder.exists() && roots.any(|root| folder.starts_with(root))
}

/// The file that the article stands in: as the draft names it, and with links followed.
fn articles_of(workspace: &Workspace, file: &File) -> Vec<PathBuf> {
    let unread = |_: &Path| Ok("".into());
    let article = ArticleText::of(file, &workspace.roots, None, &unread);
    match article.as_ref().and_then(|article| article.place.as_ref()) {
        Some(ArticlePlace::File(path)) => {
            let followed = path.canonicalize().ok();
            [path.to_path_buf()].into_iter().chain(followed).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether the file decides what belongs to a workspace that is checked, or what holds in it.
fn is_governing(path: &Path, targets: &Targets) -> bool {
    let name = path.file_name();
    let folder = path.parent().unwrap_or(path);
    let mut roots = targets.roots.iter();
    GOVERNING.iter().any(|it| name == Some(it.as_ref()))
        && roots.any(|root| root.starts_with(folder) || folder.starts_with(root))
}

/// Whether the file is one of a workspace that is checked, or was until it was taken away.
fn is_draft(path: &Path, targets: &Targets, now: &Workspace) -> bool {
    if !disk::is_sayso(path) {
        return false;
    }
    if now.id_of(path).is_some() || targets.workspace.binary_search(&path.to_owned()).is_ok() {
        return true;
    }
    let mut roots = targets.roots.iter().zip(&targets.configurations);
    let was = roots.any(|(root, configuration)| {
        let below = path.strip_prefix(root);
        let is_hidden = |path: &Path| {
            let mut parts = path.iter();
            parts.any(|part| part.as_encoded_bytes().starts_with(b"."))
        };
        let is_found =
            below.is_ok_and(|below| !is_hidden(below) && configuration.takes(path, false));
        is_found || configuration.is_registry(path)
    });
    was && !path.exists()
}
