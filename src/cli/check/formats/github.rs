//! Workflow commands: GitHub shows each finding at its line of the changed files.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use super::summary::closing_lines;
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::Reported;
use crate::cli::printable::printable;
use crate::rules::Severity;

pub fn github(outcome: &Outcome) -> String {
    let commands = outcome.findings.iter().map(|it| command(outcome, it));
    commands.collect::<String>() + &closing_lines(outcome)
}

/// `::error file=a.sayso,line=1,endLine=1,col=7,endColumn=9,title=rule::message`
fn command(outcome: &Outcome, finding: &Reported) -> String {
    let (start, end) = (finding.spot.start, finding.spot.end);
    let path = outcome.repository_path(&finding.spot.path);
    // GitHub takes columns of a single line only.
    let columns = match start.line == end.line {
        true => format!(",col={},endColumn={}", start.column, end.column),
        false => String::new(),
    };
    format!(
        "::{} file={},line={},endLine={}{columns},title={}::{}\n",
        word(finding.severity),
        property(&path),
        start.line,
        end.line,
        property(finding.rule),
        data(&finding.message),
    )
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    }
}

/// What stands behind the second `::`. No line break is left in it: it ends the command.
fn data(text: &str) -> String {
    printable(text).replace('%', "%25")
}

/// What stands behind a `=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
