//! One JSON object, for programs.

use serde::Serialize;

use super::in_json;
use crate::cli::check::fingerprint::Fingerprint;
use crate::cli::check::outcome::Compared;
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::{Point, Reported, Spot, Summary};

/// The shape of the output; it grows, but what stands in it keeps its meaning.
#[derive(Serialize)]
struct Output<'a> {
    version: u32,
    findings: Vec<Finding<'a>>,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<&'a Compared>,
}

#[derive(Serialize)]
pub(super) struct Finding<'a> {
    fingerprint: Fingerprint,
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Place,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct Place {
    path: String,
    start: Point,
    end: Point,
}

impl Place {
    fn of(outcome: &Outcome, spot: &Spot) -> Place {
        Place {
            path: outcome.shown_path(&spot.path),
            start: spot.start,
            end: spot.end,
        }
    }
}

impl<'a> Finding<'a> {
    pub fn of(outcome: &Outcome, finding: &'a Reported) -> Finding<'a> {
        let related = finding.related.iter().map(|(spot, message)| Related {
            message,
            place: Place::of(outcome, spot),
        });
        Finding {
            fingerprint: finding.fingerprint,
            rule: finding.rule,
            severity: finding.severity.word(),
            message: &finding.message,
            place: Place::of(outcome, &finding.spot),
            related: related.collect(),
        }
    }
}

pub fn json(outcome: &Outcome) -> serde_json::Result<String> {
    let findings = outcome.findings.iter();
    let output = Output {
        version: 1,
        findings: findings.map(|it| Finding::of(outcome, it)).collect(),
        summary: outcome.summary,
        baseline: outcome.baseline.as_ref(),
    };
    in_json(outcome, &output)
}
