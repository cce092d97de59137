//! JUnit XML, which every CI server reads: a draft is a test suite, a finding is a failed test. A
//! finding that does not make the check fail is a passed test with its message as output.
//!
//! Of the many dialects this is the one that Jenkins requires. quick-xml writes it and not quick-junit,
//! which writes attributes that Jenkins' schema does not know.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use quick_xml::se::Serializer as XmlSerializer;
use serde::{Serialize, Serializer};

use super::format::{Audience, OutputFormat};
use crate::cli::check::fail_on::FailOn;
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::Reported;
use crate::cli::printable::printable;

pub const FORMAT: OutputFormat = OutputFormat {
    name: "junit",
    description: "JUnit XML, for CI servers",
    audience: Audience::Programs,
    needs_texts: false,
    needs_fixes: false,
    write: |out, outcome, options| junit(out, outcome, options.fail_on),
};

const XML_DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

#[derive(Serialize)]
#[serde(rename = "testsuites")]
struct JunitReport<'a> {
    #[serde(rename = "@name")]
    name: &'static str,
    #[serde(rename = "@tests")]
    tests: usize,
    #[serde(rename = "@failures")]
    failures: usize,
    #[serde(rename = "@errors")]
    errors: usize,
    testsuite: Vec<JunitSuite<'a>>,
}

#[derive(Serialize)]
struct JunitSuite<'a> {
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "@tests")]
    tests: usize,
    #[serde(rename = "@failures")]
    failures: usize,
    /// Errors outside of tests: always 0, since otherwise there is no report.
    #[serde(rename = "@errors")]
    errors: usize,
    testcase: JunitCases<'a>,
}

#[derive(Serialize)]
struct JunitCase {
    /// With the fingerprint and without a line, so that a server recognises a test that moved.
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "@classname")]
    class: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<JunitFailure>,
    #[serde(rename = "system-out", skip_serializing_if = "Option::is_none")]
    output: Option<String>,
}

#[derive(Serialize)]
struct JunitFailure {
    #[serde(rename = "@message")]
    message: String,
    #[serde(rename = "@type")]
    severity: &'static str,
    #[serde(rename = "$text")]
    text: String,
}

fn junit(out: &mut dyn Write, outcome: &Outcome, fail_on: FailOn) -> Result<()> {
    let mut findings: Vec<&Reported> = outcome.findings.iter().collect();
    findings.sort_by_key(|finding| &finding.draft);
    let suites = outcome.files.iter().map(|draft| {
        let start = findings.partition_point(|finding| *finding.draft < **draft);
        let end = findings.partition_point(|finding| *finding.draft <= **draft);
        suite(outcome, draft, &findings[start..end], fail_on)
    });
    let suites: Vec<JunitSuite> = suites.collect();
    let report = JunitReport {
        name: env!("CARGO_PKG_NAME"),
        tests: suites.iter().map(|suite| suite.tests).sum(),
        failures: suites.iter().map(|suite| suite.failures).sum(),
        errors: 0,
        testsuite: suites,
    };
    out.write_all(XML_DECLARATION.as_bytes())?;
    let mut xml = XmlWriter {
        out: &mut *out,
        result: Ok(()),
    };
    let mut serializer = XmlSerializer::new(&mut xml);
    serializer.indent(' ', 2);
    let written = report.serialize(serializer);
    xml.result?;
    written?;
    out.write_all(b"\n")?;
    Ok(())
}

/// Lets quick-xml, which serializes to text in memory, write to a file or a terminal.
struct XmlWriter<'a> {
    out: &'a mut dyn Write,
    /// The error behind a [`fmt::Error`], which has no details.
    result: io::Result<()>,
}

impl fmt::Write for XmlWriter<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.result = self.out.write_all(text.as_bytes());
        self.result.as_ref().map_err(|_| fmt::Error).copied()
    }
}

fn suite<'a>(
    outcome: &'a Outcome,
    draft: &Path,
    findings: &'a [&'a Reported],
    fail_on: FailOn,
) -> JunitSuite<'a> {
    let cases = JunitCases {
        outcome,
        findings,
        draft: printable(&outcome.repository_path(draft)).into_owned(),
        fail_on,
    };
    JunitSuite {
        name: cases.draft.clone(),
        tests: findings.len().max(1),
        failures: findings
            .iter()
            .filter(|finding| fail_on.covers(finding.severity))
            .count(),
        errors: 0,
        testcase: cases,
    }
}

/// The test cases of a suite, built one by one while they are written: there may be hundreds of thousands.
struct JunitCases<'a> {
    outcome: &'a Outcome,
    findings: &'a [&'a Reported],
    draft: String,
    fail_on: FailOn,
}

impl JunitCases<'_> {
    fn iter(&self) -> impl Iterator<Item = JunitCase> {
        let case = |it: &&Reported| case(self.outcome, it, &self.draft, self.fail_on);
        self.findings.iter().map(case)
    }
}

impl Serialize for JunitCases<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let no_findings = || JunitCase {
            name: "nothing found".to_owned(),
            class: self.draft.clone(),
            failure: None,
            output: None,
        };
        let no_findings = self.findings.is_empty().then(no_findings);
        serializer.collect_seq(self.iter().chain(no_findings))
    }
}

fn case(outcome: &Outcome, finding: &Reported, class: &str, fail_on: FailOn) -> JunitCase {
    let spot = &finding.spot;
    let path = outcome.repository_path(&spot.path);
    let text = format!(
        "{path}:{}:{}: {}",
        spot.start.line, spot.start.column, finding.message
    );
    let text = printable(&text).into_owned();
    let (failure, output) = match fail_on.covers(finding.severity) {
        true => (Some(failure(finding, text)), None),
        false => (None, Some(text)),
    };
    JunitCase {
        name: format!("{} {}", finding.rule, finding.fingerprint),
        class: class.to_owned(),
        failure,
        output,
    }
}

fn failure(finding: &Reported, text: String) -> JunitFailure {
    JunitFailure {
        message: printable(&finding.message).into_owned(),
        severity: finding.severity.word(),
        text,
    }
}
