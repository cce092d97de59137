//! The lines that close the output for people.

use std::fmt::Write;

use super::format::WriteOptions;
use super::rendering::READABLE_FINDINGS;
use crate::cli::check::outcome::{BaselineComparison, Outcome};
use crate::cli::check::reported::{Fixable, Reported};
use crate::cli::check::summary::Summary;
use crate::cli::printable::printable;
use crate::text::counted::counted;

/// What is not shown, and the [`summary_lines`]. Empty if nobody wants closing lines.
pub fn closing_lines(outcome: &Outcome, options: WriteOptions) -> String {
    if options.quiet {
        return String::new();
    }
    let more = match outcome.findings.len().saturating_sub(most(options)) {
        0 => String::new(),
        more => format!(
            "… and {}, none of them more severe: show all with `--all`, or write them to a file with `--output-file`\n",
            counted(more, "more finding", "more findings")
        ),
    };
    more + &summary_lines(outcome, options)
}

/// The numbers of claims and findings, what can be fixed, what the options leave out, and the comparison with the
/// baseline.
pub fn summary_lines(outcome: &Outcome, options: WriteOptions) -> String {
    let compared = outcome.baseline.as_ref();
    let compared = compared.map(|compared| baseline_lines(compared, most(options)));
    let lines = [
        closing_line(&outcome.summary),
        fixable_line(&outcome.findings).unwrap_or_default(),
        hidden_line(outcome.hidden).unwrap_or_default(),
        compared.unwrap_or_default(),
    ];
    lines.concat()
}

/// The maximum number of findings that are shown.
fn most(options: WriteOptions) -> usize {
    match options.all {
        true => usize::MAX,
        false => READABLE_FINDINGS,
    }
}

/// "12 can be fixed with `--fix`, 3 more with `--fix --unsafe`"
fn fixable_line(findings: &[Reported]) -> Option<String> {
    let count = |wanted| {
        let fixable = findings.iter().filter(|it| it.fixable == Some(wanted));
        fixable.count()
    };
    let (safe, likely) = (count(Fixable::Safe), count(Fixable::Unsafe));
    Some(match (safe, likely) {
        (0, 0) => return None,
        (0, likely) => format!("{likely} can be fixed with `--fix --unsafe`\n"),
        (safe, 0) => format!("{safe} can be fixed with `--fix`\n"),
        (safe, likely) => {
            format!("{safe} can be fixed with `--fix`, {likely} more with `--fix --unsafe`\n")
        }
    })
}

/// Without it, "nothing found" would not be true.
fn hidden_line(hidden: usize) -> Option<String> {
    let is_or_are = if hidden == 1 { "is" } else { "are" };
    let findings = counted(hidden, "finding", "findings");
    (hidden > 0).then(|| {
        format!("{findings} {is_or_are} left out by `--select`, `--ignore` or `--min-severity`\n")
    })
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
