//! SARIF 2.1.0, which code scanning services and editors read.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

mod shape;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Component, Path};

use anyhow::Result;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use serde::{Serialize, Serializer};
use serde_json::json;

use super::format::{Audience, OutputFormat};
use super::rendering::{most_severe, write_json};
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::{Reported, SafeFix, Spot};
use crate::rules::{RULES, Rule, Severity};
use shape::{
    SarifArtifact, SarifArtifactChange, SarifConfiguration, SarifDriver, SarifFingerprints,
    SarifFix, SarifHelp, SarifLocation, SarifLog, SarifMessage, SarifPhysicalLocation,
    SarifProperties, SarifRegion, SarifReplacement, SarifResult, SarifRule, SarifRun, SarifText,
    SarifTool,
};

pub const FORMAT: OutputFormat = OutputFormat {
    name: "sarif",
    description: "SARIF 2.1.0, for code scanning",
    audience: Audience::Programs,
    needs_texts: false,
    needs_fixes: true,
    write: |out, outcome, _| sarif(out, outcome),
    write_statistics: None,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The maximum number of results: GitHub refuses a run that has more.
const MAX_RESULTS: usize = 25_000;
/// The name of the repository root, to which paths are relative.
const ROOT: &str = "%SRCROOT%";
/// All characters but those that a URI contains unescaped (RFC 3986, unreserved characters).
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

fn sarif(out: &mut dyn Write, outcome: &Outcome) -> Result<()> {
    let (results, left_out) = SarifResults::of(outcome);
    let invocations = match left_out {
        0 => Vec::new(),
        _ => vec![json!({
            "executionSuccessful": true,
            "toolExecutionNotifications": [{
                "level": "warning",
                "message": {"text": format!("{left_out} more findings are left out, none of them more severe than those in the report")},
            }],
        })],
    };
    let run = SarifRun {
        tool: SarifTool { driver: driver() },
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: json!({
            ROOT: {"description": {"text": "The root of the repository"}},
        }),
        invocations,
        results,
    };
    let log = SarifLog {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [run],
    };
    write_json(out, outcome, &log)
}

/// The results, built one by one while they are written: there may be very many.
struct SarifResults<'a> {
    outcome: &'a Outcome,
    findings: Vec<&'a Reported>,
}

impl SarifResults<'_> {
    /// All findings or the most severe ones, and how many are left out.
    fn of(outcome: &Outcome) -> (SarifResults<'_>, usize) {
        let findings = most_severe(&outcome.findings, MAX_RESULTS);
        let left_out = outcome.findings.len() - findings.len();
        (SarifResults { outcome, findings }, left_out)
    }
}

impl Serialize for SarifResults<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let findings = self.findings.iter();
        serializer.collect_seq(findings.map(|it| result(self.outcome, it)))
    }
}

fn driver() -> SarifDriver {
    SarifDriver {
        name: "Sayso",
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules: RULES.iter().map(|rule| rule_entry(rule)).collect(),
    }
}

fn rule_entry(rule: &'static Rule) -> SarifRule {
    let documentation = rule.documentation.trim();
    SarifRule {
        id: rule.name,
        short_description: message(rule.summary),
        help: SarifHelp {
            text: documentation,
            markdown: documentation,
        },
        default_configuration: SarifConfiguration {
            level: level(rule.severity),
        },
        properties: SarifProperties {
            tags: [rule.group.word()],
            problem_severity: match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Information | Severity::Hint => "recommendation",
            },
        },
    }
}

fn result<'a>(outcome: &Outcome, finding: &'a Reported) -> SarifResult<'a> {
    let related = finding.related.iter().enumerate();
    let related = related.map(|(at, (spot, text))| SarifLocation {
        id: Some(at + 1),
        message: Some(message(text)),
        physical_location: physical_location(outcome, spot),
    });
    SarifResult {
        rule_id: finding.rule,
        rule_index: RULES.iter().position(|rule| rule.name == finding.rule),
        level: level(finding.severity),
        message: message(&finding.message),
        locations: [SarifLocation {
            id: None,
            message: None,
            physical_location: physical_location(outcome, &finding.spot),
        }],
        related_locations: related.collect(),
        partial_fingerprints: SarifFingerprints {
            own: finding.fingerprint,
            github: finding.fingerprint,
        },
        fixes: finding.fix.iter().map(|it| fix(outcome, it)).collect(),
    }
}

/// Reports for programs contain safe fixes only, those of `--fix`: somebody applies them with a click,
/// without looking at the draft. Fixes that write into the declaration of a confidential source are left
/// out.
fn fix<'a>(outcome: &Outcome, fix: &'a SafeFix) -> SarifFix<'a> {
    let mut files: BTreeMap<&Path, Vec<SarifReplacement>> = BTreeMap::new();
    for (spot, text) in &fix.edits {
        files.entry(&spot.path).or_default().push(SarifReplacement {
            deleted_region: region(spot),
            inserted_content: SarifText { text },
        });
    }
    let changes = files
        .into_iter()
        .map(|(path, replacements)| SarifArtifactChange {
            artifact_location: artifact(outcome, path),
            replacements,
        });
    SarifFix {
        description: message(&fix.title),
        artifact_changes: changes.collect(),
    }
}

/// The text, escaped for SARIF: braces mark placeholders there, and brackets make links.
fn message(text: &str) -> SarifMessage {
    let mut text = text.replace('{', "{{").replace('}', "}}");
    if text.contains("](") {
        text = text
            .replace('\\', r"\\")
            .replace('[', r"\[")
            .replace(']', r"\]");
    }
    SarifMessage { text }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

fn physical_location(outcome: &Outcome, spot: &Spot) -> SarifPhysicalLocation {
    SarifPhysicalLocation {
        artifact_location: artifact(outcome, &spot.path),
        region: region(spot),
    }
}

fn region(spot: &Spot) -> SarifRegion {
    SarifRegion {
        start_line: spot.start.line,
        start_column: spot.start.column,
        end_line: spot.end.line,
        end_column: spot.end.column,
    }
}

/// Relative to the root of the repository; outside of it the absolute path.
fn artifact(outcome: &Outcome, path: &Path) -> SarifArtifact {
    match path.strip_prefix(&outcome.repository) {
        Ok(below) => SarifArtifact {
            uri: escaped(below),
            uri_base_id: Some(ROOT),
        },
        Err(_) => SarifArtifact {
            uri: format!("file:///{}", escaped(path)),
            uri_base_id: None,
        },
    }
}

/// The path with `/` between its names, which are percent-encoded.
fn escaped(path: &Path) -> String {
    let names = path.components().filter_map(|part| match part {
        Component::RootDir => None,
        part => Some(percent_encode(part.as_os_str().as_encoded_bytes(), ESCAPED).to_string()),
    });
    names.collect::<Vec<_>>().join("/")
}
