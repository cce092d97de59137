//! The findings of the targets: the cached ones where they are still valid, and new ones elsewhere.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::cache::{Cache, CachedFile, CachedWorkspace, DraftFindings};
use super::outcome::Outcome;
use super::reported::{Texts, make_distinct, reported, unreadable};
use super::summary::Summary;
use super::told_once::{RepeatedFindings, sort_and_tell_once};
use super::unchecked_articles::{findings_about, unchecked_articles};
use crate::cli::exposed_words::ExposedWords;
use crate::cli::file_stamp::{FileState, Freshness};
use crate::cli::loaded::{LoadedWorkspace, ReadTexts};
use crate::cli::progress_bar::progress_bar;
use crate::cli::targets::{Targets, repository_of};
use crate::rules::{SharedAnalysis, analyse_shared};
use crate::text::{Digest, Slice};
use crate::workspace::{File, FileId, Views, Workspace, disk};

/// The maximum number of findings that are cached. More come from no newsroom, and would take longer to
/// store than to find again.
const MAX_CACHED_FINDINGS: usize = 100_000;

/// What the output needs to know about findings.
#[derive(Clone, Copy)]
pub struct Needs {
    /// The texts that they are about.
    pub texts: bool,
    /// Their safe fixes. A cache does not contain them.
    pub fixes: bool,
}

/// What a check works on.
pub struct CheckInput {
    pub targets: Targets,
    /// The draft from standard input. There is no cache with one.
    pub stdin: Option<File>,
    /// The workspace, once a step has needed it.
    pub loaded: Option<LoadedWorkspace>,
    pub texts: ReadTexts,
    /// Whether the check may use a cache, so that the state of files is needed.
    pub for_cache: bool,
}

impl CheckInput {
    /// Forgets what was read, because it is out of date.
    pub fn read_again(&mut self) {
        self.loaded = None;
        self.texts = ReadTexts::default();
    }

    /// Loads the workspace, unless an earlier step has.
    pub fn load(&mut self) -> &mut LoadedWorkspace {
        let stdin = &mut self.stdin;
        self.loaded.get_or_insert_with(|| {
            LoadedWorkspace::read(&self.targets, stdin.take(), self.for_cache, &self.texts)
        })
    }
}

/// The findings of the targets.
pub fn find(mut input: CheckInput, mut cache: Option<Cache>, needs: Needs) -> Outcome {
    let cached = cache
        .as_mut()
        .and_then(|cache| all_cached(&input, cache, needs));
    let mut outcome = match cached {
        Some(outcome) => outcome,
        None => {
            input.load();
            check_targets(&mut input, cache, needs)
        }
    };
    sort_and_tell_once(&mut outcome.findings);
    make_distinct(&mut outcome.findings);
    outcome.summary.take(&outcome.findings);
    outcome.folder = std::env::current_dir().unwrap_or_default();
    outcome.repository = repository_of(&input.targets.roots[0]);
    outcome.files = std::mem::take(&mut input.targets.files);
    outcome.workspace = std::mem::take(&mut input.targets.workspace);
    if let Some(loaded) = input.loaded {
        // Dropping it takes time, and nobody has to wait for that.
        rayon::spawn(move || drop(loaded));
    }
    outcome
}

/// The cached findings, if nothing that they depend on has changed.
fn all_cached(input: &CheckInput, cache: &mut Cache, needs: Needs) -> Option<Outcome> {
    let (targets, loaded) = (&input.targets, input.loaded.as_ref());
    let freshness = cache.cached.renew(targets, loaded, &input.texts);
    if freshness == Freshness::Changed {
        return None;
    }
    let mut outcome = Outcome::default();
    let drafts = targets.files.iter().filter_map(|path| {
        let file = cache.cached.files.get(path)?;
        match file.state.content() {
            Ok(_) => file.findings.as_ref(),
            Err(problem) => {
                let finding = unreadable(&targets.roots, path, problem);
                outcome.findings.push(finding);
                None
            }
        }
    });
    let drafts: Vec<&DraftFindings> = drafts.collect();
    let texts = drafts.par_iter().map(|draft| match needs.texts {
        true => cache.cached.texts_of(draft, loaded, &input.texts),
        false => Some(Texts::new()),
    });
    let texts: Vec<Texts> = texts.collect::<Option<_>>()?;
    for (draft, texts) in drafts.into_iter().zip(texts) {
        outcome.take(draft.clone(), texts);
    }
    let unchecked = &cache.cached.articles.unchecked;
    outcome.findings.extend(findings_about(unchecked, targets));
    if freshness == Freshness::SameText {
        cache.write();
    }
    Some(outcome)
}

