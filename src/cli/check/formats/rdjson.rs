//! The diagnostic format of reviewdog, which comments on changes in many code hosts.
//!
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>

use serde::Serialize;

use super::in_json;
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::{Point, Reported, Spot};
use crate::rules::Severity;

#[derive(Serialize)]
struct Output<'a> {
    source: Source,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: &'a str,
    location: Location,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// Lines and columns count from 1, columns in bytes.
#[derive(Serialize)]
struct Position {
    line: u32,
    column: usize,
}

pub fn rdjson(outcome: &Outcome) -> serde_json::Result<String> {
    let diagnostics = outcome.findings.iter().map(|it| diagnostic(outcome, it));
    let output = Output {
        source: Source {
            name: env!("CARGO_PKG_NAME"),
            url: env!("CARGO_PKG_REPOSITORY"),
        },
        diagnostics: diagnostics.collect(),
    };
    in_json(outcome, &output)
}

fn diagnostic<'a>(outcome: &Outcome, finding: &'a Reported) -> Diagnostic<'a> {
    let related = finding.related.iter().map(|(spot, message)| Related {
        message,
        location: location(outcome, spot),
    });
    Diagnostic {
        message: &finding.message,
        location: location(outcome, &finding.spot),
        severity: word(finding.severity),
        code: Code {
            value: finding.rule,
        },
        related_locations: related.collect(),
        suggestions: suggestion(outcome, finding).into_iter().collect(),
    }
}

/// reviewdog offers each suggestion for itself, so a fix of several edits is none.
fn suggestion<'a>(outcome: &Outcome, finding: &'a Reported) -> Option<Suggestion<'a>> {
    let [(spot, text)] = &*finding.fix.as_ref()?.edits else {
        return None;
    };
    (spot.path == finding.spot.path).then(|| Suggestion {
        range: range(outcome, spot),
        text,
    })
}

fn location(outcome: &Outcome, spot: &Spot) -> Location {
    Location {
        path: outcome.repository_path(&spot.path),
        range: range(outcome, spot),
    }
}

fn range(outcome: &Outcome, spot: &Spot) -> Range {
    let text = outcome.text(&spot.path).map_or("", |text| text);
    Range {
        start: position(text, spot.start),
        end: position(text, spot.end),
    }
}

fn position(text: &str, point: Point) -> Position {
    let before = text.get(..point.byte as usize).unwrap_or_default();
    let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    Position {
        line: point.line,
        column: before.len() - line_start + 1,
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Information | Severity::Hint => "INFO",
    }
}
