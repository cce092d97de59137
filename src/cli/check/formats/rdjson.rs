//! The diagnostic format of reviewdog, which comments on changes in many code hosts.
//!
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use super::format::{Audience, OutputFormat};
use super::rendering::{EachFinding, write_json};
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::{Point, Reported, Spot};
use crate::rules::Severity;
use crate::text::line_index::LineIndex;

pub const FORMAT: OutputFormat = OutputFormat {
    name: "rdjson",
    description: "The diagnostic format of reviewdog",
    audience: Audience::Programs,
    needs_texts: true,
    needs_fixes: true,
    write: |out, outcome, _| rdjson(out, outcome),
    write_statistics: None,
};

#[derive(Serialize)]
struct RdjsonReport<Diagnostics> {
    source: RdjsonSource,
    diagnostics: Diagnostics,
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

/// An outcome, with the lines of its texts: a text may be one long line with many findings.
struct RdjsonTexts<'a> {
    outcome: &'a Outcome,
    lines: BTreeMap<&'a Path, LineIndex>,
}

fn rdjson(out: &mut dyn Write, outcome: &Outcome) -> Result<()> {
    let lines = outcome.texts.iter();
    let texts = RdjsonTexts {
        outcome,
        lines: lines
            .map(|(path, text)| (&**path, LineIndex::of_file(text)))
            .collect(),
    };
    let report = RdjsonReport {
        source: RdjsonSource {
            name: env!("CARGO_PKG_NAME"),
            url: env!("CARGO_PKG_REPOSITORY"),
        },
        diagnostics: EachFinding {
            findings: &outcome.findings,
            convert: |finding| texts.diagnostic(finding),
        },
    };
    write_json(out, outcome, &report)
}

impl RdjsonTexts<'_> {
    fn diagnostic<'a>(&self, finding: &'a Reported) -> RdjsonDiagnostic<'a> {
        let related = finding.related.iter().map(|(spot, message)| RdjsonRelated {
            message,
            location: self.location(spot),
        });
        RdjsonDiagnostic {
            message: &finding.message,
            location: self.location(&finding.spot),
            severity: severity_word(finding.severity),
            code: RdjsonCode {
                value: finding.rule,
            },
            related_locations: related.collect(),
            suggestions: self.suggestion(finding).into_iter().collect(),
        }
    }

    /// Safe fixes only, as in SARIF. reviewdog offers each suggestion separately, so a fix with several edits
    /// is left out.
    fn suggestion<'a>(&self, finding: &'a Reported) -> Option<RdjsonSuggestion<'a>> {
        let [(spot, text)] = &*finding.fix.as_ref()?.edits else {
            return None;
        };
        (spot.path == finding.spot.path).then(|| RdjsonSuggestion {
            range: self.range(spot),
            text,
        })
    }

    fn location(&self, spot: &Spot) -> RdjsonLocation {
        RdjsonLocation {
            path: self.outcome.repository_path(&spot.path),
            range: self.range(spot),
        }
    }

    fn range(&self, spot: &Spot) -> RdjsonRange {
        RdjsonRange {
            start: self.position(&spot.path, spot.start),
            end: self.position(&spot.path, spot.end),
        }
    }

    /// Column 1 if the text is not known, as of a file that could not be read.
    fn position(&self, path: &Path, point: Point) -> RdjsonPosition {
        let text = self.outcome.text(path).zip(self.lines.get(path));
        let column = text.and_then(|(text, lines)| {
            let line = lines.line_range(text, (point.line as usize).checked_sub(1)?);
            (point.byte as usize).checked_sub(line.start)
        });
        RdjsonPosition {
            line: point.line,
            column: column.unwrap_or(0) + 1,
        }
    }
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Information | Severity::Hint => "INFO",
    }
}
