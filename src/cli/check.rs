//! `sayso check`

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::arguments::CheckArguments;
use super::fingerprint::with_slashes;
use super::format;
use super::output;
use super::report::{Reported, Summary, Texts, reported, tell_apart, unreadable};
use super::targets::{Targets, repository_of};
use crate::rules::analyse;
use crate::workspace::{ArticleText, File, Workspace, disk};

/// What `-` stands for among the paths.
const STDIN: &str = "-";
/// The path of a draft from standard input that was given none.
const STDIN_PATH: &str = "stdin.sayso";

/// Everything that a check found.
pub struct Outcome {
    pub findings: Vec<Reported>,
    pub texts: Texts,
    pub summary: Summary,
    /// The drafts that were looked at.
    pub files: Vec<PathBuf>,
    /// People are shown paths as seen from here.
    pub folder: PathBuf,
    /// Services are shown paths as seen from here.
    pub repository: PathBuf,
}

pub fn run(arguments: &CheckArguments) -> Result<ExitCode> {
    let outcome = check(arguments)?;
    let failed = outcome
        .findings
        .iter()
        .any(|finding| arguments.fail_on.covers(finding.severity));
    output::print(&format::shown(
        &outcome,
        arguments.format,
        arguments.fail_on,
    )?)?;
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn check(arguments: &CheckArguments) -> Result<Outcome> {
    let (targets, given) = targets(arguments)?;
    if targets.files.is_empty() {
        bail!(
            "no Sayso file was found: name a folder that holds drafts, or a draft that ends in .sayso"
        );
    }
    let repository = repository_of(&targets.roots[0]);
    let mut workspace = Workspace::new(targets.roots);
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
    let mut outcome = look_at(&workspace, &targets.files);
    let unread = unread.iter();
    let unread = unread.map(|(path, problem)| unreadable(&workspace, path, problem));
    outcome.findings.extend(unread);
    outcome.findings.sort();
    tell_apart(&mut outcome.findings);
    outcome.summary.take(&outcome.findings);
    outcome.files = targets.files;
    outcome.folder = std::env::current_dir().unwrap_or_default();
    outcome.repository = repository;
    // The process ends soon, and with it all this at once: to take it down piece by piece takes time.
    std::mem::forget(workspace);
    Ok(outcome)
}

/// The targets, and the file that came from standard input.
fn targets(arguments: &CheckArguments) -> Result<(Targets, Option<File>)> {
    let stdin = Path::new(STDIN);
    if !arguments.paths.iter().any(|path| path == stdin) {
        if arguments.stdin_path.is_some() {
            bail!("--stdin-path needs `-` among the paths: sayso check - --stdin-path draft.sayso");
        }
        return Ok((Targets::of(&arguments.paths)?, None));
    }
    if arguments.paths.len() > 1 {
        bail!("`-` stands alone: check other paths in a call of their own");
    }
    let path = arguments
        .stdin_path
        .as_deref()
        .unwrap_or(Path::new(STDIN_PATH));
    let targets = Targets::of_text_at(path)?;
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .context("cannot read standard input")?;
    let text = String::from_utf8(bytes).map_err(|error| {
        anyhow::anyhow!(
            "standard input is not UTF-8 text (byte {})",
            error.utf8_error().valid_up_to() + 1
        )
    })?;
    let file = File::new(&targets.files[0], &text);
    Ok((targets, Some(file)))
}

/// Checks the files side by side.
fn look_at(workspace: &Workspace, files: &[PathBuf]) -> Outcome {
    let progress = progress("Checking", files.len());
    let found: Vec<(Vec<Reported>, Texts, Summary)> = files
        .par_iter()
        .filter_map(|path| {
            let id = workspace.id_of(path)?;
            let file = workspace.file(id)?;
            let read = |path: &Path| disk::read_article(&workspace.roots, path);
            let article = ArticleText::of(file, &workspace.roots, None, &read);
            let analysis = analyse(workspace, id, article);
            let (findings, texts) = reported(workspace, file, &analysis);
            let mut summary = Summary::default();
            summary.count(file);
            progress.inc(1);
            Some((findings, texts, summary))
        })
        .collect();
    progress.finish_and_clear();
    let mut outcome = Outcome {
        findings: Vec::new(),
        texts: Texts::new(),
        summary: Summary::default(),
        files: Vec::new(),
        folder: PathBuf::new(),
        repository: PathBuf::new(),
    };
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

impl Outcome {
    /// The path as people are shown it: from here, where it is below.
    pub fn shown_path(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.folder).unwrap_or(path);
        shown.to_string_lossy().into_owned()
    }

    /// The path as services are shown it: from the root of the repository, with `/` on every system.
    pub fn repository_path(&self, path: &Path) -> String {
        with_slashes(path.strip_prefix(&self.repository).unwrap_or(path))
    }

    pub fn text(&self, path: &Path) -> Option<&Arc<str>> {
        self.texts.get(path)
    }
}
