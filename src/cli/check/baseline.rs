//! A baseline: the findings that existed when somebody began to check. Only new ones make a check fail.
//!
//! A baseline only gets shorter. `--write-baseline` writes all findings if there is no file, and removes
//! those that were fixed if there is one; it never adds. Without the option, fixed findings are reported
//! and nothing is written: CI has no place to store a file.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;
use serde_json::error::Category;

use super::outcome::{BaselineComparison, KnownFinding, Outcome};
use super::reported::Reported;
use crate::cli::arguments::CheckArguments;
use crate::cli::output;
use crate::cli::paths::path_in_workspace;
use crate::workspace::disk;

const VERSION: u32 = 1;

/// The file that `--baseline` names.
pub struct Baseline {
    file: PathBuf,
    /// None if the file does not exist yet.
    findings: Option<BTreeSet<KnownFinding>>,
    writes: bool,
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
        let shown = file.display();
        let findings = match std::fs::read_to_string(&file) {
            Ok(text) => Some(read(&text).map_err(|(place, why)| {
                anyhow!("{shown}:{place}: not a baseline file ({why}): restore it from version control, or delete it and write a new one with `--write-baseline`")
            })?),
            Err(error) if error.kind() == ErrorKind::NotFound && arguments.write_baseline => None,
            Err(error) if error.kind() == ErrorKind::NotFound => bail!(
                "the baseline {shown} does not exist: correct the path, or write it with `--write-baseline`"
            ),
            Err(error) => return Err(error).context(format!("cannot read the baseline {shown}")),
        };
        Ok(Some(Baseline {
            file,
            findings,
            writes: arguments.write_baseline,
        }))
    }

    /// Leaves only new findings in the outcome, and writes the file if the arguments ask for it. `roots` are
    /// those of the workspace.
    pub fn compare(&self, outcome: &mut Outcome, roots: &[PathBuf]) -> Result<()> {
        if roots.len() > 1 {
            bail!(
                "a baseline belongs to one workspace, and these paths are in {}: check each of them separately",
                roots.len()
            );
        }
        let known_of = |finding: &Reported| KnownFinding {
            path: path_in_workspace(roots, &finding.spot.path),
            rule: finding.rule.to_owned(),
            fingerprint: finding.fingerprint,
        };
        let found: BTreeSet<KnownFinding> = outcome.findings.iter().map(known_of).collect();
        let known = self.findings.as_ref().unwrap_or(&found);
        let unchecked = unchecked_drafts(outcome, roots);
        // What was known about an article may still be found by a draft of it that was not checked.
        let may_exist = |path: &String| match disk::is_sayso(Path::new(path)) {
            true => unchecked.contains(path),
            false => !unchecked.is_empty(),
        };
        let is_fixed = |it: &&KnownFinding| !found.contains(*it) && !may_exist(&it.path);
        let fixed: Vec<KnownFinding> = known.iter().filter(is_fixed).cloned().collect();
        if self.writes && (self.findings.is_none() || !fixed.is_empty()) {
            let rest = known.iter().filter(|it| !is_fixed(it));
            output::write(&self.file, &file_text(rest)?)?;
        }
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
}

/// The drafts of the workspace that were not checked: their known findings may still exist.
fn unchecked_drafts(outcome: &Outcome, roots: &[PathBuf]) -> BTreeSet<String> {
    let files = outcome.workspace.iter();
    let files = files.filter(|path| outcome.files.binary_search(path).is_err());
    files.map(|path| path_in_workspace(roots, path)).collect()
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
    match file.version {
        VERSION => Ok(file.findings),
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
