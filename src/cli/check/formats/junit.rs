//! JUnit XML, which every CI server reads: a draft is a suite of tests, a finding is a test that
//! failed. One that does not make the check fail is a test that passed, with its message as output.
//!
//! Of the many dialects this is the one that Jenkins holds its reports to.

use std::path::Path;

use quick_xml::se::Serializer as XmlSerializer;
use serde::{Serialize, Serializer};

use crate::cli::arguments::FailOn;
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::Reported;
use crate::cli::printable::printable;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

#[derive(Serialize)]
#[serde(rename = "testsuites")]
struct Report<'a> {
    #[serde(rename = "@name")]
    name: &'static str,
    #[serde(rename = "@tests")]
    tests: usize,
    #[serde(rename = "@failures")]
    failures: usize,
    #[serde(rename = "@errors")]
    errors: usize,
    testsuite: Vec<Suite<'a>>,
}

#[derive(Serialize)]
struct Suite<'a> {
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "@tests")]
    tests: usize,
    #[serde(rename = "@failures")]
    failures: usize,
    /// What went wrong other than a test: nothing, then there would be no report.
    #[serde(rename = "@errors")]
    errors: usize,
    testcase: Cases<'a>,
}

#[derive(Serialize)]
struct Case {
    /// With the fingerprint and no line, so that a server knows a test again that moved.
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "@classname")]
    class: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<Failure>,
    #[serde(rename = "system-out", skip_serializing_if = "Option::is_none")]
    output: Option<String>,
}

#[derive(Serialize)]
struct Failure {
    #[serde(rename = "@message")]
    message: String,
    #[serde(rename = "@type")]
    severity: &'static str,
    #[serde(rename = "$text")]
    text: String,
}

pub fn junit(outcome: &Outcome, fail_on: FailOn) -> Result<String, quick_xml::SeError> {
    let mut findings: Vec<&Reported> = outcome.findings.iter().collect();
    findings.sort_by_key(|finding| &finding.draft);
    let suites = outcome.files.iter().map(|draft| {
        let start = findings.partition_point(|finding| *finding.draft < **draft);
        let end = findings.partition_point(|finding| *finding.draft <= **draft);
        suite(outcome, draft, &findings[start..end], fail_on)
    });
    let suites: Vec<Suite> = suites.collect();
    let report = Report {
        name: env!("CARGO_PKG_NAME"),
        tests: suites.iter().map(|suite| suite.tests).sum(),
        failures: suites.iter().map(|suite| suite.failures).sum(),
        errors: 0,
        testsuite: suites,
    };
    let mut out = HEAD.to_owned();
    let mut serializer = XmlSerializer::new(&mut out);
    serializer.indent(' ', 2);
    report.serialize(serializer)?;
    Ok(out + "\n")
}

fn suite<'a>(
    outcome: &'a Outcome,
    draft: &Path,
    findings: &'a [&'a Reported],
    fail_on: FailOn,
) -> Suite<'a> {
    let cases = Cases {
        outcome,
        findings,
        draft: printable(&outcome.repository_path(draft)).into_owned(),
        fail_on,
    };
    Suite {
        name: cases.draft.clone(),
        tests: findings.len().max(1),
        failures: cases.made().filter(|case| case.failure.is_some()).count(),
        errors: 0,
        testcase: cases,
    }
}

/// Made while they are written, since there may be hundreds of thousands.
struct Cases<'a> {
    outcome: &'a Outcome,
    findings: &'a [&'a Reported],
    draft: String,
    fail_on: FailOn,
}

impl Cases<'_> {
    fn made(&self) -> impl Iterator<Item = Case> {
        let made = |it: &&Reported| case(self.outcome, it, &self.draft, self.fail_on);
        self.findings.iter().map(made)
    }
}

impl Serialize for Cases<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let nothing = || Case {
            name: "nothing found".to_owned(),
            class: self.draft.clone(),
            failure: None,
            output: None,
        };
        let nothing = self.findings.is_empty().then(nothing);
        serializer.collect_seq(self.made().chain(nothing))
    }
}

fn case(outcome: &Outcome, finding: &Reported, class: &str, fail_on: FailOn) -> Case {
    let spot = &finding.spot;
    let path = outcome.repository_path(&spot.path);
    let told = format!(
        "{path}:{}:{}: {}",
        spot.start.line, spot.start.column, finding.message
    );
    let told = printable(&told).into_owned();
    let (failure, output) = match fail_on.covers(finding.severity) {
        true => (Some(failure(finding, told)), None),
        false => (None, Some(told)),
    };
    Case {
        name: format!("{} {}", finding.rule, finding.fingerprint),
        class: class.to_owned(),
        failure,
        output,
    }
}

fn failure(finding: &Reported, text: String) -> Failure {
    Failure {
        message: printable(&finding.message).into_owned(),
        severity: finding.severity.word(),
        text,
    }
}
