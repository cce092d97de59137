//! The ways to show what a check found. Each gives the whole output. `docs/formats.md` describes them.

mod human;
mod concise;
mod json;
mod jsonl;
mod sarif;
mod github;
mod gitlab;
mod junit;
mod rdjson;
mod summary;

use anyhow::Result;
use rayon::prelude::*;
use serde::Serialize;

use crate::cli::arguments::{FailOn, Format};
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::Reported;
use crate::cli::printable::printable_json;

/// So many findings are shown for somebody to read: with their lines, or with lines and indents where
/// it is JSON. Whoever has more needs no more of them, but an end.
const FOR_PEOPLE: usize = 1_000;

/// What was found, in that format. `fail_on` says which findings make the check fail.
pub fn shown(outcome: &Outcome, format: Format, fail_on: FailOn) -> Result<String> {
    Ok(match format {
        Format::Human => human::human(outcome),
        Format::Concise => concise::concise(outcome),
        Format::Json => json::json(outcome)?,
        Format::Jsonl => jsonl::jsonl(outcome)?,
        Format::Sarif => sarif::sarif(outcome)?,
        Format::Github => github::github(outcome),
        Format::Gitlab => gitlab::gitlab(outcome)?,
        Format::Junit => junit::junit(outcome, fail_on)?,
        Format::Rdjson => rdjson::rdjson(outcome)?,
    })
}

/// What `show` says of each finding and its place among all, one after the other.
fn one_by_one(
    findings: &[Reported],
    show: impl Fn(&mut String, usize, &Reported) + Sync,
) -> String {
    /// Enough to be worth the work of another core.
    const TOGETHER: usize = 256;
    let shown = findings.par_chunks(TOGETHER).enumerate();
    let shown = shown.map(|(chunk, findings)| {
        let mut out = String::new();
        for (at, finding) in findings.iter().enumerate() {
            show(&mut out, chunk * TOGETHER + at, finding);
        }
        out
    });
    shown.collect::<Vec<String>>().concat()
}

/// The whole output as one JSON value.
fn in_json(outcome: &Outcome, output: &impl Serialize) -> serde_json::Result<String> {
    let json = match outcome.findings.len() <= FOR_PEOPLE {
        true => serde_json::to_string_pretty(output)?,
        false => serde_json::to_string(output)?,
    };
    Ok(printable_json(json + "\n"))
}
