//! GitLab's code quality report.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use std::io::Write;

use anyhow::Result;
use serde::Serialize;

use super::format::{Audience, OutputFormat};
use super::rendering::{EachFinding, write_json};
use crate::cli::check::fingerprint::Fingerprint;
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::Reported;
use crate::rules::Severity;

pub const FORMAT: OutputFormat = OutputFormat {
    name: "gitlab",
    description: "A code quality report for GitLab",
    audience: Audience::Programs,
    needs_texts: false,
    needs_fixes: false,
    write: |out, outcome, _| gitlab(out, outcome),
    write_statistics: None,
};

#[derive(Serialize)]
struct GitlabIssue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: Fingerprint,
    severity: &'a str,
    location: GitlabLocation,
}

#[derive(Serialize)]
struct GitlabLocation {
    path: String,
    lines: GitlabLines,
}

#[derive(Serialize)]
struct GitlabLines {
    begin: u32,
    end: u32,
}

fn gitlab(out: &mut dyn Write, outcome: &Outcome) -> Result<()> {
    let issues = EachFinding {
        findings: &outcome.findings,
        convert: |finding| issue(outcome, finding),
    };
    write_json(out, outcome, &issues)
}

fn issue<'a>(outcome: &Outcome, finding: &'a Reported) -> GitlabIssue<'a> {
    let spot = &finding.spot;
    GitlabIssue {
        description: &finding.message,
        check_name: finding.rule,
        fingerprint: finding.fingerprint,
        severity: severity_word(finding.severity),
        location: GitlabLocation {
            path: outcome.repository_path(&spot.path),
            lines: GitlabLines {
                begin: spot.start.line,
                end: spot.end.line,
            },
        },
    }
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Information => "minor",
        Severity::Hint => "info",
    }
}
