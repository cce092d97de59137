//! A line for each finding.

use std::fmt::Write;

use super::summary::closing_line;
use crate::cli::check::Outcome;

pub fn concise(outcome: &Outcome) -> String {
    let mut out = String::new();
    for finding in &outcome.findings {
        let spot = &finding.spot;
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "{}:{}:{}: {}[{}] {}",
            outcome.shown(&spot.path).display(),
            spot.start.line,
            spot.start.column,
            finding.severity.word(),
            finding.rule,
            finding.message
        );
    }
    out + &closing_line(&outcome.summary)
}
