//! Looking at the targets: what is found in each, anew or as it was kept.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::cache::{Cache, Judged, Kept, KeptFile, Seen, Still};
use super::outcome::Outcome;
use super::reported::{Summary, Texts, reported, tell_apart, unreadable};
use crate::cli::targets::{Targets, repository_of};
use crate::rules::{Shared, analyse_among};
use crate::text::Digest;
use crate::workspace::{ArticleText, File, FileId, Views, Workspace, disk};

/// So many findings are kept at most.
const MOST: usize = 100_000;

/// What of the findings the output shows.
#[derive(Clone, Copy)]
pub struct Wants {
    /// The texts that they are about.
    pub texts: bool,
    /// How they are mended. That is not kept in a cache.
    pub fixes: bool,
}

/// What is found in the targets. `given` is the file that stands on no disk; with one there is no
/// cache.
pub fn judge(
    targets: &Targets,
    given: Option<File>,
    mut cache: Option<Cache>,
    wants: Wants,
) -> Outcome {
    let recalled = cache
        .as_mut()
        .and_then(|cache| recall(targets, cache, wants));
    let mut outcome = recalled.unwrap_or_else(|| look_at(targets, given, cache, wants));
    outcome.findings.sort();
    tell_apart(&mut outcome.findings);
    outcome.summary.take(&outcome.findings);
    outcome.files = targets.files.clone();
    outcome.folder = std::env::current_dir().unwrap_or_default();
    outcome.repository = repository_of(&targets.roots[0]);
    outcome
}

/// What was found before, if nothing that it rests on is other than it was.
fn recall(targets: &Targets, cache: &mut Cache, wants: Wants) -> Option<Outcome> {
    let still = cache.kept.renew(targets);
    if still == Still::Other {
        return None;
    }
    let mut outcome = Outcome::default();
    let files = targets.files.iter().filter_map(|path| {
        let file = cache.kept.files.get(path)?;
        match file.seen.holds() {
            Ok(_) => file.judged.as_ref(),
            Err(problem) => {
                let finding = unreadable(&targets.roots, path, problem);
                outcome.findings.push(finding);
                None
            }
        }
    });
    let judged: Vec<&Judged> = files.collect();
    let texts = judged.par_iter().map(|judged| match wants.texts {
        true => cache.kept.texts_of(judged),
        false => Some(Texts::new()),
    });
    let texts: Vec<Texts> = texts.collect::<Option<_>>()?;
    for (judged, texts) in judged.into_iter().zip(texts) {
        outcome.take(judged.clone(), texts);
    }
    if still == Still::SameText {
        cache.write();
    }
    Some(outcome)
}

/// Reads the workspace and looks at the targets. What was kept of drafts whose text, article and
/// view of the others are the same is taken over.
fn look_at(targets: &Targets, given: Option<File>, cache: Option<Cache>, wants: Wants) -> Outcome {
    let (workspace, mut files) = load(targets, given, cache.is_some());
    let mut outcome = Outcome::default();
    for (path, file) in &files {
        if let Err(problem) = file.seen.holds()
            && targets.files.binary_search(path).is_ok()
        {
            let finding = unreadable(&targets.roots, path, problem);
            outcome.findings.push(finding);
        }
    }
    let views = cache.as_ref().map(|_| Views::of(&workspace));
    let view = |id: FileId| views.as_ref().and_then(|views| views.view(id));
    let reused = |path: &Path, view: Option<Digest>| {
        let kept = &cache.as_ref()?.kept;
        let mut judged = kept.reusable(path, view, &files)?.clone();
        if judged.renew(&targets.roots) == Still::Other {
            return None;
        }
        let texts = match wants.texts {
            true => kept.texts_of(&judged)?,
            false => Texts::new(),
        };
        Some((judged, texts))
    };
    let progress = progress("Checking", targets.files.len());
    let of_target = |shared: &mut Shared, path: &PathBuf| {
        let id = workspace.id_of(path)?;
        let view = view(id);
        let mut found = reused(path, view);
        if found.is_none() {
            found = judged(&workspace, id, view, cache.is_some(), wants.fixes, shared);
        }
        progress.inc(1);
        let (judged, mut texts) = found?;
        if !wants.texts {
            texts.clear();
        }
        Some((judged, texts))
    };
    let found = targets.files.par_iter();
    let mut found: Vec<_> = found.map_init(Shared::default, of_target).collect();
    progress.finish_and_clear();
    let of_other = |path: &PathBuf| {
        let kept = &cache.as_ref()?.kept;
        let view = view(workspace.id_of(path)?);
        kept.reusable(path, view, &files).cloned()
    };
    // Without a cache nothing is kept of them.
    let others = cache.as_ref().map_or(&[][..], |_| &targets.workspace);
    let others = others.par_iter();
    let others = others.filter(|path| targets.files.binary_search(path).is_err());
    let others = others.filter_map(|path| Some((path, of_other(path)?)));
    let others: Vec<_> = others.collect();
    drop(views);
    for (path, judged) in others {
        keep(&mut files, path, judged);
    }
    let all = found.iter().flatten();
    let all: usize = all.map(|(judged, _)| judged.findings.len()).sum();
    // Too many to be worth it: they come from no newsroom.
    let cache = cache.filter(|_| all <= MOST);
    if let Some(cache) = cache {
        write(cache, targets, files, &mut found);
    }
    outcome.findings.reserve(all);
    for (judged, texts) in found.into_iter().flatten() {
        outcome.take(judged, texts);
    }
    // Taking it down piece by piece takes time, which nobody has to wait for.
    rayon::spawn(move || drop(workspace));
    outcome
}

