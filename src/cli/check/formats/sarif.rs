//! SARIF 2.1.0, which code scanning services and editors read.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Component, Path};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::in_json;
use crate::cli::check::fingerprint::Fingerprint;
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::{Reported, SafeFix, Spot};
use crate::rules::{RULES, Rule, Severity};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// So many findings are told: GitHub refuses a run that has more.
const MOST: usize = 25_000;
/// What stands for the root of the repository, from which paths are counted.
const ROOT: &str = "%SRCROOT%";
/// What a URI holds as it is (RFC 3986, unreserved characters).
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    original_uri_base_ids: Value,
    /// Where something is to be told of the report itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    invocations: Vec<Value>,
    results: Results<'a>,
}

/// Made while they are written, since there may be very many.
struct Results<'a> {
    outcome: &'a Outcome,
    findings: Vec<&'a Reported>,
}

impl Results<'_> {
    /// All findings, or the worst, and how many are left out.
    fn of(outcome: &Outcome) -> (Results<'_>, usize) {
        let mut findings: Vec<&Reported> = outcome.findings.iter().collect();
        let left_out = findings.len().saturating_sub(MOST);
        if left_out > 0 {
            findings.sort_by_key(|finding| Reverse(finding.severity));
            findings.truncate(MOST);
        }
        (Results { outcome, findings }, left_out)
    }
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let findings = self.findings.iter();
        serializer.collect_seq(findings.map(|it| result(self.outcome, it)))
    }
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message,
    help: Help,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
    /// What GitHub sorts and filters by.
    #[serde(rename = "problem.severity")]
    problem_severity: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    description: Message,
    artifact_changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Inserted<'a>,
}

/// A text as it is, where braces and brackets mean nothing.
#[derive(Serialize)]
struct Inserted<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

/// The end column is that of the character behind the region.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "sayso/v1")]
    own: Fingerprint,
    /// The only one that GitHub reads.
    #[serde(rename = "primaryLocationLineHash")]
    github: Fingerprint,
}

pub fn sarif(outcome: &Outcome) -> serde_json::Result<String> {
    let (results, left_out) = Results::of(outcome);
    let invocations = match left_out {
        0 => Vec::new(),
        _ => vec![json!({
            "executionSuccessful": true,
            "toolExecutionNotifications": [{
                "level": "warning",
                "message": {"text": format!("{left_out} more findings are left out, none of them worse than those that are told")},
            }],
        })],
    };
    let run = Run {
        tool: Tool { driver: driver() },
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: json!({
            ROOT: {"description": {"text": "The root of the repository"}},
        }),
        invocations,
        results,
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [run],
    };
    in_json(outcome, &log)
}

fn driver() -> Driver {
    Driver {
        name: "Sayso",
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules: RULES.iter().map(|rule| descriptor(rule)).collect(),
    }
}

fn descriptor(rule: &'static Rule) -> Descriptor {
    let page = rule.documentation.trim();
    Descriptor {
        id: rule.name,
        short_description: message(rule.summary),
        help: Help {
            text: page,
            markdown: page,
        },
        default_configuration: Configuration {
            level: level(rule.severity),
        },
        properties: Properties {
            tags: [rule.group.word()],
            problem_severity: match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Information | Severity::Hint => "recommendation",
            },
        },
    }
}

fn result<'a>(outcome: &Outcome, finding: &'a Reported) -> Finding<'a> {
    let related = finding.related.iter().enumerate();
    let related = related.map(|(at, (spot, text))| Location {
        id: Some(at + 1),
        message: Some(message(text)),
        physical_location: physical(outcome, spot),
    });
    Finding {
        rule_id: finding.rule,
        rule_index: RULES.iter().position(|rule| rule.name == finding.rule),
        level: level(finding.severity),
        message: message(&finding.message),
        locations: [Location {
            id: None,
            message: None,
            physical_location: physical(outcome, &finding.spot),
        }],
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints {
            own: finding.fingerprint,
            github: finding.fingerprint,
        },
        fixes: finding.fix.iter().map(|it| fix(outcome, it)).collect(),
    }
}

fn fix<'a>(outcome: &Outcome, fix: &'a SafeFix) -> Fix<'a> {
    let mut files: BTreeMap<&Path, Vec<Replacement>> = BTreeMap::new();
    for (spot, text) in &fix.edits {
        files.entry(&spot.path).or_default().push(Replacement {
            deleted_region: region(spot),
            inserted_content: Inserted { text },
        });
    }
    let changes = files.into_iter().map(|(path, replacements)| Change {
        artifact_location: artifact(outcome, path),
        replacements,
    });
    Fix {
        description: message(&fix.title),
        artifact_changes: changes.collect(),
    }
}

/// A text as SARIF wants it, where braces hold places to fill in and brackets make links.
fn message(text: &str) -> Message {
    let mut text = text.replace('{', "{{").replace('}', "}}");
    if text.contains("](") {
        text = text
            .replace('\\', r"\\")
            .replace('[', r"\[")
            .replace(']', r"\]");
    }
    Message { text }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

fn physical(outcome: &Outcome, spot: &Spot) -> PhysicalLocation {
    PhysicalLocation {
        artifact_location: artifact(outcome, &spot.path),
        region: region(spot),
    }
}

fn region(spot: &Spot) -> Region {
    Region {
        start_line: spot.start.line,
        start_column: spot.start.column,
        end_line: spot.end.line,
        end_column: spot.end.column,
    }
}

/// From the root of the repository; outside it the whole path.
fn artifact(outcome: &Outcome, path: &Path) -> Artifact {
    match path.strip_prefix(&outcome.repository) {
        Ok(below) => Artifact {
            uri: escaped(below),
            uri_base_id: Some(ROOT),
        },
        Err(_) => Artifact {
            uri: format!("file:///{}", escaped(path)),
            uri_base_id: None,
        },
    }
}

/// The path with `/` between its names, and the names as URIs have them.
fn escaped(path: &Path) -> String {
    let names = path.components().filter_map(|part| match part {
        Component::RootDir => None,
        part => Some(percent_encode(part.as_os_str().as_encoded_bytes(), ESCAPED).to_string()),
    });
    names.collect::<Vec<_>>().join("/")
}
