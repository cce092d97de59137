//! One check, from the arguments to the exit code.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, bail};

use super::baseline::Baseline;
use super::cache::Cache;
use super::changed::ChangedSince;
use super::findings::{CheckInput, Needs, find};
use super::fix;
use super::formats::{Audience, DEFAULT, OutputFormat, WriteOptions};
use super::outcome::Outcome;
use super::reported::Reported;
use super::selection::Selection;
use super::targets::input_of;
use crate::cli::arguments::CheckArguments;
use crate::cli::output;
use crate::cli::targets::GOVERNING;
use crate::cli::terminal;
use crate::cli::writing::overwrite_with;
use crate::workspace::disk;

/// The result of a check, and what it depends on.
pub struct CheckResult {
    pub code: ExitCode,
    /// Whether anybody reads what is printed.
    pub is_read: bool,
    /// All files of the workspace.
    pub workspace: Vec<PathBuf>,
    pub articles: Vec<Arc<Path>>,
}

impl CheckResult {
    fn with_code(code: ExitCode) -> CheckResult {
        CheckResult {
            code,
            is_read: true,
            workspace: Vec::new(),
            articles: Vec::new(),
        }
    }
}

/// Checks once. The workspace is loaded at most once: by the first step that needs it.
pub fn check(arguments: &CheckArguments) -> Result<CheckResult> {
    refuse_draft_as_output(arguments)?;
    let selection = Selection::of(arguments)?;
    refuse_statistics_as(arguments)?;
    let baseline = Baseline::of(arguments)?;
    fix::refuse_stdin(arguments)?;
    let mut input = input_of(arguments)?;
    if let Some(code) = prepare(arguments, &selection, &mut input)? {
        return Ok(CheckResult::with_code(code));
    }
    let cache = match input.for_cache {
        true => Cache::of(arguments, &input.targets)?,
        false => None,
    };
    let needs = Needs {
        texts: arguments.format.needs_texts || arguments.output_file.is_some(),
        fixes: arguments.format.needs_fixes,
    };
    let roots = input.targets.roots.clone();
    let mut outcome = find(input, cache, needs);
    refuse_read_file_as_output(arguments, &outcome)?;
    if let Some(mut baseline) = baseline {
        baseline.compare(&mut outcome, &roots)?;
    }
    selection.apply(&mut outcome);
    let is_read = print(arguments, &outcome)?;
    let fails = |finding: &Reported| arguments.fail_on.covers(finding.severity);
    Ok(CheckResult {
        code: match outcome.findings.iter().any(fails) {
            true => ExitCode::FAILURE,
            false => ExitCode::SUCCESS,
        },
        is_read,
        workspace: outcome.workspace,
        articles: outcome.articles,
    })
}

fn refuse_draft_as_output(arguments: &CheckArguments) -> Result<()> {
    let file = arguments.output_file.as_deref();
    if let Some(file) = file.filter(|file| disk::is_sayso(file)) {
        bail!(
            "--output-file would overwrite the draft {}: name a file that is not a draft",
            file.display()
        );
    }
    Ok(())
}

fn refuse_statistics_as(arguments: &CheckArguments) -> Result<()> {
    let format = arguments.format;
    if arguments.statistics && format.write_statistics.is_none() {
        bail!(
            "--format {} has no form for --statistics: use it without --format, or with --format json",
            format.name
        );
    }
    Ok(())
}

/// A report must not replace what the check reads: somebody has mistyped its name.
fn refuse_read_file_as_output(arguments: &CheckArguments, outcome: &Outcome) -> Result<()> {
    let Some(file) = &arguments.output_file else {
        return Ok(());
    };
    // A link is replaced, and what it leads to stays.
    let Some(real) = file.canonicalize().ok().filter(|_| !file.is_symlink()) else {
        return Ok(());
    };
    let is_it = |path: &Path| path.canonicalize().is_ok_and(|path| path == real);
    let governs = GOVERNING
        .iter()
        .any(|name| file.file_name() == Some(name.as_ref()));
    let mut articles = outcome.articles.iter();
    if governs || arguments.baseline.as_deref().is_some_and(is_it) || articles.any(|it| is_it(it)) {
        bail!(
            "--output-file would overwrite {}, which the check reads: name another file",
            file.display()
        );
    }
    Ok(())
}

/// Leaves the targets that `--changed-since` affects, and applies fixes. Returns the exit code if nothing is
/// left to do.
fn prepare(
    arguments: &CheckArguments,
    selection: &Selection,
    input: &mut CheckInput,
) -> Result<Option<ExitCode>> {
    let all = match arguments.changed_since {
        Some(_) => input.targets.files.clone(),
        None => Vec::new(),
    };
    let mut changed = match &arguments.changed_since {
        Some(revision) => Some(ChangedSince::of(revision, input)?),
        None => None,
    };
    if let Some(changed) = &changed {
        input.targets.files = changed.affected(input)?;
        input.targets.articles = changed.affected_articles(input)?;
    }
    if !arguments.fix && !arguments.diff {
        return Ok(None);
    }
    let with_unsafe = arguments.with_unsafe;
    if arguments.diff {
        let fixed = fix::fix(input, with_unsafe, selection)?;
        return fixed.print_diff(input).map(Some);
    }
    let fixed = fix::fix_and_write(input, with_unsafe, selection)?;
    if !arguments.quiet {
        fixed.tell();
    }
    // A fix may change what other drafts use.
    if let Some(changed) = &mut changed {
        changed.note_fixed(&fixed);
        input.targets.files = all;
        input.targets.files = changed.affected(input)?;
    }
    Ok(None)
}

/// Prints the outcome. Returns whether anybody reads it.
fn print(arguments: &CheckArguments, outcome: &Outcome) -> Result<bool> {
    let for_terminal = WriteOptions {
        fail_on: arguments.fail_on,
        all: arguments.all,
        colours: true,
        quiet: arguments.quiet,
        width: terminal::width(),
    };
    let write = |format: &OutputFormat| match format.write_statistics {
        Some(write) if arguments.statistics => write,
        _ => format.write,
    };
    let mut printed = arguments.format;
    if let Some(file) = &arguments.output_file {
        let for_file = WriteOptions {
            all: true,
            colours: false,
            quiet: false,
            width: None,
            ..for_terminal
        };
        overwrite_with(file, |out| write(arguments.format)(out, outcome, for_file))?;
        printed = DEFAULT;
    }
    let has_colours = printed.audience == Audience::People;
    output::print_with(has_colours, |out| {
        write(printed)(out, outcome, for_terminal)
    })
}
