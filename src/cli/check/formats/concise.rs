//! One line for each finding.

use std::fmt::Write;

use super::closing_lines::closing_lines;
use super::format::{Audience, OutputFormat};
use super::rendering::each_finding;
use crate::cli::check::outcome::Outcome;
use crate::cli::printable::printable;

pub const FORMAT: OutputFormat = OutputFormat {
    name: "concise",
    description: "One line for each finding: `path:line:column: severity[rule] message`",
    audience: Audience::People,
    needs_texts: false,
    needs_fixes: false,
    write: |outcome, _| Ok(concise(outcome)),
};

fn concise(outcome: &Outcome) -> String {
    let lines = each_finding(&outcome.findings, |out, _, finding| {
        let spot = &finding.spot;
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "{}:{}:{}: {}[{}] {}",
            printable(&outcome.shown_path(&spot.path)),
            spot.start.line,
            spot.start.column,
            finding.severity.word(),
            finding.rule,
            printable(&finding.message)
        );
    });
    lines + &closing_lines(outcome)
}
