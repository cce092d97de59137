//! `sayso check --fix` and `sayso check --diff`
//!
//! What `--fix` changed is reported on standard error, because standard output may be read by a program.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::sleep;

use anyhow::{Result, bail};
use rayon::prelude::*;

use super::findings::CheckInput;
use super::selection::Selection;
use crate::cli::arguments::CheckArguments;
use crate::cli::diff::unified;
use crate::cli::exposed_words::ExposedWords;
use crate::cli::loaded::ReadTexts;
use crate::cli::output::{self, tell};
use crate::cli::stdin::STDIN;
use crate::cli::writing::{
    BEFORE_SECOND_TRY, DraftWriter, Rewrite, Written, changed_again, remove_leftovers, target_of,
};
use crate::rules::{Analysis, DraftFixes, Finding, analyse, draft_fixes};
use crate::workspace::{File, FileId, Workspace};

/// The maximum number of rounds. A fix may make another one possible, and two that undo each other would
/// never end.
const MAX_ROUNDS: usize = 10;

/// What was fixed.
#[derive(Default)]
pub struct Fixed {
    /// The drafts that changed.
    pub drafts: BTreeMap<PathBuf, FixedDraft>,
}

/// A draft that changed, with the number of fixes.
pub struct FixedDraft {
    pub old: String,
    pub new: String,
    fixes: usize,
}

pub fn refuse_stdin(arguments: &CheckArguments) -> Result<()> {
    let fixes = arguments.fix || arguments.diff;
    if fixes && arguments.paths.iter().any(|path| path == Path::new(STDIN)) {
        bail!("`--fix` and `--diff` work on files: save the draft from standard input first");
    }
    Ok(())
}

/// Applies all fixes of selected findings that nobody has to choose to the loaded targets, in memory, until there are
/// none left.
pub fn fix(input: &mut CheckInput, with_unsafe: bool, selection: &Selection) -> Result<Fixed> {
    input.load();
    let mut fixed = Fixed::default();
    let Some(loaded) = &mut input.loaded else {
        return Ok(fixed);
    };
    let targets = input.targets.files.iter();
    let drafts: Vec<FileId> = targets
        .filter_map(|path| loaded.workspace.id_of(path))
        .collect();
    input.texts.copies.read_for(&mut loaded.workspace, drafts);
    let is_wanted = |finding: &Finding| selection.shows(finding.rule, finding.severity);
    for _ in 0..MAX_ROUNDS {
        let files = &input.targets.files;
        let fixes = |workspace: &Workspace, analysis: &Analysis| {
            draft_fixes(workspace, analysis, with_unsafe, is_wanted)
        };
        let found = fixes_of(&loaded.workspace, files, &input.texts, fixes);
        if found.is_empty() {
            break;
        }
        for (id, fixes) in found {
            fixed.apply(&mut loaded.workspace, id, &fixes);
        }
    }
    for path in fixed.drafts.keys() {
        target_of(&input.targets.roots, path)?;
    }
    Ok(fixed)
}

/// The fixes of the files, each with its text of now. Articles are read in the first round only.
fn fixes_of(
    workspace: &Workspace,
    files: &[PathBuf],
    texts: &ReadTexts,
    fixes: impl Fn(&Workspace, &Analysis) -> DraftFixes + Sync,
) -> Vec<(FileId, DraftFixes)> {
    let of = |path: &PathBuf| {
        let id = workspace.id_of(path)?;
        let read = |path: &Path| texts.article(&workspace.roots, path);
        let article = workspace.article_of(workspace.file(id)?, None, &read);
        let fixes = fixes(workspace, &analyse(workspace, id, article));
        (fixes.fixes > 0).then_some((id, fixes))
    };
    files.par_iter().filter_map(of).collect()
}

impl Fixed {
    /// Replaces a draft by its fixed text.
    fn apply(&mut self, workspace: &mut Workspace, id: FileId, fixes: &DraftFixes) {
        let Some(before) = workspace.file(id).cloned() else {
            return;
        };
        let old = before.text();
        // All edits at once: there may be as many as there are declarations.
        let mut new = String::with_capacity(old.len());
        let mut copied = 0;
        for (range, text) in &fixes.edits {
            new += &old[copied..range.start];
            new += text;
            copied = range.end;
        }
        new += &old[copied..];
        workspace.insert(File::new(&before.path, &new));
        let path = before.path.to_path_buf();
        let draft = self.drafts.entry(path).or_insert_with(|| FixedDraft {
            old: old.to_string(),
            new: String::new(),
            fixes: 0,
        });
        draft.new = new;
        draft.fixes += fixes.fixes;
    }

    /// Prints what `--fix` would write. Returns the exit code.
    pub fn print_diff(&self, input: &mut CheckInput) -> Result<ExitCode> {
        let exposed = ExposedWords::of_all(&input.load().workspace);
        let folder = std::env::current_dir().unwrap_or_default();
        for (path, draft) in &self.drafts {
            let shown = path.strip_prefix(&folder).unwrap_or(path);
            output::print(&unified(shown, &draft.old, &draft.new, &exposed))?;
        }
        Ok(match self.drafts.is_empty() {
            true => ExitCode::SUCCESS,
            false => ExitCode::FAILURE,
        })
    }

    /// Writes the drafts, and leaves those in `self` that were written. Returns the others: another program has
    /// changed them meanwhile.
    fn write(&mut self, input: &mut CheckInput) -> Result<Vec<PathBuf>> {
        let roots = input.targets.roots.clone();
        let drafts = self.drafts.iter();
        let drafts: Vec<Rewrite> = drafts
            .map(|(path, draft)| Rewrite {
                path: path.clone(),
                old: draft.old.clone(),
                new: draft.new.clone(),
            })
            .collect();
        let mut changed = Vec::new();
        let mut failed = None;
        for (draft, written) in drafts.iter().zip(DraftWriter::new(&roots).write(&drafts)) {
            match written {
                Ok(Written::Yes) => input.load().note_written(&draft.path, &draft.new),
                Ok(Written::Changed) => changed.push(draft.path.clone()),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        changed
            .iter()
            .for_each(|path| drop(self.drafts.remove(path)));
        failed.map_or(Ok(changed), Err)
    }

    /// Says how much was fixed.
    pub fn tell(&self) {
        let fixes: usize = self.drafts.values().map(|draft| draft.fixes).sum();
        let files = self.drafts.len();
        let plural = if files == 1 { "" } else { "s" };
        tell(&format!("{fixes} fixed in {files} file{plural}"));
    }
}

/// Fixes the targets and writes them. The check goes on with the findings that are left.
///
/// If another program has changed a draft meanwhile, everything is read and fixed again, once: what may be
/// fixed depends on other drafts.
pub fn fix_and_write(
    input: &mut CheckInput,
    with_unsafe: bool,
    selection: &Selection,
) -> Result<Fixed> {
    remove_leftovers(&input.targets.files);
    let mut fixed = fix(input, with_unsafe, selection)?;
    if !fixed.write(input)?.is_empty() {
        sleep(BEFORE_SECOND_TRY);
        input.read_again();
        let mut again = fix(input, with_unsafe, selection)?;
        if let Some(changed) = again.write(input)?.first() {
            return Err(changed_again(changed));
        }
        fixed.drafts.extend(again.drafts);
    }
    Ok(fixed)
}
