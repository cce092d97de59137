//! One line for each finding.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::Result;

use super::closing_lines::closing_lines;
use super::format::{Audience, OutputFormat, WriteOptions};
use super::rendering::{each_finding, fix_mark, shown};
use super::statistics;
use crate::cli::check::outcome::Outcome;
use crate::cli::printable::printable;

pub const FORMAT: OutputFormat = OutputFormat {
    name: "concise",
    description: "One line for each finding: `path:line:column: severity[rule] message`",
    audience: Audience::People,
    needs_texts: false,
    needs_fixes: false,
    write: concise,
    write_statistics: Some(statistics::table),
};

fn concise(out: &mut dyn Write, outcome: &Outcome, options: WriteOptions) -> Result<()> {
    let shown = shown(outcome, options);
    each_finding(out, &shown, |out, _, finding| {
        let spot = &finding.spot;
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "{}:{}:{}: {}[{}] {}{}",
            printable(&outcome.shown_path(&spot.path)),
            spot.start.line,
            spot.start.column,
            finding.severity.word(),
            finding.rule,
            fix_mark(finding),
            printable(&finding.message)
        );
    })?;
    out.write_all(closing_lines(outcome, options).as_bytes())?;
    Ok(())
}
