//! `sayso status`

mod progress;
mod human;

use std::process::ExitCode;

use anyhow::{Result, bail};
use rayon::prelude::*;
use serde::Serialize;

use self::progress::Progress;
use super::arguments::{StatusArguments, StatusFormat};
use super::printable::{printable, printable_json};
use super::targets::Targets;
use super::{COULD_NOT_RUN, output};
use crate::workspace::{Workspace, disk};

pub fn run(arguments: &StatusArguments) -> Result<ExitCode> {
    let targets = Targets::of(&arguments.paths)?;
    if targets.files.is_empty() {
        bail!(
            "no Sayso file was found: name a folder that holds drafts, or a draft that ends in .sayso"
        );
    }
    let (workspace, is_whole) = read(&targets);
    let folder = std::env::current_dir().unwrap_or_default();
    let drafts = targets.files.par_iter();
    let drafts: Vec<Progress> = drafts
        .filter_map(|path| Progress::of(&workspace, path, &folder))
        .collect();
    output::print(&match arguments.format {
        StatusFormat::Human => human::human(&drafts),
        StatusFormat::Json => json(&drafts)?,
    })?;
    Ok(match is_whole {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(COULD_NOT_RUN),
    })
}

/// The workspace, and whether all that was named could be read.
fn read(targets: &Targets) -> (Workspace, bool) {
    let mut workspace = Workspace::new(targets.roots.clone());
    workspace.configurations = targets.configurations.clone();
    let mut is_whole = true;
    let loaded = disk::load(&targets.workspace, || {}).into_iter();
    let files = loaded.filter_map(|loaded| {
        let (path, problem) = match loaded {
            Ok(file) => return Some(file),
            Err(unread) => unread,
        };
        if targets.files.binary_search(&path).is_ok() {
            let told = format!("{} {problem}", path.display());
            anstream::eprintln!("\x1b[1;31merror\x1b[0m: {}", printable(&told));
            is_whole = false;
        }
        None
    });
    workspace.fill(files);
    (workspace, is_whole)
}

/// The shape of the output; it grows, but what stands in it keeps its meaning.
#[derive(Serialize)]
struct Output<'a> {
    version: u32,
    drafts: &'a [Progress],
}

fn json(drafts: &[Progress]) -> serde_json::Result<String> {
    let output = Output { version: 1, drafts };
    Ok(printable_json(
        serde_json::to_string_pretty(&output)? + "\n",
    ))
}