/// Keeps what was found in the targets, which is lent for that.
fn write(
    mut cache: Cache,
    targets: &Targets,
    mut files: BTreeMap<PathBuf, KeptFile>,
    found: &mut [Option<(Judged, Texts)>],
) {
    for (file, judged) in side_by_side(&mut files, targets, found) {
        file.judged = Some(std::mem::take(judged));
    }
    cache.kept = Kept::of(targets, files);
    cache.write();
    for (file, judged) in side_by_side(&mut cache.kept.files, targets, found) {
        *judged = file.judged.take().unwrap_or_default();
    }
}

/// The targets in which something was looked for, with what was found. Both are in the order of their
/// paths: to look each up among ten thousand would take longer.
fn side_by_side<'a>(
    files: &'a mut BTreeMap<PathBuf, KeptFile>,
    targets: &'a Targets,
    found: &'a mut [Option<(Judged, Texts)>],
) -> impl Iterator<Item = (&'a mut KeptFile, &'a mut Judged)> {
    let mut files = files.iter_mut();
    let found = targets.files.iter().zip(found);
    found.filter_map(move |(path, found)| {
        let (judged, _) = found.as_mut()?;
        let (_, file) = files.find(|(other, _)| *other == path)?;
        Some((file, judged))
    })
}

fn keep(files: &mut BTreeMap<PathBuf, KeptFile>, path: &Path, judged: Judged) {
    if let Some(file) = files.get_mut(path) {
        file.judged = Some(judged);
    }
}

/// Reads the workspace. Also gives how the files on disk look, where that `is_kept`; else those alone that
/// cannot be read.
pub fn load(
    targets: &Targets,
    given: Option<File>,
    is_kept: bool,
) -> (Workspace, BTreeMap<PathBuf, KeptFile>) {
    let progress = progress("Reading", targets.workspace.len());
    let read = |path: &PathBuf| {
        let (seen, text) = Seen::read(path, is_kept, disk::read);
        let file = text.ok().map(|text| File::new(path, text));
        progress.inc(1);
        (seen, file)
    };
    let read: Vec<(Seen, Option<File>)> = targets.workspace.par_iter().map(read).collect();
    let mut workspace = Workspace::new(targets.roots.clone());
    workspace.configurations = targets.configurations.clone();
    let (seen, read): (Vec<Seen>, Vec<Option<File>>) = read.into_iter().unzip();
    workspace.fill(read.into_iter().flatten().chain(given));
    let kept = targets.workspace.iter().zip(seen);
    let kept = kept.filter(|(_, seen)| is_kept || seen.holds().is_err());
    let kept = kept.map(|(path, seen)| (path.clone(), KeptFile { seen, judged: None }));
    // They come in order, and so need not be put in one.
    let files = kept.collect();
    progress.finish_and_clear();
    (workspace, files)
}

/// What is found in one draft, and the texts that this is about.
fn judged(
    workspace: &Workspace,
    id: FileId,
    view: Option<Digest>,
    is_kept: bool,
    wants_fixes: bool,
    shared: &mut Shared,
) -> Option<(Judged, Texts)> {
    let file = workspace.file(id)?;
    let seen = RefCell::new(None);
    let read = |path: &Path| {
        let roots = &workspace.roots;
        let (looks, text) = Seen::read(path, is_kept, |path| disk::read_article(roots, path));
        seen.replace(Some((Arc::from(path), looks)));
        text
    };
    let article = ArticleText::of(file, &workspace.roots, None, &read);
    let analysis = analyse_among(workspace, id, article, shared);
    let (findings, texts) = reported(workspace, file, &analysis, wants_fixes);
    let mut summary = Summary::default();
    summary.count(file);
    let judged = Judged {
        view,
        article: seen.into_inner(),
        findings,
        summary,
    };
    Some((judged, texts))
}

/// A progress bar on standard error; none where nobody watches, or the work is soon done.
fn progress(what: &'static str, steps: usize) -> ProgressBar {
    const WORTH_SHOWING: usize = 200;
    if steps < WORTH_SHOWING || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar =
        ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar:.cyan} {pos}/{len} files") {
        bar.set_style(style);
    }
    bar.with_message(what)
}
