//! A line for each finding.

use std::fmt::Write;

use super::one_by_one;
use super::summary::closing_lines;
use crate::cli::check::outcome::Outcome;
use crate::cli::printable::printable;

pub fn concise(outcome: &Outcome) -> String {
    let lines = one_by_one(&outcome.findings, |out, _, finding| {
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
