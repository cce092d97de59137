//! The lines that close the output for people.

use std::fmt::Write;

use super::format::WriteOptions;
use super::rendering::READABLE_FINDINGS;
use crate::cli::check::outcome::{BaselineComparison, Outcome};
use crate::cli::check::summary::Summary;
use crate::cli::printable::printable;

/// What is not shown, the numbers of claims and findings, and the comparison with the baseline.
pub fn closing_lines(outcome: &Outcome, options: WriteOptions) -> String {
    let most = if options.all {
        usize::MAX
    } else {
        READABLE_FINDINGS
    };
    let compared = outcome.baseline.as_ref();
    let compared = compared.map(|compared| baseline_lines(compared, most));
    let hidden = match outcome.findings.len().saturating_sub(most) {
        0 => String::new(),
        hidden => format!(
            "… and {}, none of them more severe: show all with `--all`, or write them to a file with `--output-file`\n",
            counted(hidden, "more finding", "more findings")
        ),
    };
    hidden + &closing_line(&outcome.summary) + &compared.unwrap_or_default()
}

/// Names up to `most` fixed findings.
fn baseline_lines(compared: &BaselineComparison, most: usize) -> String {
    let mut out = String::new();
    for finding in compared.fixed.iter().take(most) {
        let finding = format!("{}: {}", finding.path, finding.rule);
        // Writing to a string does not fail.
        let _ = writeln!(out, "fixed: {}", printable(&finding));
    }
    let unnamed = compared.fixed.len().saturating_sub(most);
    if unnamed > 0 {
        let _ = writeln!(out, "fixed: {unnamed} more");
    }
    let known = counted(compared.known, "known finding", "known findings");
    let is_or_are = if compared.known == 1 { "is" } else { "are" };
    let _ = write!(out, "{known} {is_or_are} in the baseline");
    out += match (compared.fixed.is_empty(), compared.written) {
        (true, _) => "\n",
        (false, true) => "; fixed findings were removed from it\n",
        (false, false) => "; remove fixed findings with `--write-baseline`\n",
    };
    out
}

/// "14 claims, 12 sourced, 2 unsourced; 1 error, 3 warnings in 2 files"
fn closing_line(summary: &Summary) -> String {
    let mut claims = format!(
        "{}, {} sourced, {} unsourced",
        counted(summary.claims, "claim", "claims"),
        summary.sourced,
        summary.unsourced
    );
    match summary.needing_no_source {
        0 => {}
        1 => claims += ", 1 that needs no source",
        many => claims += &format!(", {many} that need no source"),
    }
    let found: Vec<String> = [
        (summary.errors, "error", "errors"),
        (summary.warnings, "warning", "warnings"),
        (summary.information, "remark", "remarks"),
        (summary.hints, "hint", "hints"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| counted(count, one, many))
    .collect();
    match found.is_empty() {
        true => format!(
            "{claims}; nothing found in {}\n",
            counted(summary.files, "file", "files")
        ),
        false => {
            let files = counted(summary.files_with_findings, "file", "files");
            format!("{claims}; {} in {files}\n", found.join(", "))
        }
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
