//! Findings that were there when somebody began to check: only what is new fails. The list only
//! ever gets shorter, since what was mended is taken out of it and nothing new comes in.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;
use serde_json::error::Category;

use super::outcome::{Compared, Entry, Outcome};
use super::reported::Reported;
use crate::cli::arguments::CheckArguments;
use crate::cli::output;
use crate::cli::paths::path_in_workspace;
use crate::cli::targets::Targets;

const VERSION: u32 = 1;

/// The file that `--baseline` names.
pub struct Baseline {
    file: PathBuf,
    /// None where the file is yet to be written.
    entries: Option<BTreeSet<Entry>>,
    writes: bool,
}

#[derive(Deserialize)]
struct Stored {
    version: u32,
    findings: BTreeSet<Entry>,
}

impl Baseline {
    /// The baseline that the arguments name.
    pub fn of(arguments: &CheckArguments) -> Result<Option<Baseline>> {
        let Some(file) = arguments.baseline.clone() else {
            return Ok(None);
        };
        let shown = file.display();
        let entries = match std::fs::read_to_string(&file) {
            Ok(text) => Some(read(&text).map_err(|(place, why)| {
                anyhow!("{shown}:{place}: this is no baseline ({why}): take it back from your repository, or delete it and write it anew with `--write-baseline`")
            })?),
            Err(error) if error.kind() == ErrorKind::NotFound && arguments.write_baseline => None,
            Err(error) if error.kind() == ErrorKind::NotFound => bail!(
                "the baseline {shown} is not there: correct the path, or write it with `--write-baseline`"
            ),
            Err(error) => return Err(error).context(format!("cannot read the baseline {shown}")),
        };
        Ok(Some(Baseline {
            file,
            entries,
            writes: arguments.write_baseline,
        }))
    }

    /// Leaves in the outcome only what is new, and writes the file if that was asked for.
    pub fn compare(&self, outcome: &mut Outcome, targets: &Targets) -> Result<()> {
        if targets.roots.len() > 1 {
            bail!(
                "a baseline is of one workspace, and these paths are of {}: check each in a call of its own",
                targets.roots.len()
            );
        }
        let entry_of = |finding: &Reported| Entry {
            path: path_in_workspace(&targets.roots, &finding.draft),
            rule: finding.rule.to_owned(),
            fingerprint: finding.fingerprint,
        };
        let found: BTreeSet<Entry> = outcome.findings.iter().map(entry_of).collect();
        let entries = self.entries.as_ref().unwrap_or(&found);
        let unseen = unseen(targets);
        let is_mended = |entry: &&Entry| !found.contains(*entry) && !unseen.contains(&entry.path);
        let mended: Vec<Entry> = entries.iter().filter(is_mended).cloned().collect();
        if self.writes && (self.entries.is_none() || !mended.is_empty()) {
            let kept = entries.iter().filter(|entry| !is_mended(entry));
            output::write(&self.file, &written(kept)?)?;
        }
        let before = outcome.findings.len();
        let is_new = |finding: &Reported| !entries.contains(&entry_of(finding));
        outcome.findings.retain(is_new);
        outcome.summary.take(&outcome.findings);
        outcome.baseline = Some(Compared {
            known: before - outcome.findings.len(),
            mended,
            written: self.writes,
        });
        Ok(())
    }
}

/// The drafts of the workspace that were not looked at: of them nothing is known.
fn unseen(targets: &Targets) -> BTreeSet<String> {
    let files = targets.workspace.iter();
    let files = files.filter(|path| targets.files.binary_search(path).is_err());
    files
        .map(|path| path_in_workspace(&targets.roots, path))
        .collect()
}

/// The error says where, `line:column`, and why.
fn read(text: &str) -> Result<BTreeSet<Entry>, (String, &'static str)> {
    let stored: Stored = serde_json::from_str(text).map_err(|error| {
        let place = format!("{}:{}", error.line(), error.column().max(1));
        let why = match error.classify() {
            Category::Data => "what stands there is no part of one",
            _ => "what stands there is no JSON",
        };
        (place, why)
    })?;
    match stored.version {
        VERSION => Ok(stored.findings),
        _ => Err(("1:1".to_owned(), "another version of Sayso wrote it")),
    }
}

/// A finding a line, so that two people who mend different things can merge what they did.
fn written<'a>(entries: impl Iterator<Item = &'a Entry>) -> Result<String> {
    let lines: Vec<String> = entries
        .map(|entry| Ok(format!("    {}", serde_json::to_string(entry)?)))
        .collect::<Result<_>>()?;
    let findings = match lines.is_empty() {
        true => "[]".to_owned(),
        false => format!("[\n{}\n  ]", lines.join(",\n")),
    };
    Ok(format!(
        "{{\n  \"version\": {VERSION},\n  \"findings\": {findings}\n}}\n"
    ))
}
