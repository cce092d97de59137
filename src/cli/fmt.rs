//! `sayso fmt`

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::sleep;

use anyhow::{Result, anyhow, bail};
use rayon::prelude::*;

use super::arguments::FmtArguments;
use super::diff::unified;
use super::errors::{COULD_NOT_RUN, print_error};
use super::exposed_words::ExposedWords;
use super::loaded::{LoadedWorkspace, ReadTexts};
use super::output;
use super::printable::printable;
use super::stdin::{self, STDIN, STDIN_PATH};
use super::targets::Targets;
use super::writing::{
    BEFORE_SECOND_TRY, DraftWriter, Rewrite, Written, changed_again, remove_leftovers, target_of,
};
use crate::formatting::formatted;
use crate::workspace::disk;

pub fn run(arguments: &FmtArguments) -> Result<ExitCode> {
    if arguments.paths.iter().any(|path| path == Path::new(STDIN)) {
        return standard_input(arguments);
    }
    if arguments.stdin_path.is_some() {
        bail!("--stdin-path needs `-` among the paths: sayso fmt - --stdin-path draft.sayso");
    }
    let targets = Targets::of(&arguments.paths)?;
    if let (Some(other), []) = (targets.named_articles.first(), &targets.files[..]) {
        bail!(
            "{} is not a draft, and nothing else is formatted: name a draft, which ends in .sayso",
            other.display()
        );
    }
    targets.refuse_none()?;
    let is_shown_only = arguments.check || arguments.diff;
    if !is_shown_only {
        remove_leftovers(&targets.files);
    }
    let reformatted: Vec<Result<Option<Rewrite>>> = targets
        .files
        .par_iter()
        .map(|path| reformat(&targets.roots, path))
        .collect();
    let mut failed = false;
    let mut drafts = Vec::new();
    for draft in reformatted {
        match draft {
            Ok(draft) => drafts.extend(draft),
            Err(error) => {
                print_error(&error);
                failed = true;
            }
        }
    }
    let changed = drafts.len();
    if is_shown_only {
        let exposed = match arguments.diff && !drafts.is_empty() {
            true => exposed_in(&targets),
            false => ExposedWords::default(),
        };
        show(arguments, &drafts, &exposed)?;
    } else {
        for error in write(&targets.roots, &drafts) {
            print_error(&error);
            failed = true;
        }
    }
    if failed {
        return Ok(ExitCode::from(COULD_NOT_RUN));
    }
    if !arguments.diff && !arguments.quiet {
        let formatted_before = targets.files.len() - changed;
        output::print(&summary(changed, formatted_before, is_shown_only))?;
    }
    Ok(exit_code(is_shown_only && changed > 0))
}

/// Writes the drafts. Those that another program has changed meanwhile are formatted again, once.
fn write(roots: &[PathBuf], drafts: &[Rewrite]) -> Vec<anyhow::Error> {
    let writer = DraftWriter::new(roots);
    let mut errors = Vec::new();
    let mut changed = Vec::new();
    for (draft, written) in drafts.iter().zip(writer.write(drafts)) {
        match written {
            Ok(Written::Yes) => {}
            Ok(Written::Changed) => changed.push(&draft.path),
            Err(error) => errors.push(error),
        }
    }
    if changed.is_empty() {
        return errors;
    }
    sleep(BEFORE_SECOND_TRY);
    let mut again = Vec::new();
    for path in changed {
        match reformat(roots, path) {
            Ok(draft) => again.extend(draft),
            Err(error) => errors.push(error),
        }
    }
    for (draft, written) in again.iter().zip(writer.write(&again)) {
        match written {
            Ok(Written::Yes) => {}
            Ok(Written::Changed) => errors.push(changed_again(&draft.path)),
            Err(error) => errors.push(error),
        }
    }
    errors
}

/// The draft, if its formatting changes.
fn reformat(roots: &[PathBuf], path: &Path) -> Result<Option<Rewrite>> {
    let target = target_of(roots, path)?;
    let old = disk::read(&target).map_err(|problem| anyhow!("{} {problem}", path.display()))?;
    let new = formatted(&old);
    let path = path.to_owned();
    Ok((old != new).then_some(Rewrite { path, old, new }))
}

fn standard_input(arguments: &FmtArguments) -> Result<ExitCode> {
    if arguments.paths.len() > 1 {
        bail!("`-` cannot be combined with other paths: format them separately");
    }
    let path = arguments.stdin_path.clone();
    let path = path.unwrap_or_else(|| STDIN_PATH.into());
    let old = stdin::read()?;
    let new = formatted(&old);
    if !(arguments.check || arguments.diff) {
        output::print_exactly(&new)?;
        return Ok(ExitCode::SUCCESS);
    }
    let is_other = old != new;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).to_owned();
    let draft = Rewrite { path, old, new };
    if is_other {
        let targets = Targets::of(&[folder]);
        let exposed = targets.map_or_else(|_| ExposedWords::default(), |it| exposed_in(&it));
        show(arguments, &[draft], &exposed)?;
    }
    Ok(exit_code(is_other))
}

/// What the drafts of the workspace expose: a difference must not contain it.
fn exposed_in(targets: &Targets) -> ExposedWords {
    let loaded = LoadedWorkspace::read(targets, None, false, &ReadTexts::default());
    ExposedWords::of_all(&loaded.workspace)
}

/// Prints what would be written, or the paths only.
fn show(arguments: &FmtArguments, drafts: &[Rewrite], exposed: &ExposedWords) -> Result<()> {
    let folder = std::env::current_dir().unwrap_or_default();
    for draft in drafts {
        let path = draft.path.strip_prefix(&folder).unwrap_or(&draft.path);
        match arguments.diff {
            true => output::print(&unified(path, &draft.old, &draft.new, exposed))?,
            false => output::print(&format!("{}\n", printable(&path.to_string_lossy())))?,
        };
    }
    Ok(())
}

fn summary(changed: usize, formatted_before: usize, is_shown_only: bool) -> String {
    let files = |count| if count == 1 { "file" } else { "files" };
    let done = match (is_shown_only, changed) {
        (true, 1) => "is not formatted",
        (true, _) => "are not formatted",
        (false, _) => "formatted",
    };
    match (changed, formatted_before) {
        (0, 1) => "1 file is already formatted\n".to_owned(),
        (0, all) => format!("all {all} files are already formatted\n"),
        (changed, 0) => format!("{changed} {} {done}\n", files(changed)),
        (changed, 1) => format!(
            "{changed} {} {done}, 1 is already formatted\n",
            files(changed)
        ),
        (changed, rest) => format!(
            "{changed} {} {done}, {rest} are already formatted\n",
            files(changed)
        ),
    }
}

fn exit_code(is_failure: bool) -> ExitCode {
    match is_failure {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}
