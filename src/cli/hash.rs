//! `sayso hash`: writes the checksums of the copies of sources into their drafts.

use std::path::Path;
use std::process::ExitCode;
use std::thread::sleep;

use anyhow::Result;

use super::arguments::HashArguments;
use super::errors::{COULD_NOT_RUN, print_error};
use super::loaded::{LoadedWorkspace, ReadTexts};
use super::output;
use super::paths::shown_path;
use super::printable::printable;
use super::targets::Targets;
use super::writing::{
    BEFORE_SECOND_TRY, DraftWriter, Rewrite, Written, changed_again, remove_leftovers,
};
use crate::model::SourceFile;
use crate::workspace::{File, FileId, FoundCopy, Workspace};

pub fn run(arguments: &HashArguments) -> Result<ExitCode> {
    let targets = Targets::of(&arguments.paths)?;
    targets.refuse_none()?;
    remove_leftovers(&targets.files);
    let mut hashed = Hashed::of(&targets, arguments.changed);
    let mut failed = false;
    let mut written = 0;
    let changed = write(&targets, &hashed, &mut written, &mut failed);
    if changed {
        sleep(BEFORE_SECOND_TRY);
        hashed = Hashed::of(&targets, arguments.changed);
        if write(&targets, &hashed, &mut written, &mut failed) {
            failed = true;
        }
    }
    for problem in &hashed.problems {
        output::print(&format!("{}\n", printable(problem)))?;
    }
    if failed {
        return Ok(ExitCode::from(COULD_NOT_RUN));
    }
    if !arguments.quiet {
        output::print(&summary(written, hashed.as_before))?;
    }
    Ok(match hashed.problems.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Writes the drafts, and counts the checksums. Returns whether another program has changed one of them meanwhile.
fn write(targets: &Targets, hashed: &Hashed, written: &mut usize, failed: &mut bool) -> bool {
    let drafts: Vec<Rewrite> = hashed
        .drafts
        .iter()
        .map(|(draft, _)| draft.clone())
        .collect();
    let mut changed = false;
    let results = DraftWriter::new(&targets.roots).write(&drafts);
    for ((draft, sums), result) in hashed.drafts.iter().zip(results) {
        match result {
            Ok(Written::Yes) => *written += sums,
            Ok(Written::Changed) if changed => {
                print_error(&changed_again(&draft.path));
            }
            Ok(Written::Changed) => changed = true,
            Err(error) => {
                print_error(&error);
                *failed = true;
            }
        }
    }
    changed
}

/// What to write into the drafts.
#[derive(Default)]
struct Hashed {
    /// The drafts that change, with the number of checksums.
    drafts: Vec<(Rewrite, usize)>,
    /// The number of copies that have the checksum that is written down.
    as_before: usize,
    /// One line each.
    problems: Vec<String>,
}

impl Hashed {
    fn of(targets: &Targets, with_changed: bool) -> Hashed {
        let texts = ReadTexts::default();
        let mut loaded = LoadedWorkspace::read(targets, None, false, &texts);
        let files = targets.files.iter();
        let drafts: Vec<FileId> = files
            .filter_map(|path| loaded.workspace.id_of(path))
            .collect();
        texts
            .copies
            .read_for(&mut loaded.workspace, drafts.iter().copied());
        let folder = std::env::current_dir().unwrap_or_default();
        let mut hashed = Hashed::default();
        for file in drafts.iter().filter_map(|id| loaded.workspace.file(*id)) {
            hashed.add(&loaded.workspace, file, with_changed, &folder);
        }
        hashed
    }

    fn add(&mut self, workspace: &Workspace, file: &File, with_changed: bool, folder: &Path) {
        let old = file.text().to_string();
        let mut new = String::with_capacity(old.len());
        let mut copied = 0;
        let mut sums = 0;
        for (id, _, item) in file.items() {
            let files = item.source().map_or(&[][..], |source| &source.files);
            let start = file.get(id).map_or(0, |(start, _)| start.byte);
            for named in files {
                let line = || {
                    old[..start + named.path.span.start as usize]
                        .matches('\n')
                        .count()
                        + 1
                };
                let place = || format!("{}:{}", shown_path(&file.path, folder), line());
                let problem = match workspace.copy(file, &named.path.text) {
                    FoundCopy::Yes(copy) => match &named.checksum {
                        Some(sum) if copy.checksum.is(&sum.text) => {
                            self.as_before += 1;
                            None
                        }
                        Some(_) if !with_changed => Some(CHANGED),
                        _ => {
                            let range = place_of_checksum(named);
                            new += &old[copied..start + range.start];
                            new += &format!(" sha256 {}", copy.checksum);
                            copied = start + range.end;
                            sums += 1;
                            None
                        }
                    },
                    FoundCopy::NoFolder => Some(NO_FOLDER),
                    FoundCopy::No(_) | FoundCopy::Unread => Some(MISSING),
                };
                // Without the path of the copy: `sayso check` decides whether it may be shown.
                self.problems
                    .extend(problem.map(|problem| format!("{}: {problem}", place())));
            }
        }
        if sums > 0 {
            new += &old[copied..];
            let path = file.path.to_path_buf();
            self.drafts.push((Rewrite { path, old, new }, sums));
        }
    }
}

const CHANGED: &str = "this copy has another checksum than the one written here: find out who changed it, then run `sayso hash --changed`";
const MISSING: &str = "this copy is not there or cannot be read: run `sayso check`, which says why";
const NO_FOLDER: &str = "this copy is in the folder for evidence, which is not on this machine";

/// What is between the path and the end of the checksum, from the start of the declaration.
fn place_of_checksum(named: &SourceFile) -> std::ops::Range<usize> {
    let end = named
        .checksum
        .as_ref()
        .map_or(named.path.span.end, |sum| sum.span.end);
    named.path.span.end as usize..end as usize
}

fn summary(written: usize, as_before: usize) -> String {
    let sums = |count| match count {
        1 => "1 checksum".to_owned(),
        count => format!("{count} checksums"),
    };
    match (written, as_before) {
        (0, 0) => "no copy was found whose checksum could be written\n".to_owned(),
        (0, known) => format!(
            "nothing to write: {} as written\n",
            match known {
                1 => "1 copy is".to_owned(),
                known => format!("{known} copies are"),
            }
        ),
        (written, _) => format!("{} written\n", sums(written)),
    }
}
