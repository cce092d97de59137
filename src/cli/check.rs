//! `sayso check`

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};

use super::arguments::{CheckArguments, Format};
use super::baseline::Baseline;
use super::cache::Cache;
use super::fix;
use super::format;
use super::judge::judge;
use super::outcome::Outcome;
use super::output;
use super::stdin::{self, STDIN, STDIN_PATH};
use super::targets::Targets;
use crate::workspace::{File, disk};

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
    let cache = match given {
        // What stands on no disk is other the next time.
        Some(_) => None,
        None => Cache::of(arguments, &targets)?,
    };
    let shows_texts = arguments.format.shows_texts() || arguments.output_file.is_some();
    let mut outcome = judge(&targets, given, cache, shows_texts);
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
