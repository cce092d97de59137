//! The files that one check is about, as its arguments name them.

use std::path::Path;

use anyhow::{Result, bail};

use super::findings::CheckInput;
use crate::cli::arguments::CheckArguments;
use crate::cli::drafts_of_articles::add_drafts;
use crate::cli::loaded::ReadTexts;
use crate::cli::output::tell;
use crate::cli::printable::printable;
use crate::cli::stdin::{self, STDIN, STDIN_PATH};
use crate::cli::targets::Targets;
use crate::workspace::File;

/// The targets, and the draft from standard input.
pub fn input_of(arguments: &CheckArguments) -> Result<CheckInput> {
    let (targets, stdin) = named(arguments)?;
    // A draft that is not on disk is different the next time. Fixes contain words of drafts, and are not
    // cached.
    let for_cache =
        stdin.is_none() && !arguments.format.needs_fixes && !arguments.no_cache && !arguments.diff;
    let mut input = CheckInput {
        targets,
        stdin,
        loaded: None,
        texts: ReadTexts::default(),
        for_cache,
    };
    if !input.targets.named_articles.is_empty() {
        input.load();
    }
    if let Some(loaded) = &input.loaded {
        let lines = add_drafts(&mut input.targets, &loaded.workspace)?;
        let told = lines.iter().filter(|_| !arguments.quiet);
        told.for_each(|line| tell(&printable(line)));
    }
    // A check in CI that looks at the wrong folder must not succeed.
    input.targets.refuse_none()?;
    Ok(input)
}

fn named(arguments: &CheckArguments) -> Result<(Targets, Option<File>)> {
    let stdin = Path::new(STDIN);
    if !arguments.paths.iter().any(|path| path == stdin) {
        if arguments.stdin_path.is_some() {
            bail!("--stdin-path needs `-` among the paths: sayso check - --stdin-path draft.sayso");
        }
        return Ok((Targets::of(&arguments.paths)?, None));
    }
    if arguments.paths.len() > 1 {
        bail!("`-` cannot be combined with other paths: check them separately");
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