/// Checks the targets of the loaded workspace. Cached findings are taken over from drafts whose text, article
/// and view of other files are unchanged.
fn check_targets(input: &mut CheckInput, cache: Option<Cache>, needs: Needs) -> Outcome {
    let states = std::mem::take(&mut input.load().states);
    let (targets, texts) = (&input.targets, &input.texts);
    let Some(loaded) = input.loaded.as_ref() else {
        return Outcome::default();
    };
    let exposed = ExposedWords::of_all(&loaded.workspace);
    // Cached findings of another draft may contain the words, and stored ones would.
    let cache = cache.filter(|_| exposed.is_empty());
    let mut outcome = Outcome::default();
    for (path, state) in &states {
        if let Err(problem) = state.content()
            && targets.files.binary_search(path).is_ok()
        {
            let finding = unreadable(&targets.roots, path, problem);
            outcome.findings.push(finding);
        }
    }
    let mut checker = Checker {
        loaded,
        workspace: loaded.workspace.clone(),
        targets,
        texts,
        states: &states,
        exposed: &exposed,
        cached: cache.as_ref().map(|cache| &cache.cached),
        views: cache.as_ref().map(|_| Views::of(&loaded.workspace)),
        needs,
        repeated: RepeatedFindings::default(),
    };
    let progress = progress_bar("Checking", targets.files.len());
    let reused = checker.reused_targets();
    checker.read_copies(&reused);
    let of_target = |shared: &mut SharedAnalysis, (path, reused): (&PathBuf, Reused)| {
        let found = checker.of_target(path, reused, shared);
        progress.inc(1);
        found
    };
    let found = targets.files.par_iter().zip(reused);
    let mut found: Vec<_> = found.map_init(SharedAnalysis::default, of_target).collect();
    progress.finish_and_clear();
    let others = checker.of_others();
    let count = checker.repeated.found();
    drop(checker);
    let unchecked = unchecked_articles(targets, &loaded.workspace, &states);
    outcome.findings.extend(findings_about(&unchecked, targets));
    if let Some(cache) = cache.filter(|_| count <= MAX_CACHED_FINDINGS) {
        let mut cached = CachedWorkspace::of(targets, with_findings(states, others));
        cached.articles.unchecked = unchecked;
        write(cache, targets, cached, &mut found);
    }
    for (draft, texts) in found.into_iter().flatten() {
        outcome.take(draft, texts);
    }
    outcome
}

/// Checks drafts, or finds their cached findings.
struct Checker<'a> {
    loaded: &'a LoadedWorkspace,
    /// The loaded workspace, with the copies that the targets see.
    workspace: Workspace,
    targets: &'a Targets,
    texts: &'a ReadTexts,
    states: &'a BTreeMap<PathBuf, FileState>,
    exposed: &'a ExposedWords,
    cached: Option<&'a CachedWorkspace>,
    /// Computed for the cache only.
    views: Option<Views<'a>>,
    needs: Needs,
    repeated: RepeatedFindings,
}

/// The view of a draft, and its cached findings if they are still valid.
type Reused = (Option<Digest>, Option<(DraftFindings, Texts)>);

