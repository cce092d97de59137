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

use super::arguments::{FailOn, Format};
use super::outcome::Outcome;

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
