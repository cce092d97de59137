//! GitLab's code quality report.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use serde::Serialize;

use super::in_json;
use crate::cli::check::fingerprint::Fingerprint;
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::Reported;
use crate::rules::Severity;

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: Fingerprint,
    severity: &'a str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

pub fn gitlab(outcome: &Outcome) -> serde_json::Result<String> {
    let issues = outcome.findings.iter().map(|it| issue(outcome, it));
    let issues: Vec<Issue> = issues.collect();
    in_json(outcome, &issues)
}

fn issue<'a>(outcome: &Outcome, finding: &'a Reported) -> Issue<'a> {
    let spot = &finding.spot;
    Issue {
        description: &finding.message,
        check_name: finding.rule,
        fingerprint: finding.fingerprint,
        severity: word(finding.severity),
        location: Location {
            path: outcome.repository_path(&spot.path),
            lines: Lines {
                begin: spot.start.line,
                end: spot.end.line,
            },
        },
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Information => "minor",
        Severity::Hint => "info",
    }
}
