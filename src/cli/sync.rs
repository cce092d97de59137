//! `sayso sync`: what reviewers wrote into a document that was exported.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use super::arguments::SyncArguments;
use super::import::{file_at, merge_line, read, told, write_merged};
use super::loaded::{LoadedWorkspace, ReadTexts, article_of};
use super::output;
use super::paths::printable_path;
use super::targets::{Targets, absolute};
use crate::interchange::{ImportFormat, Incoming, Newer, Options, Reviewed, merge, reviewed};
use crate::rules::analyse;
use crate::workspace::disk;

pub fn run(arguments: &SyncArguments) -> Result<ExitCode> {
    let path = absolute(&arguments.file)?;
    let format = ImportFormat::of(&path).filter(|format| format.has_reviews);
    let format = format.with_context(|| {
        format!(
            "{} is no Word document (.docx): comments are taken over from those",
            arguments.file.display()
        )
    })?;
    let incoming = read(&arguments.file, &path, format, &Options::default())?;
    let draft = draft_of(arguments, &path, &incoming)?;
    let targets = Targets::of(std::slice::from_ref(&draft))?;
    let loaded = LoadedWorkspace::read(&targets, None, false, &ReadTexts::default());
    let workspace = &loaded.workspace;
    let file = file_at(workspace, &draft)?;
    let id = workspace
        .id_of(&draft)
        .context("the draft cannot be read")?;
    let analysis = analyse(workspace, id, article_of(workspace, file));
    let from = path.file_name().unwrap_or_default().to_string_lossy();
    let reviewed = reviewed(&incoming, workspace, file, &analysis, &from);
    let merged = merge(file, &reviewed.declarations, Newer::Draft);
    write_merged(&targets, &draft, file, &merged)?;
    if !arguments.quiet {
        let mut report = summary(&reviewed) + &merge_line(&draft, &merged) + "\n";
        report += &told(&reviewed.told);
        output::print(&report)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn summary(reviewed: &Reviewed) -> String {
    let count = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    };
    let resolved = match reviewed.resolved {
        0 => String::new(),
        resolved => format!(
            "; {} marked as resolved: see the comments in the draft",
            count(resolved, "claim")
        ),
    };
    format!("{}{resolved}\n", count(reviewed.comments, "comment"))
}

/// The draft that was exported: the one that is named, the one that the document names, or the one with its name.
fn draft_of(arguments: &SyncArguments, path: &Path, incoming: &Incoming) -> Result<PathBuf> {
    if let Some(draft) = &arguments.draft {
        return absolute(draft);
    }
    let beside = |stem: &str| {
        path.with_file_name(stem)
            .with_added_extension(disk::EXTENSION)
    };
    let here = |stem: &str| absolute(&PathBuf::from(stem).with_added_extension(disk::EXTENSION));
    // Only a file name: a document from elsewhere must not lead out of its folder.
    let stem = incoming.exported_from.as_deref();
    let stem = stem.filter(|stem| {
        Path::new(stem)
            .file_name()
            .is_some_and(|name| name == *stem)
    });
    if let Some(stem) = stem {
        for draft in [beside(stem), here(stem)?] {
            if draft.is_file() {
                return Ok(draft);
            }
        }
    }
    let same = path.with_extension(disk::EXTENSION);
    if same.is_file() {
        return Ok(same);
    }
    bail!(
        "the draft of {} is not known: name it, as in `sayso sync {} draft.sayso`",
        printable_path(path),
        arguments.file.display()
    )
}
