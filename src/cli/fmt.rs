//! `sayso fmt`

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use rayon::prelude::*;

use super::arguments::FmtArguments;
use super::diff::unified;
use super::rewrite::{rewrite, target_of};
use super::stdin::{self, STDIN, STDIN_PATH};
use super::targets::Targets;
use super::{COULD_NOT_RUN, complain, output, printable};
use crate::formatting::formatted;
use crate::workspace::disk;

/// A draft that is not in style, and what it would be.
struct Draft {
    path: PathBuf,
    old: String,
    new: String,
}

pub fn run(arguments: &FmtArguments) -> Result<ExitCode> {
    if arguments.paths.iter().any(|path| path == Path::new(STDIN)) {
        return standard_input(arguments);
    }
    if arguments.stdin_path.is_some() {
        bail!("--stdin-path needs `-` among the paths: sayso fmt - --stdin-path draft.sayso");
    }
    let targets = Targets::of(&arguments.paths)?;
    if targets.files.is_empty() {
        bail!(
            "no Sayso file was found: name a folder that holds drafts, or a draft that ends in .sayso"
        );
    }
    let looked_at: Vec<Result<Option<Draft>>> = targets
        .files
        .par_iter()
        .map(|path| look_at(&targets.roots, path))
        .collect();
    let mut failed = false;
    let mut drafts = Vec::new();
    for draft in looked_at {
        match draft {
            Ok(draft) => drafts.extend(draft),
            Err(error) => {
                complain(&error);
                failed = true;
            }
        }
    }
    let changed = drafts.len();
    let is_shown_only = arguments.check || arguments.diff;
    if is_shown_only {
        show(arguments, &drafts)?;
    } else {
        for draft in &drafts {
            if let Err(error) = rewrite(&targets.roots, &draft.path, &draft.new) {
                complain(&error);
                failed = true;
            }
        }
    }
    if failed {
        return Ok(ExitCode::from(COULD_NOT_RUN));
    }
    if !arguments.diff {
        let in_style = targets.files.len() - changed;
        output::print(&summary(changed, in_style, is_shown_only))?;
    }
    Ok(exit_code(is_shown_only && changed > 0))
}

/// The draft, if it is not in style.
fn look_at(roots: &[PathBuf], path: &Path) -> Result<Option<Draft>> {
    let target = target_of(roots, path)?;
    let old = disk::read(&target).map_err(|problem| anyhow!("{} {problem}", path.display()))?;
    let new = formatted(&old);
    let path = path.to_owned();
    Ok((old != new).then_some(Draft { path, old, new }))
}

fn standard_input(arguments: &FmtArguments) -> Result<ExitCode> {
    if arguments.paths.len() > 1 {
        bail!("`-` stands alone: format other paths in a call of their own");
    }
    let path = arguments.stdin_path.clone();
    let path = path.unwrap_or_else(|| STDIN_PATH.into());
    let old = stdin::read()?;
    let new = formatted(&old);
    if !(arguments.check || arguments.diff) {
        // Byte for byte: what stands in a draft is nobody's colour.
        let mut output = std::io::stdout().lock();
        output.write_all(new.as_bytes())?;
        output.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let is_other = old != new;
    let draft = Draft { path, old, new };
    if is_other {
        show(arguments, &[draft])?;
    }
    Ok(exit_code(is_other))
}

/// Shows what would be written, or only where.
fn show(arguments: &FmtArguments, drafts: &[Draft]) -> Result<()> {
    let folder = std::env::current_dir().unwrap_or_default();
    for draft in drafts {
        let path = draft.path.strip_prefix(&folder).unwrap_or(&draft.path);
        match arguments.diff {
            true => output::print(&unified(path, &draft.old, &draft.new))?,
            false => output::print(&format!("{}\n", printable(&path.to_string_lossy())))?,
        };
    }
    Ok(())
}

fn summary(changed: usize, in_style: usize, is_shown_only: bool) -> String {
    let files = |count| if count == 1 { "file" } else { "files" };
    let done = match (is_shown_only, changed) {
        (true, 1) => "is not in style",
        (true, _) => "are not in style",
        (false, _) => "formatted",
    };
    match (changed, in_style) {
        (0, 1) => "1 file is in style\n".to_owned(),
        (0, all) => format!("all {all} files are in style\n"),
        (changed, 0) => format!("{changed} {} {done}\n", files(changed)),
        (changed, 1) => format!("{changed} {} {done}, 1 is in style\n", files(changed)),
        (changed, rest) => format!("{changed} {} {done}, {rest} are in style\n", files(changed)),
    }
}

fn exit_code(is_failure: bool) -> ExitCode {
    match is_failure {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}
