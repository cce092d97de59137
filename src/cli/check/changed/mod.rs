//! `--changed-since`: which drafts changed since a commit, and which depend on what changed.
//!
//! What depends on a change is found with the same views as the cache, of the workspace then and now, but
//! without the part that every draft sees: otherwise one new entity would report every draft. What only the
//! prose of an article names is found by the next full check.

mod process;
mod git_folder;
mod git;
mod governing;
mod repository;
mod content;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use rayon::prelude::*;

use self::content::{Content, are_alike};
use self::governing::{governs, is_draft, reaches};
use self::repository::Repository;
use super::findings::CheckInput;
use super::fix::Fixed;
use crate::cli::loaded::{LoadedWorkspace, ReadTexts};
use crate::cli::targets::{Targets, repository_above};
use crate::configuration::FILE_NAME;
use crate::workspace::{ArticlePlace, File, NamedArticle, Views, Workspace, disk};

/// What changed since the merge base of a revision and what is checked out.
pub struct ChangedSince {
    repositories: Vec<Repository>,
    /// Whether every target is affected: a configuration changed, or what cannot be compared.
    everything: bool,
    /// The earlier texts of Sayso files that changed; none if the file did not exist or was not a text.
    drafts: BTreeMap<PathBuf, Option<String>>,
    /// Where the articles of the targets may be.
    articles: BTreeMap<PathBuf, Vec<PathBuf>>,
    /// The path of the draft from standard input.
    stdin: Option<PathBuf>,
}

/// The maximum size of all earlier texts of drafts that changed, in bytes. If there is more, every target is
/// affected.
const MOST_EARLIER: usize = 50_000_000;

impl ChangedSince {
    /// Compares the Sayso files of the workspace, and the files that govern it.
    pub fn of(revision: &str, input: &mut CheckInput) -> Result<ChangedSince> {
        let stdin = input.stdin.as_ref().map(|file| file.path.to_path_buf());
        input.load();
        let (targets, texts) = (&input.targets, &input.texts);
        let mut changed = ChangedSince {
            repositories: Vec::new(),
            everything: false,
            drafts: BTreeMap::new(),
            articles: BTreeMap::new(),
            stdin,
        };
        let Some(loaded) = &input.loaded else {
            return Ok(changed);
        };
        changed.articles = article_paths(&loaded.workspace, &targets.files);
        for root in repositories_of(targets)? {
            let mut repository = Repository::before(root, revision)?;
            repository.add_untracked(changed.may_be_untracked(targets));
            repository.add_unsaved(changed.stdin.as_ref());
            let mut moved = repository.tracked.moved.iter();
            if moved.any(|path| reaches(path, targets, &loaded.workspace)) {
                // What it contained is not known here.
                changed.everything = true;
                return Ok(changed);
            }
            changed.repositories.push(repository);
        }
        let (mut everything, mut drafts, mut bytes) = (false, BTreeMap::new(), 0);
        for repository in &changed.repositories {
            let matters = |path: &&PathBuf| {
                governs(path, targets) || is_draft(path, targets, &loaded.workspace)
            };
            let paths = repository.tracked.files.keys().filter(matters);
            changed.compare(repository, paths, loaded, texts, |path, old| {
                everything |= governs(path, targets);
                bytes += old.len();
                if disk::is_sayso(path) && bytes <= MOST_EARLIER {
                    drafts.insert(path.clone(), old.into_text());
                }
            })?;
        }
        changed.everything = everything || bytes > MOST_EARLIER;
        changed.drafts = drafts;
        Ok(changed)
    }

    /// The files of the workspace that Git may not know.
    fn may_be_untracked(&self, targets: &Targets) -> BTreeSet<PathBuf> {
        let settings = targets.roots.iter().map(|root| root.join(FILE_NAME));
        let files = targets.workspace.iter().chain(&targets.files);
        let files = files.chain(&targets.ignore_files).chain(&targets.articles);
        let files = files.chain(self.articles.values().flatten());
        files.cloned().chain(settings).collect()
    }

    /// Takes over that drafts of the workspace were fixed.
    pub fn note_fixed(&mut self, fixed: &Fixed) {
        for (path, draft) in &fixed.drafts {
            let before = self.drafts.entry(path.clone());
            let before = before.or_insert_with(|| Some(draft.old.clone()));
            let before = before.as_ref().map(String::as_bytes);
            if are_alike(before, Some(draft.new.as_bytes())) {
                self.drafts.remove(path);
            }
        }
    }

