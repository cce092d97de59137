//! `sayso status`

mod lines;
mod progress;
mod human;

use std::process::ExitCode;

use anyhow::Result;
use rayon::prelude::*;
use serde::Serialize;

use self::progress::DraftProgress;
use super::arguments::{StatusArguments, StatusFormat};
use super::drafts_of_articles::add_drafts;
use super::errors::{COULD_NOT_RUN, print_error_line};
use super::exposed_words::ExposedWords;
use super::loaded::{LoadedWorkspace, ReadTexts};
use super::output;
use super::printable::printable_json;
use super::targets::Targets;

pub fn run(arguments: &StatusArguments) -> Result<ExitCode> {
    let mut targets = Targets::of(&arguments.paths)?;
    let loaded = LoadedWorkspace::read(&targets, None, false, &ReadTexts::default());
    add_drafts(&mut targets, &loaded.workspace)?;
    targets.refuse_none()?;
    let all_read = print_unreadable(&targets, &loaded);
    let folder = std::env::current_dir().unwrap_or_default();
    let exposed = ExposedWords::of_all(&loaded.workspace);
    let drafts = targets.files.par_iter();
    let drafts: Vec<DraftProgress> = drafts
        .filter_map(|path| DraftProgress::of(&loaded.workspace, &exposed, path, &folder))
        .collect();
    output::print(&match arguments.format {
        StatusFormat::Human => human::human(&drafts),
        StatusFormat::Json => json(&drafts)?,
    })?;
    Ok(match all_read {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(COULD_NOT_RUN),
    })
}

/// Prints which targets could not be read. Returns whether all could.
fn print_unreadable(targets: &Targets, loaded: &LoadedWorkspace) -> bool {
    let mut all_read = true;
    for path in &targets.files {
        if let Some(problem) = loaded.problem(path) {
            print_error_line(&format!("{} {problem}", path.display()));
            all_read = false;
        }
    }
    all_read
}

/// The shape of the output. Fields may be added, but those that exist keep their meaning.
#[derive(Serialize)]
struct StatusReport<'a> {
    version: u32,
    drafts: &'a [DraftProgress],
}

fn json(drafts: &[DraftProgress]) -> serde_json::Result<String> {
    let report = StatusReport { version: 1, drafts };
    let json = serde_json::to_string_pretty(&report)? + "\n";
    Ok(printable_json(&json).into_owned())
}
