//! `sayso check`

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::arguments::{CheckArguments, Format};
use super::baseline::Baseline;
use super::fix;
use super::format;
use super::outcome::Outcome;
use super::output;
use super::report::{Reported, Summary, Texts, reported, tell_apart, unreadable};
use super::stdin::{self, STDIN, STDIN_PATH};
use super::targets::{Targets, repository_of};
use crate::rules::{Shared, analyse_among};
use crate::workspace::{ArticleText, File, Workspace, disk};

pub fn run(arguments: &CheckArguments) -> Result<ExitCode> {
    if let Some(file) = arguments
        .output_file
        .as_deref()
        .filter(|file| disk::is_sayso(file))
    {
        bail!(
            "{} would be lost: name a file that is no draft",
            file.display()
        );
    }
    let baseline = Baseline::of(arguments)?;
    if let Some(code) = fix::run(arguments)? {
        return Ok(code);
    }
    let (targets, given) = targets(arguments)?;
    let mut outcome = check(&targets, given, needs_texts(arguments));
    if let Some(baseline) = baseline {
        baseline.compare(&mut outcome, &targets)?;
    }
    show(arguments, &outcome)
}

/// Prints the outcome; the exit code says whether it is good enough.
fn show(arguments: &CheckArguments, outcome: &Outcome) -> Result<ExitCode> {
    let fail_on = arguments.fail_on;
    let shown = format::shown(outcome, arguments.format, fail_on)?;
    match &arguments.output_file {
        Some(file) => {
            output::write(file, &output::without_colours(&shown))?;
            output::print(&format::shown(outcome, Format::Human, fail_on)?)?;
        }
        None => output::print(&shown)?,
    }
    let mut findings = outcome.findings.iter();
    Ok(
        match findings.any(|finding| fail_on.covers(finding.severity)) {
            true => ExitCode::FAILURE,
            false => ExitCode::SUCCESS,
        },
    )
}

/// Whether what is shown shows texts, or places as they count in the text.
fn needs_texts(arguments: &CheckArguments) -> bool {
    matches!(arguments.format, Format::Human | Format::Rdjson) || arguments.output_file.is_some()
}

/// Reads the workspace and looks at the targets.
fn check(targets: &Targets, given: Option<File>, needs_texts: bool) -> Outcome {
    let mut workspace = Workspace::new(targets.roots.clone());
    workspace.configurations = targets.configurations.clone();
    let mut unread = Vec::new();
    let progress = progress("Reading", targets.workspace.len());
    let loaded = disk::load(&targets.workspace, || progress.inc(1));
    let read = loaded.into_iter().filter_map(|loaded| match loaded {
        Ok(file) => Some(file),
        Err((path, problem)) => {
            if targets.files.binary_search(&path).is_ok() {
                unread.push((path, problem));
            }
            None
        }
    });
    workspace.fill(read.chain(given));
    progress.finish_and_clear();
    let mut outcome = look_at(&workspace, &targets.files, needs_texts);
    let unread = unread.iter();
    let unread = unread.map(|(path, problem)| unreadable(&workspace, path, problem));
    outcome.findings.extend(unread);
    outcome.findings.sort();
    tell_apart(&mut outcome.findings);
    outcome.summary.take(&outcome.findings);
    outcome.files = targets.files.clone();
    outcome.folder = std::env::current_dir().unwrap_or_default();
    outcome.repository = repository_of(&targets.roots[0]);
    // The process ends soon, and with it all this at once: to take it down piece by piece takes time.
    std::mem::forget(workspace);
    outcome
}

/// The targets, and the file that came from standard input.
fn targets(arguments: &CheckArguments) -> Result<(Targets, Option<File>)> {
    let stdin = Path::new(STDIN);
    if !arguments.paths.iter().any(|path| path == stdin) {
        if arguments.stdin_path.is_some() {
            bail!("--stdin-path needs `-` among the paths: sayso check - --stdin-path draft.sayso");
        }
        let targets = Targets::of(&arguments.paths)?;
        if targets.files.is_empty() {
            bail!(
                "no Sayso file was found: name a folder that holds drafts, or a draft that ends in .sayso"
            );
        }
        targets.stay_inside(&arguments.paths)?;
        return Ok((targets, None));
    }
    if arguments.paths.len() > 1 {
        bail!("`-` stands alone: check other paths in a call of their own");
    }
    let path = arguments
        .stdin_path
        .as_deref()
        .unwrap_or(Path::new(STDIN_PATH));
    let targets = Targets::of_text_at(path)?;
    let text = stdin::read()?;
    let file = File::new(&targets.files[0], &text);
    Ok((targets, Some(file)))
}

/// Checks the files side by side.
fn look_at(workspace: &Workspace, files: &[PathBuf], needs_texts: bool) -> Outcome {
    let progress = progress("Checking", files.len());
    let look = |shared: &mut Shared, path: &PathBuf| {
        let id = workspace.id_of(path)?;
        let file = workspace.file(id)?;
        let read = |path: &Path| disk::read_article(&workspace.roots, path);
        let article = ArticleText::of(file, &workspace.roots, None, &read);
        let analysis = analyse_among(workspace, id, article, shared);
        let (findings, mut texts) = reported(workspace, file, &analysis);
        if !needs_texts {
            texts.clear();
        }
        let mut summary = Summary::default();
        summary.count(file);
        progress.inc(1);
        Some((findings, texts, summary))
    };
    let found: Vec<(Vec<Reported>, Texts, Summary)> = files
        .par_iter()
        .map_init(Shared::default, look)
        .flatten_iter()
        .collect();
    progress.finish_and_clear();
    let mut outcome = Outcome::default();
    for (findings, texts, summary) in found {
        outcome.findings.extend(findings);
        outcome.texts.extend(texts);
        outcome.summary.add(&summary);
    }
    outcome
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
