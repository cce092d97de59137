//! `sayso check --fix` and `sayso check --diff`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use rayon::prelude::*;

use super::targets::targets;
use crate::cli::arguments::CheckArguments;
use crate::cli::diff::unified;
use crate::cli::output;
use crate::cli::rewrite::{rewrite, target_of};
use crate::cli::stdin::STDIN;
use crate::cli::targets::Targets;
use crate::rules::{Mending, analyse, mending};
use crate::workspace::{ArticleText, File, FileId, Workspace, disk};

/// A fix may uncover something else to be fixed. Two that undo each other would never end.
const ROUNDS: usize = 10;

/// What was fixed.
#[derive(Default)]
struct Fixed {
    fixes: usize,
    /// Each draft that is another now, with its old text and its new one.
    drafts: BTreeMap<PathBuf, (String, String)>,
}

/// Mends what can be mended without anybody choosing. Where the drafts are written, the check goes
/// on with what is left; where it is only shown, that is all, and the exit code is returned.
pub fn run(arguments: &CheckArguments) -> Result<Option<ExitCode>> {
    if !arguments.fix && !arguments.diff {
        return Ok(None);
    }
    if arguments.paths.iter().any(|path| path == Path::new(STDIN)) {
        bail!("`--fix` and `--diff` are for files: save what comes from standard input first");
    }
    let (targets, _) = targets(arguments)?;
    let fixed = fix(&targets, arguments.with_unsafe);
    for path in fixed.drafts.keys() {
        target_of(&targets.roots, path)?;
    }
    if arguments.diff {
        let folder = std::env::current_dir().unwrap_or_default();
        for (path, (old, new)) in &fixed.drafts {
            let shown = path.strip_prefix(&folder).unwrap_or(path);
            output::print(&unified(shown, old, new))?;
        }
        let is_something = !fixed.drafts.is_empty();
        return Ok(Some(match is_something {
            true => ExitCode::FAILURE,
            false => ExitCode::SUCCESS,
        }));
    }
    for (path, (_, new)) in &fixed.drafts {
        rewrite(&targets.roots, path, new)?;
    }
    // Beside the output: that may be for programs.
    let files = fixed.drafts.len();
    let plural = if files == 1 { "" } else { "s" };
    anstream::eprintln!("{} fixed in {files} file{plural}", fixed.fixes);
    Ok(None)
}

/// Fixes the targets in memory, until nothing is left that can be fixed.
fn fix(targets: &Targets, with_unsafe: bool) -> Fixed {
    let mut workspace = Workspace::new(targets.roots.clone());
    workspace.configurations = targets.configurations.clone();
    let loaded = disk::load(&targets.workspace, || {});
    workspace.fill(loaded.into_iter().flatten());
    let mut fixed = Fixed::default();
    for _ in 0..ROUNDS {
        let found = mendings(&workspace, &targets.files, with_unsafe);
        if found.is_empty() {
            break;
        }
        for (id, mending) in found {
            fixed.take(&mut workspace, id, &mending);
        }
    }
    fixed
}

/// What mends the files, each as it stands now.
fn mendings(workspace: &Workspace, files: &[PathBuf], with_unsafe: bool) -> Vec<(FileId, Mending)> {
    let of = |path: &PathBuf| {
        let id = workspace.id_of(path)?;
        let read = |path: &Path| disk::read_article(&workspace.roots, path);
        let article = ArticleText::of(workspace.file(id)?, &workspace.roots, None, &read);
        let mending = mending(workspace, &analyse(workspace, id, article), with_unsafe);
        (mending.fixes > 0).then_some((id, mending))
    };
    files.par_iter().filter_map(of).collect()
}

impl Fixed {
    fn take(&mut self, workspace: &mut Workspace, id: FileId, mending: &Mending) {
        let Some(before) = workspace.file(id).cloned() else {
            return;
        };
        let old = before.text();
        // All at once: there may be as many as there are declarations.
        let mut new = String::with_capacity(old.len());
        let mut taken = 0;
        for (range, text) in &mending.edits {
            new += &old[taken..range.start];
            new += text;
            taken = range.end;
        }
        new += &old[taken..];
        workspace.insert(File::new(&before.path, &new));
        let path = before.path.to_path_buf();
        let (_, known) = self
            .drafts
            .entry(path)
            .or_insert_with(|| (old.to_string(), String::new()));
        *known = new;
        self.fixes += mending.fixes;
    }
}
