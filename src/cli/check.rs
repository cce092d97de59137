//! `sayso check`

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, bail};

use super::arguments::{CheckArguments, Format};
use super::baseline::Baseline;
use super::cache::Cache;
use super::changed;
use super::fix;
use super::format;
use super::judge::{Wants, judge};
use super::outcome::Outcome;
use super::output;
use super::report::Reported;
use super::stdin::{self, STDIN, STDIN_PATH};
use super::targets::Targets;
use super::watch;
use crate::workspace::{File, disk};

pub fn run(arguments: &CheckArguments) -> Result<ExitCode> {
    match arguments.watch {
        true => watch::run(arguments),
        false => check(arguments).map(|checked| checked.code),
    }
}

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
    let shown = format::shown(outcome, arguments.format, fail_on)?;
    match &arguments.output_file {
        Some(file) => {
            output::write(file, &output::without_colours(&shown))?;
            Ok(output::print(&format::shown(
                outcome,
                Format::Human,
                fail_on,
            )?)?)
        }
        None => Ok(output::print(&shown)?),
    }
}

/// The targets, and the file that came from standard input.
pub fn targets(arguments: &CheckArguments) -> Result<(Targets, Option<File>)> {
    let (mut targets, given) = named(arguments)?;
    if let Some(revision) = &arguments.changed_since {
        targets.files = changed::affected(revision, &targets, given.as_ref())?;
    }
    Ok((targets, given))
}

fn named(arguments: &CheckArguments) -> Result<(Targets, Option<File>)> {
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
    let file = File::new(&targets.files[0], text);
    Ok((targets, Some(file)))
}
