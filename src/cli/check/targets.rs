//! The files that one check is about, as its arguments name them.

use std::path::Path;

use anyhow::{Result, bail};

use super::changed;
use crate::cli::arguments::CheckArguments;
use crate::cli::stdin::{self, STDIN, STDIN_PATH};
use crate::cli::targets::Targets;
use crate::workspace::File;

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
