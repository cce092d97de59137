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
use serde::Serialize;

use super::arguments::{FailOn, Format};
use super::outcome::Outcome;
use super::printable::printable_json;

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

/// The whole output as one JSON value.
fn in_json(outcome: &Outcome, output: &impl Serialize) -> serde_json::Result<String> {
    let json = match outcome.findings.len() <= FOR_PEOPLE {
        true => serde_json::to_string_pretty(output)?,
        false => serde_json::to_string(output)?,
    };
    Ok(printable_json(json + "\n"))
}
