//! One JSON object, for programs.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;

use super::format::{Audience, OutputFormat};
use super::rendering::{EachFinding, write_json};
use super::statistics;
use crate::cli::check::fingerprint::Fingerprint;
use crate::cli::check::outcome::{BaselineComparison, Outcome};
use crate::cli::check::reported::{Fixable, Point, Reported, Spot};
use crate::cli::check::summary::Summary;

pub const FORMAT: OutputFormat = OutputFormat {
    name: "json",
    description: "One JSON object, for programs",
    audience: Audience::Programs,
    needs_texts: false,
    needs_fixes: false,
    write: |out, outcome, _| json(out, outcome),
    write_statistics: Some(statistics::json),
};

/// The shape of the output. Fields may be added, but those that exist keep their meaning.
#[derive(Serialize)]
struct JsonReport<'a, Findings> {
    version: u32,
    findings: Findings,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<&'a BaselineComparison>,
}

#[derive(Serialize)]
pub struct JsonFinding<'a> {
    fingerprint: Fingerprint,
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: JsonPlace,
    related: Vec<JsonRelated<'a>>,
    fixable: Option<Fixable>,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: JsonPlace,
}

#[derive(Serialize)]
struct JsonPlace {
    path: String,
    start: Point,
    end: Point,
}

impl JsonPlace {
    fn of(outcome: &Outcome, spot: &Spot) -> JsonPlace {
        JsonPlace {
            path: outcome.shown_path(&spot.path),
            start: spot.start,
            end: spot.end,
        }
    }
}

impl<'a> JsonFinding<'a> {
    pub fn of(outcome: &Outcome, finding: &'a Reported) -> JsonFinding<'a> {
        let related = finding.related.iter().map(|(spot, message)| JsonRelated {
            message,
            place: JsonPlace::of(outcome, spot),
        });
        JsonFinding {
            fingerprint: finding.fingerprint,
            rule: finding.rule,
            severity: finding.severity.word(),
            message: &finding.message,
            place: JsonPlace::of(outcome, &finding.spot),
            related: related.collect(),
            fixable: finding.fixable,
        }
    }
}

fn json(out: &mut dyn Write, outcome: &Outcome) -> Result<()> {
    let report = JsonReport {
        version: 1,
        findings: EachFinding {
            findings: &outcome.findings,
            convert: |finding| JsonFinding::of(outcome, finding),
        },
        summary: outcome.summary,
        baseline: outcome.baseline.as_ref(),
    };
    write_json(out, outcome, &report)
}
