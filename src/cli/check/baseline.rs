//! A baseline: the findings that existed when somebody began to check. Only new ones make a check fail.
//!
//! A baseline only gets shorter. `--write-baseline` writes all findings if there is no file, and removes
//! those that were fixed if there is one; it never adds. Without the option, fixed findings are reported
//! and nothing is written: CI has no place to store a file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::thread::sleep;

use anyhow::{Result, anyhow, bail};
use serde::Deserialize;
use serde_json::error::Category;

use super::outcome::{BaselineComparison, KnownFinding, Outcome};
use super::reported::Reported;
use crate::cli::arguments::CheckArguments;
use crate::cli::paths::path_in_workspace;
use crate::cli::targets::{absolute, refuse_link_outside};
use crate::cli::writing::{BEFORE_SECOND_TRY, LockedFile, Written, changed_again};
use crate::workspace::limits::LARGEST_BASELINE;
use crate::workspace::paths::composed;
use crate::workspace::{ArticleProblem, disk};

const VERSION: u32 = 1;

/// How often a file is written that somebody else changes at the same time.
const TRIES: usize = 2;

/// The file that `--baseline` names.
pub struct Baseline {
    file: PathBuf,
    /// None if the file does not exist yet.
    stored: Option<StoredBaseline>,
    writes: bool,
}

/// What the file contains.
struct StoredBaseline {
    text: String,
    findings: BTreeSet<KnownFinding>,
}

#[derive(Deserialize)]
struct BaselineFile {
    version: u32,
    findings: BTreeSet<KnownFinding>,
}

impl Baseline {
    /// The baseline that the arguments name.
    pub fn of(arguments: &CheckArguments) -> Result<Option<Baseline>> {
        let Some(file) = arguments.baseline.clone() else {
            return Ok(None);
        };
        let writes = arguments.write_baseline;
        refuse_link_outside(&absolute(&file)?)?;
        let stored = stored(&file)?;
        if stored.is_none() && !writes {
            bail!(
                "the baseline {} does not exist: correct the path, or write it with `--write-baseline`",
                file.display()
            );
        }
        Ok(Some(Baseline {
            file,
            stored,
            writes,
        }))
    }

    /// Leaves only new findings in the outcome, and writes the file if the arguments ask for it. `roots` are
    /// those of the workspace.
    pub fn compare(&mut self, outcome: &mut Outcome, roots: &[PathBuf]) -> Result<()> {
        if roots.len() > 1 {
            bail!(
                "a baseline belongs to one workspace, and these paths are in {}: check each of them separately",
                roots.len()
            );
        }
        let known_of = |finding: &Reported| KnownFinding {
            path: known_path(roots, &finding.spot.path),
            rule: finding.rule.to_owned(),
            fingerprint: finding.fingerprint,
        };
        let found: BTreeSet<KnownFinding> = outcome.findings.iter().map(known_of).collect();
        let unchecked = unchecked_drafts(outcome, roots);
        // What was known about an article may still be found by a draft of it that was not checked.
        let may_exist = |path: &String| match disk::is_sayso(Path::new(path)) {
            true => unchecked.contains(path),
            false => !unchecked.is_empty(),
        };
        let is_fixed = |it: &KnownFinding| !found.contains(it) && !may_exist(&it.path);
        if self.writes {
            self.write(&found, is_fixed)?;
        }
        let known = match &self.stored {
            Some(stored) => &stored.findings,
            None => &found,
        };
        let fixed = known.iter().filter(|it| is_fixed(it)).cloned().collect();
        let before = outcome.findings.len();
        let is_new = |finding: &Reported| !known.contains(&known_of(finding));
        outcome.findings.retain(is_new);
        outcome.summary.take(&outcome.findings);
        outcome.baseline = Some(BaselineComparison {
            known: before - outcome.findings.len(),
            fixed,
            written: self.writes,
        });
        Ok(())
    }

    /// Writes all findings, or those of the file that are not fixed. If somebody else has written the file
    /// meanwhile, it is read again, once, so that nothing comes back that they have removed.
    fn write(
        &mut self,
        found: &BTreeSet<KnownFinding>,
        is_fixed: impl Fn(&KnownFinding) -> bool,
    ) -> Result<()> {
        let file = LockedFile::at(&self.file)?;
        for _ in 0..TRIES {
            let (old, new) = match &self.stored {
                None => (None, file_text(found.iter())?),
                Some(stored) if !stored.findings.iter().any(&is_fixed) => return Ok(()),
                Some(stored) => {
                    let rest = stored.findings.iter().filter(|it| !is_fixed(it));
                    (Some(&*stored.text), file_text(rest)?)
                }
            };
            if file.replace(old, &new)? == Written::Yes {
                return Ok(());
            }
            sleep(BEFORE_SECOND_TRY);
            self.stored = stored(&self.file)?;
        }
        Err(changed_again(&self.file))
    }
}

/// What the file contains; None if it does not exist.
fn stored(file: &Path) -> Result<Option<StoredBaseline>> {
    let shown = file.display();
    let text = match disk::read_up_to(LARGEST_BASELINE, file) {
        Ok(text) => text,
        Err(ArticleProblem::Missing) => return Ok(None),
        Err(ArticleProblem::TooMuch(_)) => bail!(
            "the baseline {shown} is larger than the maximum of 20 MB: restore it from version control, or delete it and write a new one with `--write-baseline`"
        ),
        Err(problem) => bail!("the baseline {shown} {problem}"),
    };
    let findings = read(&text).map_err(|(place, why)| {
        anyhow!("{shown}:{place}: not a baseline file ({why}): restore it from version control, or delete it and write a new one with `--write-baseline`")
    })?;
    Ok(Some(StoredBaseline { text, findings }))
}

/// The drafts of the workspace that were not checked: their known findings may still exist.
fn unchecked_drafts(outcome: &Outcome, roots: &[PathBuf]) -> BTreeSet<String> {
    let files = outcome.workspace.iter();
    let files = files.filter(|path| outcome.files.binary_search(path).is_err());
    files.map(|path| known_path(roots, path)).collect()
}

/// The path of a file in a baseline. The same file may have another Unicode form on another computer.
fn known_path(roots: &[PathBuf], path: &Path) -> String {
    composed(&path_in_workspace(roots, path)).into_owned()
}

/// The findings in the file. The error has a place, `line:column`, and a reason.
fn read(text: &str) -> Result<BTreeSet<KnownFinding>, (String, &'static str)> {
    let file: BaselineFile = serde_json::from_str(text).map_err(|error| {
        let place = format!("{}:{}", error.line(), error.column().max(1));
        let why = match error.classify() {
            Category::Data => "unexpected content",
            _ => "not valid JSON",
        };
        (place, why)
    })?;
    let composed = |finding: KnownFinding| KnownFinding {
        path: composed(&finding.path).into_owned(),
        ..finding
    };
    match file.version {
        VERSION => Ok(file.findings.into_iter().map(composed).collect()),
        _ => Err(("1:1".to_owned(), "written by another version of Sayso")),
    }
}

/// One finding per line, so that Git can merge the work of two people who fix different things.
fn file_text<'a>(findings: impl Iterator<Item = &'a KnownFinding>) -> Result<String> {
    let lines: Vec<String> = findings
        .map(|finding| Ok(format!("    {}", serde_json::to_string(finding)?)))
        .collect::<Result<_>>()?;
    let findings = match lines.is_empty() {
        true => "[]".to_owned(),
        false => format!("[\n{}\n  ]", lines.join(",\n")),
    };
    Ok(format!(
        "{{\n  \"version\": {VERSION},\n  \"findings\": {findings}\n}}\n"
    ))
}
