//! JUnit XML, which every CI server reads: a draft, or an article without one, is a test suite, a finding is a failed
//! test. A finding that does not make the check fail is a passed test with its message as output.
//!
//! Of the many dialects this is the one that Jenkins requires. quick-xml writes it and not quick-junit,
//! which writes attributes that Jenkins' schema does not know.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use quick_xml::se::Serializer as XmlSerializer;
use serde::Serialize;

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
    write_statistics: None,
};

const XML_DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

#[derive(Serialize)]
#[serde(rename = "testsuites")]
struct JunitReport {
    #[serde(rename = "@name")]
    name: &'static str,
    #[serde(rename = "@tests")]
    tests: usize,
    #[serde(rename = "@failures")]
    failures: usize,
    #[serde(rename = "@errors")]
    errors: usize,
}

#[derive(Serialize)]
#[serde(rename = "testsuite")]
struct JunitSuite {
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "@tests")]
    tests: usize,
    #[serde(rename = "@failures")]
    failures: usize,
    /// Errors outside of tests: always 0, since otherwise there is no report.
    #[serde(rename = "@errors")]
    errors: usize,
}

#[derive(Serialize)]
#[serde(rename = "testcase")]
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

/// Writes element by element: quick-xml would build the whole report in memory.
fn junit(out: &mut dyn Write, outcome: &Outcome, fail_on: FailOn) -> Result<()> {
    let mut findings: Vec<&Reported> = outcome.findings.iter().collect();
    findings.sort_by_key(|finding| &finding.draft);
    let of_draft = |draft: &Path| {
        let start = findings.partition_point(|finding| *finding.draft < *draft);
        let end = findings.partition_point(|finding| *finding.draft <= *draft);
        &findings[start..end]
    };
    let checked = outcome.files.iter().map(PathBuf::as_path);
    let reported = findings.iter().map(|finding| &*finding.draft);
    let all: BTreeSet<&Path> = checked.chain(reported).collect();
    let suites = all.into_iter().map(|draft| {
        let findings = of_draft(draft);
        (suite(outcome, draft, findings, fail_on), findings)
    });
    let suites: Vec<(JunitSuite, &[&Reported])> = suites.collect();
    let report = JunitReport {
        name: env!("CARGO_PKG_NAME"),
        tests: suites.iter().map(|(suite, _)| suite.tests).sum(),
        failures: suites.iter().map(|(suite, _)| suite.failures).sum(),
        errors: 0,
    };
    writeln!(out, "{XML_DECLARATION}")?;
    if suites.is_empty() {
        write!(out, "{}", element(&report, "")?)?;
        return Ok(());
    }
    writeln!(out, "{}", start_tag(&report, "")?)?;
    for (suite, findings) in &suites {
        writeln!(out, "{}", start_tag(suite, "  ")?)?;
        if findings.is_empty() {
            write!(out, "{}", element(&nothing_found(suite), "    ")?)?;
        }
        for finding in *findings {
            let case = case(outcome, finding, &suite.name, fail_on);
            write!(out, "{}", element(&case, "    ")?)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")?;
    Ok(())
}

/// The element on lines of its own. What a draft says contains no line ends: see [`printable`].
fn element(content: &impl Serialize, indentation: &str) -> Result<String> {
    let mut xml = String::new();
    let mut serializer = XmlSerializer::new(&mut xml);
    serializer.indent(' ', 2);
    content.serialize(serializer)?;
    let lines = xml.lines();
    Ok(lines.map(|line| format!("{indentation}{line}\n")).collect())
}

/// The start of an element that contains others, which has attributes only so far.
fn start_tag(content: &impl Serialize, indentation: &str) -> Result<String> {
    let element = element(content, indentation)?;
    Ok(format!("{}>", element.trim_end().trim_end_matches("/>")))
}

fn suite(outcome: &Outcome, draft: &Path, findings: &[&Reported], fail_on: FailOn) -> JunitSuite {
    let failed = |finding: &&&Reported| fail_on.covers(finding.severity);
    JunitSuite {
        name: printable(&outcome.repository_path(draft)).into_owned(),
        tests: findings.len().max(1),
        failures: findings.iter().filter(failed).count(),
        errors: 0,
    }
}

fn nothing_found(suite: &JunitSuite) -> JunitCase {
    JunitCase {
        name: "nothing found".to_owned(),
        class: suite.name.clone(),
        failure: None,
        output: None,
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
