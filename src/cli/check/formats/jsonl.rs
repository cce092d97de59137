//! A finding a line, each a JSON object of the shape that it has in JSON.

use super::json::Finding;
use crate::cli::check::outcome::Outcome;
use crate::cli::printable::printable_json;

pub fn jsonl(outcome: &Outcome) -> serde_json::Result<String> {
    let mut out = String::new();
    for finding in &outcome.findings {
        out += &serde_json::to_string(&Finding::of(outcome, finding))?;
        out.push('\n');
    }
    Ok(printable_json(out))
}
