//! One JSON object, for programs.

use std::path::Path;

use serde::Serialize;

use crate::cli::check::Outcome;
use crate::cli::report::{Point, Spot, Summary};

/// The shape of the output; it grows, but what stands in it keeps its meaning.
#[derive(Serialize)]
struct Output<'a> {
    version: u32,
    findings: Vec<Finding<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a Path,
    start: Point,
    end: Point,
}

impl<'a> Place<'a> {
    fn of(outcome: &Outcome, spot: &'a Spot) -> Place<'a> {
        Place {
            path: outcome.shown(&spot.path),
            start: spot.start,
            end: spot.end,
        }
    }
}

pub fn json(outcome: &Outcome) -> serde_json::Result<String> {
    let findings = outcome.findings.iter().map(|finding| Finding {
        rule: finding.rule,
        severity: finding.severity.word(),
        message: &finding.message,
        place: Place::of(outcome, &finding.spot),
        related: finding
            .related
            .iter()
            .map(|(spot, message)| Related {
                message,
                place: Place::of(outcome, spot),
            })
            .collect(),
    });
    let output = Output {
        version: 1,
        findings: findings.collect(),
        summary: outcome.summary,
    };
    Ok(serde_json::to_string_pretty(&output)? + "\n")
}
