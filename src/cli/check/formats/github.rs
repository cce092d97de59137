//! Workflow commands: GitHub shows each finding at its line among the changed files.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use std::io::Write;

use anyhow::Result;

use super::closing_lines::closing_lines;
use super::format::{Audience, OutputFormat, WriteOptions};
use super::rendering::shown;
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::Reported;
use crate::cli::printable::printable;
use crate::rules::Severity;

pub const FORMAT: OutputFormat = OutputFormat {
    name: "github",
    description: "Workflow commands, which GitHub shows next to the changed lines",
    audience: Audience::Programs,
    needs_texts: false,
    needs_fixes: false,
    write: github,
    write_statistics: None,
};

/// As many findings as for people: GitHub shows only some of them, and people read the log.
fn github(out: &mut dyn Write, outcome: &Outcome, options: WriteOptions) -> Result<()> {
    for finding in shown(outcome, options) {
        out.write_all(command(outcome, finding).as_bytes())?;
    }
    out.write_all(closing_lines(outcome, options).as_bytes())?;
    Ok(())
}

/// `::error file=a.sayso,line=1,endLine=1,col=7,endColumn=9,title=rule::message`
fn command(outcome: &Outcome, finding: &Reported) -> String {
    let (start, end) = (finding.spot.start, finding.spot.end);
    let path = outcome.repository_path(&finding.spot.path);
    // GitHub accepts columns only within a single line.
    let columns = match start.line == end.line {
        true => format!(",col={},endColumn={}", start.column, end.column),
        false => String::new(),
    };
    format!(
        "::{} file={},line={},endLine={}{columns},title={}::{}\n",
        command_name(finding.severity),
        property(&path),
        start.line,
        end.line,
        property(finding.rule),
        data(&finding.message),
    )
}

fn command_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    }
}

/// The text after the second `::`. It contains no line break, which would end the command.
fn data(text: &str) -> String {
    printable(text).replace('%', "%25")
}

/// The value after a `=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
