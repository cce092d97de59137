//! One JSON object on a line for each finding, of the same shape as in the format `json`.

use std::io::Write;

use anyhow::Result;

use super::format::{Audience, OutputFormat};
use super::json::JsonFinding;
use super::rendering::write_json_line;
use crate::cli::check::outcome::Outcome;

pub const FORMAT: OutputFormat = OutputFormat {
    name: "jsonl",
    description: "One JSON object per line for each finding",
    audience: Audience::Programs,
    needs_texts: false,
    needs_fixes: false,
    write: |out, outcome, _| jsonl(out, outcome),
    write_statistics: None,
};

fn jsonl(out: &mut dyn Write, outcome: &Outcome) -> Result<()> {
    for finding in &outcome.findings {
        write_json_line(out, &JsonFinding::of(outcome, finding))?;
    }
    Ok(())
}
