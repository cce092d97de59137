//! `--changed-since`: which drafts changed since a commit, and which depend on what changed.
//!
//! What depends on a change is found with the same views as the cache, of the workspace then and now, but
//! without the part that every draft sees: otherwise one new entity would report every draft. What only the
//! prose of an article names is found by the next full check.

mod git;
mod governing;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use rayon::prelude::*;

use self::git::{Git, ObjectId};
use self::governing::{governs, is_draft, reaches};
use super::findings::CheckInput;
use super::fix::Fixed;
use crate::cli::file_stamp::FileState;
use crate::cli::loaded::{LoadedWorkspace, ReadTexts};
use crate::cli::targets::{Targets, repository_above};
use crate::text::Slice;
use crate::workspace::{ArticlePlace, File, NamedArticle, Views, Workspace, disk};

/// What changed since the merge base of a revision and what is checked out.
pub struct ChangedSince {
    repositories: Vec<Repository>,
    /// Whether every target is affected: a configuration changed, or what cannot be compared.
    everything: bool,
    /// The earlier texts of Sayso files that changed; none if the file did not exist or was not a text.
    drafts: BTreeMap<PathBuf, Option<String>>,
    /// The path of the draft from standard input.
    stdin: Option<PathBuf>,
}

/// A repository, and its files with their contents at the merge base. Files without one are new.
struct Repository {
    git: Git,
    files: BTreeMap<PathBuf, Option<ObjectId>>,
}

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
            stdin,
        };
        let Some(loaded) = &input.loaded else {
            return Ok(changed);
        };
        for root in repositories_of(targets)? {
            let git = Git::before(&root, revision)?;
            let tracked = git.tracked()?;
            let mut moved = tracked.moved.iter();
            if moved.any(|path| reaches(path, targets, &loaded.workspace)) {
                // What it contained is not known here.
                changed.everything = true;
                return Ok(changed);
            }
            let files = tracked.files;
            changed.repositories.push(Repository { git, files });
        }
        let (mut everything, mut drafts) = (false, BTreeMap::new());
        for repository in &changed.repositories {
            let matters = |path: &&PathBuf| {
                governs(path, targets) || is_draft(path, targets, &loaded.workspace)
            };
            let paths = repository
                .files
                .keys()
                .filter(matters)
                .chain(&changed.stdin);
            let found = changed.compare(repository, paths.collect(), loaded, texts)?;
            for (path, old) in found {
                everything |= governs(&path, targets);
                if disk::is_sayso(&path) {
                    let text = old.and_then(|old| String::from_utf8(old).ok());
                    drafts.insert(path, text);
                }
            }
        }
        (changed.everything, changed.drafts) = (everything, drafts);
        Ok(changed)
    }

    /// Takes over that drafts of the workspace were fixed.
    pub fn note_fixed(&mut self, fixed: &Fixed) {
        for (path, (old, new)) in &fixed.drafts {
            let before = self.drafts.entry(path.clone());
            let before = before.or_insert_with(|| Some(old.clone()));
            let before = before.as_ref().map(String::as_bytes);
            if without_returns(before) == without_returns(Some(new.as_bytes())) {
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
        let others = targets
            .files
            .par_iter()
            .filter(|path| !by_text.contains(path));
        let others = others.map(|path| (path, article_paths(&loaded.workspace, path)));
        let others: Vec<(&PathBuf, Vec<PathBuf>)> = others.collect();
        let articles: BTreeSet<&PathBuf> = others.iter().flat_map(|(_, paths)| paths).collect();
        let mut changed = BTreeSet::new();
        for repository in &self.repositories {
            let tracked = articles.iter().copied();
            let tracked = tracked.filter(|path| repository.files.contains_key(*path));
            let found = self.compare(repository, tracked.collect(), loaded, &input.texts)?;
            changed.extend(found.into_iter().map(|(path, _)| path));
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

    /// Which of the files changed, and what they contained.
    fn compare(
        &self,
        repository: &Repository,
        paths: BTreeSet<&PathBuf>,
        loaded: &LoadedWorkspace,
        texts: &ReadTexts,
    ) -> Result<Vec<(PathBuf, Option<Vec<u8>>)>> {
        let object = |path: &PathBuf| repository.files.get(path)?.as_deref();
        let objects: Vec<&str> = paths.iter().filter_map(|path| object(path)).collect();
        let mut contents = repository.git.contents(&objects)?.into_iter();
        let mut changed = Vec::new();
        for path in paths {
            let old = object(path).and_then(|_| contents.next());
            let new = match self.stdin.as_ref() == Some(path) {
                true => loaded
                    .text(path)
                    .map_or(CurrentContent::Missing, CurrentContent::Loaded),
                false => CurrentContent::of(path, loaded),
            };
            if without_returns(old.as_deref()) == without_returns(new.bytes()) {
                continue;
            }
            // Its draft is checked.
            if let CurrentContent::Article(state, text) = new {
                texts.put(path, state, Ok(text));
            }
            changed.push((path.clone(), old));
        }
        Ok(changed)
    }
}

/// What a file contains now.
enum CurrentContent {
    Missing,
    Bytes(Vec<u8>),
    /// A Sayso file of the workspace, which has been read.
    Loaded(Slice),
    /// A text that an article may be read from.
    Article(FileState, Slice),
}

impl CurrentContent {
    fn of(path: &Path, loaded: &LoadedWorkspace) -> CurrentContent {
        let metadata = path.symlink_metadata().ok();
        if metadata.as_ref().is_some_and(|it| it.is_symlink()) {
            // Of a link Git stores where it leads.
            let target = std::fs::read_link(path).ok();
            return CurrentContent::bytes_of(
                target.map(|it| it.into_os_string().into_encoded_bytes()),
            );
        }
        if let Some(text) = loaded.text(path) {
            return CurrentContent::Loaded(text);
        }
        // A pipe would never end.
        if !metadata.is_some_and(|it| it.is_file()) {
            return CurrentContent::Missing;
        }
        if !disk::is_sayso(path) {
            let read = |path: &Path| disk::read_article(&loaded.workspace.roots, path);
            if let (state, Ok(text)) = FileState::read(path, true, read) {
                return CurrentContent::Article(state, text);
            }
        }
        CurrentContent::bytes_of(std::fs::read(path).ok())
    }

    fn bytes_of(bytes: Option<Vec<u8>>) -> CurrentContent {
        bytes.map_or(CurrentContent::Missing, CurrentContent::Bytes)
    }

    fn bytes(&self) -> Option<&[u8]> {
        match self {
            CurrentContent::Missing => None,
            CurrentContent::Bytes(bytes) => Some(bytes),
            CurrentContent::Loaded(text) | CurrentContent::Article(_, text) => {
                Some(text.as_bytes())
            }
        }
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

/// The lines without `\r`: Git may write the line ends of Windows into files, and stores them without.
fn without_returns(content: Option<&[u8]>) -> Option<impl PartialEq> {
    let lines = content?.split(|byte| *byte == b'\n');
    let lines = lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    Some(lines.collect::<Vec<_>>())
}

/// The file that contains the article of a draft: as the draft names it, and with links followed.
fn article_paths(workspace: &Workspace, draft: &Path) -> Vec<PathBuf> {
    let file = workspace.id_of(draft).and_then(|id| workspace.file(id));
    let article = file.and_then(|file| NamedArticle::of(file, &workspace.roots));
    match article.and_then(|article| article.place) {
        Some(ArticlePlace::File(path)) => {
            let followed = path.canonicalize().ok();
            [path.to_path_buf()].into_iter().chain(followed).collect()
        }
        _ => Vec::new(),
    }
}