    /// The targets that changed or that depend on a change, in order: the text of the draft or its article is
    /// different, or a name that the draft uses is declared differently.
    pub fn affected(&self, input: &CheckInput) -> Result<Vec<PathBuf>> {
        let targets = &input.targets;
        let Some(loaded) = input.loaded.as_ref().filter(|_| !self.everything) else {
            return Ok(targets.files.clone());
        };
        let by_text = self.by_text_or_names(targets, &loaded.workspace);
        // The articles of the others alone are compared: those of affected drafts are read by the check.
        let others = self.articles.iter();
        let others = others.filter(|(path, _)| !by_text.contains(path));
        let others: Vec<(&PathBuf, &Vec<PathBuf>)> = others.collect();
        let articles: BTreeSet<&PathBuf> = others.iter().flat_map(|(_, paths)| *paths).collect();
        let mut changed = BTreeSet::new();
        for repository in &self.repositories {
            let articles = articles.iter().copied();
            self.compare(repository, articles, loaded, &input.texts, |path, _| {
                changed.insert(path);
            })?;
        }
        let by_article = others.into_iter().filter(|(_, articles)| {
            let mut articles = articles.iter();
            articles.any(|article| changed.contains(article))
        });
        let mut affected: Vec<PathBuf> = by_article.map(|(path, _)| path.clone()).collect();
        affected.extend(by_text.into_iter().cloned());
        affected.sort();
        Ok(affected)
    }

    /// The files of articles to report on: those that changed, and those that a changed draft named.
    pub fn affected_articles(&self, input: &CheckInput) -> Result<Vec<PathBuf>> {
        let articles = &input.targets.articles;
        let Some(loaded) = input.loaded.as_ref().filter(|_| !self.everything) else {
            return Ok(articles.clone());
        };
        let roots = &loaded.workspace.roots;
        let before = self.drafts.iter().filter_map(|(path, text)| {
            let named = File::new(path, text.as_ref()?);
            match NamedArticle::of(&named, roots)?.place.ok()? {
                ArticlePlace::File(path) => Some(path.to_path_buf()),
                ArticlePlace::Embedded(_) => None,
            }
        });
        let mut affected: BTreeSet<PathBuf> = before.collect();
        for repository in &self.repositories {
            self.compare(
                repository,
                articles.iter(),
                loaded,
                &input.texts,
                |path, _| {
                    affected.insert(path.clone());
                },
            )?;
        }
        affected.retain(|path| articles.binary_search(path).is_ok());
        Ok(affected.into_iter().collect())
    }

    /// The targets with another text, or with names that are declared differently.
    fn by_text_or_names<'a>(&self, targets: &'a Targets, now: &Workspace) -> BTreeSet<&'a PathBuf> {
        if self.drafts.is_empty() {
            return BTreeSet::new();
        }
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
            let names = after.names(id);
            names.is_none() || names != before.names(id)
        };
        targets.files.par_iter().filter(is_affected).collect()
    }

    /// Calls `changed` with each of the files that changed, and what it contained.
    fn compare<'a>(
        &self,
        repository: &Repository,
        paths: impl Iterator<Item = &'a PathBuf>,
        loaded: &LoadedWorkspace,
        texts: &ReadTexts,
        mut changed: impl FnMut(&'a PathBuf, Content),
    ) -> Result<()> {
        repository.contents(paths, |path, old| {
            let new = match self.stdin.as_ref() == Some(path) {
                true => loaded.text(path).map_or(Content::Missing, Content::Loaded),
                false => Content::of(path, loaded),
            };
            if old.is_like(&new) {
                return;
            }
            // Its draft is checked.
            if let Content::Article(state, text) = new {
                texts.put(path, state, Ok(text));
            }
            changed(path, old);
        })
    }
}

fn repositories_of(targets: &Targets) -> Result<BTreeSet<PathBuf>> {
    let repository = |root: &PathBuf| match repository_above(root) {
        Some(repository) => Ok(repository),
        None => bail!(
            "`--changed-since` needs a Git repository, and {} is not in one",
            root.display()
        ),
    };
    targets.roots.iter().map(repository).collect()
}

/// The files that contain the articles of the drafts: as each draft names it, and with links followed.
fn article_paths(workspace: &Workspace, drafts: &[PathBuf]) -> BTreeMap<PathBuf, Vec<PathBuf>> {
    let drafts = drafts.par_iter();
    drafts
        .map(|draft| (draft.clone(), paths_of_article(workspace, draft)))
        .collect()
}

fn paths_of_article(workspace: &Workspace, draft: &Path) -> Vec<PathBuf> {
    let file = workspace.id_of(draft).and_then(|id| workspace.file(id));
    let article = file.and_then(|file| NamedArticle::of(file, &workspace.roots));
    match article.and_then(|article| article.place.ok()) {
        Some(ArticlePlace::File(path)) => {
            let followed = disk::existing(&path).canonicalize().ok();
            let located = Some(workspace.located(&path));
            let others = [followed, located].into_iter().flatten();
            [path.to_path_buf()].into_iter().chain(others).collect()
        }
        _ => Vec::new(),
    }
}
