//! One check, from the arguments to the exit code.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, bail};

use super::baseline::Baseline;
use super::cache::Cache;
use super::findings::{Wants, judge};
use super::fix;
use super::formats;
use super::outcome::Outcome;
use super::reported::Reported;
use super::targets::targets;
use crate::cli::arguments::{CheckArguments, Format};
use crate::cli::output;
use crate::workspace::disk;

/// What a check came to, and what it rests on.
pub struct Checked {
    pub code: ExitCode,
    /// Whether anybody reads what is printed.
    pub is_read: bool,
    /// All files of the workspace.
    pub workspace: Vec<PathBuf>,
    pub articles: Vec<Arc<Path>>,
}

/// Checks once.
pub fn check(arguments: &CheckArguments) -> Result<Checked> {
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
        return Ok(Checked {
            code,
            is_read: true,
            workspace: Vec::new(),
            articles: Vec::new(),
        });
    }
    let (targets, given) = targets(arguments)?;
    let cache = match given {
        // What stands on no disk is other the next time.
        Some(_) => None,
        // Fixes hold words of drafts, and are not kept.
        None if arguments.format.tells_fixes() => None,
        None => Cache::of(arguments, &targets)?,
    };
    let wants = Wants {
        texts: arguments.format.shows_texts() || arguments.output_file.is_some(),
        fixes: arguments.format.tells_fixes(),
    };
    let mut outcome = judge(&targets, given, cache, wants);
    if let Some(baseline) = baseline {
        baseline.compare(&mut outcome, &targets)?;
    }
    let is_read = show(arguments, &outcome)?;
    let fails = |finding: &Reported| arguments.fail_on.covers(finding.severity);
    Ok(Checked {
        code: match outcome.findings.iter().any(fails) {
            true => ExitCode::FAILURE,
            false => ExitCode::SUCCESS,
        },
        is_read,
        workspace: targets.workspace,
        articles: outcome.articles,
    })
}

/// Prints the outcome. Says whether anybody reads it.
fn show(arguments: &CheckArguments, outcome: &Outcome) -> Result<bool> {
    let fail_on = arguments.fail_on;
    let shown = formats::shown(outcome, arguments.format, fail_on)?;
    match &arguments.output_file {
        Some(file) => {
            output::write(file, &output::without_colours(&shown))?;
            Ok(output::print(&formats::shown(
                outcome,
                Format::Human,
                fail_on,
            )?)?)
        }
        None => Ok(output::print(&shown)?),
    }
}
