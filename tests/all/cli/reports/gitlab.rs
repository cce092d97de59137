//! A code quality report, checked against GitLab's documentation.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Reported, findings, fitting, is_plain, printed, reported, text};

const SCHEMA: &str = include_str!("../../../fixtures/schemas/gitlab-code-quality.json");

fn issues() -> Vec<Value> {
    let output = printed("gitlab");
    is_plain(&output);
    let report = fitting(SCHEMA, &output);
    report.as_array().expect("a list").clone()
}

#[test]
fn contains_all_findings() {
    let issues = issues();
    let found = issues.iter().map(|issue| Reported {
        path: text(&issue["location"]["path"]).to_owned(),
        line: issue["location"]["lines"]["begin"]
            .as_u64()
            .expect("a number"),
        rule: text(&issue["check_name"]).to_owned(),
        message: text(&issue["description"]).to_owned(),
    });
    let mut found: Vec<Reported> = found.collect();
    found.sort();
    assert_eq!(found, reported(str::to_owned));
}

#[test]
fn severities_and_lines() {
    for (issue, finding) in issues().iter().zip(findings()) {
        let severity = match text(&finding["severity"]) {
            "error" => "critical",
            "warning" => "major",
            "information" => "minor",
            _ => "info",
        };
        assert_eq!(issue["severity"], severity);
        assert_eq!(issue["location"]["lines"]["end"], finding["end"]["line"]);
    }
}

/// GitLab shows only the first of several findings with the same fingerprint.
#[test]
fn no_two_fingerprints_are_the_same() {
    let issues = issues();
    let fingerprints: BTreeSet<&str> = issues.iter().map(|it| text(&it["fingerprint"])).collect();
    assert_eq!(fingerprints.len(), issues.len());
}
