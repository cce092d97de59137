//! The diagnostic format of reviewdog, which comments on changes in many code hosts.
//!
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>

use serde::Serialize;

use super::format::{Audience, OutputFormat};
use super::rendering::to_json;
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::{Point, Reported, Spot};
use crate::rules::Severity;

pub const FORMAT: OutputFormat = OutputFormat {
    name: "rdjson",
    description: "The diagnostic format of reviewdog",
    audience: Audience::Programs,
    needs_texts: true,
    needs_fixes: true,
    write: |outcome, _| Ok(rdjson(outcome)?),
};

#[derive(Serialize)]
struct RdjsonReport<'a> {
    source: RdjsonSource,
    diagnostics: Vec<RdjsonDiagnostic<'a>>,
}

#[derive(Serialize)]
struct RdjsonSource {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct RdjsonDiagnostic<'a> {
    message: &'a str,
    location: RdjsonLocation,
    severity: &'static str,
    code: RdjsonCode<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RdjsonRelated<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<RdjsonSuggestion<'a>>,
}

#[derive(Serialize)]
struct RdjsonSuggestion<'a> {
    range: RdjsonRange,
    text: &'a str,
}

#[derive(Serialize)]
struct RdjsonCode<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct RdjsonRelated<'a> {
    message: &'a str,
    location: RdjsonLocation,
}

#[derive(Serialize)]
struct RdjsonLocation {
    path: String,
    range: RdjsonRange,
}

#[derive(Serialize)]
struct RdjsonRange {
    start: RdjsonPosition,
    end: RdjsonPosition,
}

/// Lines and columns count from 1, columns in bytes.
#[derive(Serialize)]
struct RdjsonPosition {
    line: u32,
    column: usize,
}

fn rdjson(outcome: &Outcome) -> serde_json::Result<String> {
    let diagnostics = outcome.findings.iter().map(|it| diagnostic(outcome, it));
    let report = RdjsonReport {
        source: RdjsonSource {
            name: env!("CARGO_PKG_NAME"),
            url: env!("CARGO_PKG_REPOSITORY"),
        },
        diagnostics: diagnostics.collect(),
    };
    to_json(outcome, &report)
}

fn diagnostic<'a>(outcome: &Outcome, finding: &'a Reported) -> RdjsonDiagnostic<'a> {
    let related = finding.related.iter().map(|(spot, message)| RdjsonRelated {
        message,
        location: location(outcome, spot),
    });
    RdjsonDiagnostic {
        message: &finding.message,
        location: location(outcome, &finding.spot),
        severity: severity_word(finding.severity),
        code: RdjsonCode {
            value: finding.rule,
        },
        related_locations: related.collect(),
        suggestions: suggestion(outcome, finding).into_iter().collect(),
    }
}

/// Safe fixes only, as in SARIF. reviewdog offers each suggestion separately, so a fix with several edits
/// is left out.
fn suggestion<'a>(outcome: &Outcome, finding: &'a Reported) -> Option<RdjsonSuggestion<'a>> {
    let [(spot, text)] = &*finding.fix.as_ref()?.edits else {
        return None;
    };
    (spot.path == finding.spot.path).then(|| RdjsonSuggestion {
        range: range(outcome, spot),
        text,
    })
}

fn location(outcome: &Outcome, spot: &Spot) -> RdjsonLocation {
    RdjsonLocation {
        path: outcome.repository_path(&spot.path),
        range: range(outcome, spot),
    }
}

fn range(outcome: &Outcome, spot: &Spot) -> RdjsonRange {
    let text = outcome.text(&spot.path).map_or("", |text| text);
    RdjsonRange {
        start: position(text, spot.start),
        end: position(text, spot.end),
    }
}

fn position(text: &str, point: Point) -> RdjsonPosition {
    let before = text.get(..point.byte as usize).unwrap_or_default();
    let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    RdjsonPosition {
        line: point.line,
        column: before.len() - line_start + 1,
    }
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Information | Severity::Hint => "INFO",
    }
}
