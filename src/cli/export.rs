//! `sayso export`: a draft for other programs, as far as it may leave the newsroom.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};

use super::arguments::ExportArguments;
use super::drafts_of_articles::add_drafts;
use super::loaded::{LoadedWorkspace, ReadTexts, article_of};
use super::output;
use super::paths::printable_path;
use super::targets::{Targets, absolute};
use super::writing::{Written, create};
use crate::interchange::{Released, Withheld};
use crate::rules::analyse;
use crate::workspace::Workspace;

/// Stands for standard output.
const STDOUT: &str = "-";

pub fn run(arguments: &ExportArguments) -> Result<ExitCode> {
    if !arguments.draft.exists() {
        bail!("{} does not exist", arguments.draft.display());
    }
    let mut targets = Targets::of(std::slice::from_ref(&arguments.draft))?;
    let loaded = LoadedWorkspace::read(&targets, None, false, &ReadTexts::default());
    add_drafts(&mut targets, &loaded.workspace)?;
    targets.refuse_none()?;
    let draft = the_draft(&targets, &loaded)?;
    let released = released(&loaded.workspace, &draft)?;
    let format = arguments.to;
    let bytes = (format.write)(&released).with_context(|| {
        format!(
            "cannot export {} to {}",
            printable_path(&draft),
            format.name
        )
    })?;
    if arguments.output.as_deref() == Some(Path::new(STDOUT)) {
        let text = String::from_utf8(bytes)
            .map_err(|_| anyhow!("{} is no text: name a file instead of `-`", format.name))?;
        output::print_exactly(&text)?;
        return Ok(ExitCode::SUCCESS);
    }
    let target = match &arguments.output {
        Some(path) => absolute(path)?,
        None => draft.with_extension(format.extension),
    };
    if create(&target, &bytes)? == Written::Changed {
        bail!(
            "{} already exists, and is not replaced: name another file with --output",
            printable_path(&target)
        );
    }
    if !arguments.quiet {
        output::print(&summary(&released, &target))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The only draft among the targets.
pub fn the_draft(targets: &Targets, loaded: &LoadedWorkspace) -> Result<PathBuf> {
    let is_draft = |path: &&PathBuf| {
        let id = loaded.workspace.id_of(path);
        let file = id.and_then(|id| loaded.workspace.file(id));
        file.is_some_and(|file| !file.is_registry())
    };
    if let [path] = &targets.files[..]
        && let Some(problem) = loaded.problem(path)
    {
        bail!("{} {problem}", printable_path(path));
    }
    let drafts: Vec<&PathBuf> = targets.files.iter().filter(is_draft).collect();
    match &drafts[..] {
        [draft] => Ok((*draft).clone()),
        [] => bail!("there is no draft here: name one, which has an `article` and ends in .sayso"),
        [first, second, ..] => bail!(
            "there are several drafts here: name one of them, such as {} or {}",
            printable_path(first),
            printable_path(second)
        ),
    }
}

/// What of the draft may leave.
fn released(workspace: &Workspace, draft: &Path) -> Result<Released> {
    let id = workspace
        .id_of(draft)
        .with_context(|| format!("{} cannot be read", printable_path(draft)))?;
    let article = workspace
        .file(id)
        .and_then(|file| article_of(workspace, file));
    let analysis = analyse(workspace, id, article);
    Released::of(workspace, &analysis).map_err(|Withheld::Exposed| {
        anyhow!(
            "{} is not exported: what it publishes names somebody behind a confidential source; `sayso check` shows where",
            printable_path(draft)
        )
    })
}

fn summary(released: &Released, target: &Path) -> String {
    let count = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    };
    let mut summary = format!(
        "{}, {}\n",
        count(released.claims.len(), "claim"),
        count(released.sources.len(), "source")
    );
    if released.left_out > 0 {
        summary += &format!(
            "{} left out, because the words could give a confidential source away\n",
            count(released.left_out, "claim")
        );
    }
    summary + &format!("{} was written\n", printable_path(target))
}