impl Checker<'_> {
    fn reused_targets(&self) -> Vec<Reused> {
        let targets = self.targets.files.par_iter();
        let reused = targets.map(|path| {
            let id = self.loaded.workspace.id_of(path);
            let view = id.and_then(|id| self.view(id));
            (view, self.reused(path, view))
        });
        reused.collect()
    }

    /// Reads the copies that the targets see whose findings are not reused.
    fn read_copies(&mut self, reused: &[Reused]) {
        let targets = self.targets.files.iter().zip(reused);
        let new = targets.filter(|(_, (_, reused))| reused.is_none());
        let new: Vec<FileId> = new
            .filter_map(|(path, _)| self.workspace.id_of(path))
            .collect();
        self.texts.copies.read_for(&mut self.workspace, new);
    }

    fn of_target(
        &self,
        path: &Path,
        (view, reused): Reused,
        shared: &mut SharedAnalysis,
    ) -> Option<(DraftFindings, Texts)> {
        let id = self.loaded.workspace.id_of(path)?;
        let (mut draft, mut texts) = match reused {
            Some(reused) => reused,
            None => self.checked(id, view, shared)?,
        };
        if !self.needs.texts {
            texts.clear();
        }
        let findings = &mut draft.findings;
        self.repeated.leave_out(findings, MAX_CACHED_FINDINGS);
        Some((draft, texts))
    }

    /// The cached findings of the drafts that are not targets, as far as they are still valid.
    fn of_others(&self) -> Vec<(PathBuf, DraftFindings)> {
        let Some(cached) = self.cached else {
            return Vec::new();
        };
        let others = self.targets.workspace.par_iter();
        let others = others.filter(|path| self.targets.files.binary_search(path).is_err());
        let others = others.filter_map(|path| {
            let view = self.view(self.loaded.workspace.id_of(path)?);
            let draft = cached.reusable(path, view, self.states)?;
            Some((path.clone(), draft.clone()))
        });
        others.collect()
    }

    fn view(&self, id: FileId) -> Option<Digest> {
        self.views.as_ref().and_then(|views| views.view(id))
    }

    /// The cached findings of one draft, if they are still valid.
    fn reused(&self, path: &Path, view: Option<Digest>) -> Option<(DraftFindings, Texts)> {
        let cached = self.cached?;
        let mut draft = cached.reusable(path, view, self.states)?.clone();
        let article = draft.renew_article(&self.targets.roots, self.texts);
        let copies = draft.renew_copies(&self.loaded.workspace, self.texts);
        if article.and(copies) == Freshness::Changed {
            return None;
        }
        let texts = match self.needs.texts {
            true => cached.texts_of(&draft, Some(self.loaded), self.texts)?,
            false => Texts::new(),
        };
        Some((draft, texts))
    }

    /// The findings of one draft, and the texts that they are about.
    fn checked(
        &self,
        id: FileId,
        view: Option<Digest>,
        shared: &mut SharedAnalysis,
    ) -> Option<(DraftFindings, Texts)> {
        let workspace = &self.workspace;
        let file = workspace.file(id)?;
        let state = RefCell::new(None);
        let read = |path: &Path| {
            let known = match disk::is_sayso(path) {
                true => None,
                false => self.texts.take(path),
            };
            let read = |path: &Path| disk::read_article(&workspace.roots, path);
            let (file_state, text): (FileState, Result<Slice, _>) =
                known.unwrap_or_else(|| FileState::read(path, self.cached.is_some(), read));
            state.replace(Some((Arc::from(path), file_state)));
            text
        };
        let article = workspace.article_of(file, None, &read);
        let analysis = analyse_shared(workspace, id, article, shared);
        let wants_fixes = self.needs.fixes;
        let (findings, texts) = reported(
            workspace,
            file,
            &analysis,
            shared,
            self.exposed,
            wants_fixes,
        );
        let mut summary = Summary::default();
        summary.count(file);
        let draft = DraftFindings {
            view,
            article: state.into_inner(),
            copies: self
                .texts
                .copies
                .states_of(&workspace.copies, workspace.copies_seen_by(id)),
            findings,
            summary,
        };
        Some((draft, texts))
    }
}

/// The files to cache, with the findings of drafts that are not targets.
fn with_findings(
    states: BTreeMap<PathBuf, FileState>,
    others: Vec<(PathBuf, DraftFindings)>,
) -> BTreeMap<PathBuf, CachedFile> {
    let files = states.into_iter().map(|(path, state)| {
        let findings = None;
        (path, CachedFile { state, findings })
    });
    let mut files: BTreeMap<PathBuf, CachedFile> = files.collect();
    for (path, draft) in others {
        if let Some(file) = files.get_mut(&path) {
            file.findings = Some(draft);
        }
    }
    files
}

/// Writes the cache. The findings of the targets are lent to it for that.
fn write(
    mut cache: Cache,
    targets: &Targets,
    mut cached: CachedWorkspace,
    found: &mut [Option<(DraftFindings, Texts)>],
) {
    for (file, draft) in side_by_side(&mut cached.files, targets, found) {
        file.findings = Some(std::mem::take(draft));
    }
    cache.cached = cached;
    cache.write();
    for (file, draft) in side_by_side(&mut cache.cached.files, targets, found) {
        *draft = file.findings.take().unwrap_or_default();
    }
}

/// The targets that were checked, with their findings. Both are in the order of their paths: to look up each
/// among ten thousand would take longer.
fn side_by_side<'a>(
    files: &'a mut BTreeMap<PathBuf, CachedFile>,
    targets: &'a Targets,
    found: &'a mut [Option<(DraftFindings, Texts)>],
) -> impl Iterator<Item = (&'a mut CachedFile, &'a mut DraftFindings)> {
    let mut files = files.iter_mut();
    let found = targets.files.iter().zip(found);
    found.filter_map(move |(path, found)| {
        let (draft, _) = found.as_mut()?;
        let (_, file) = files.find(|(other, _)| *other == path)?;
        Some((file, draft))
    })
}
