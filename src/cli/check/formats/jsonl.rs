//! One JSON object on a line for each finding, of the same shape as in the format `json`.

use super::format::{Audience, OutputFormat};
use super::json::JsonFinding;
use crate::cli::check::outcome::Outcome;
use crate::cli::printable::printable_json;

pub const FORMAT: OutputFormat = OutputFormat {
    name: "jsonl",
    description: "One JSON object per line for each finding",
    audience: Audience::Programs,
    needs_texts: false,
    needs_fixes: false,
    write: |outcome, _| Ok(jsonl(outcome)?),
};

fn jsonl(outcome: &Outcome) -> serde_json::Result<String> {
    let mut out = String::new();
    for finding in &outcome.findings {
        out += &serde_json::to_string(&JsonFinding::of(outcome, finding))?;
        out.push('\n');
    }
    Ok(printable_json(out))
}
