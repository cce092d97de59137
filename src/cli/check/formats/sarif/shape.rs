//! The parts of a SARIF log that Sayso writes, under the names that the standard gives them.

use serde::Serialize;
use serde_json::Value;

use crate::cli::check::fingerprint::Fingerprint;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifLog<Results> {
    #[serde(rename = "$schema")]
    pub schema: &'static str,
    pub version: &'static str,
    pub runs: [SarifRun<Results>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifRun<Results> {
    pub tool: SarifTool,
    pub column_kind: &'static str,
    pub original_uri_base_ids: Value,
    /// Set if there is something to say about the report itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub invocations: Vec<Value>,
    pub results: Results,
}

#[derive(Serialize)]
pub struct SarifTool {
    pub driver: SarifDriver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifDriver {
    pub name: &'static str,
    pub semantic_version: &'static str,
    pub information_uri: &'static str,
    pub rules: Vec<SarifRule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifRule {
    pub id: &'static str,
    pub short_description: SarifMessage,
    pub help: SarifHelp,
    pub default_configuration: SarifConfiguration,
    pub properties: SarifProperties,
}

#[derive(Serialize)]
pub struct SarifHelp {
    pub text: &'static str,
    pub markdown: &'static str,
}

#[derive(Serialize)]
pub struct SarifConfiguration {
    pub level: &'static str,
}

#[derive(Serialize)]
pub struct SarifProperties {
    pub tags: [&'static str; 1],
    /// GitHub sorts and filters by it.
    #[serde(rename = "problem.severity")]
    pub problem_severity: &'static str,
}

#[derive(Serialize)]
pub struct SarifMessage {
    pub text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifResult<'a> {
    pub rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_index: Option<usize>,
    pub level: &'static str,
    pub message: SarifMessage,
    pub locations: [SarifLocation; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_locations: Vec<SarifLocation>,
    pub partial_fingerprints: SarifFingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<SarifFix<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifFix<'a> {
    pub description: SarifMessage,
    pub artifact_changes: Vec<SarifArtifactChange<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifArtifactChange<'a> {
    pub artifact_location: SarifArtifact,
    pub replacements: Vec<SarifReplacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifReplacement<'a> {
    pub deleted_region: SarifRegion,
    pub inserted_content: SarifText<'a>,
}

/// A literal text, in which braces and brackets have no meaning.
#[derive(Serialize)]
pub struct SarifText<'a> {
    pub text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifLocation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<SarifMessage>,
    pub physical_location: SarifPhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifPhysicalLocation {
    pub artifact_location: SarifArtifact,
    pub region: SarifRegion,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifArtifact {
    pub uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri_base_id: Option<&'static str>,
}

/// Lines and columns count from 1, columns in Unicode code points. `end_column` is the column after the
/// last character.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifRegion {
    pub start_line: u32,
    pub start_column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

#[derive(Serialize)]
pub struct SarifFingerprints {
    #[serde(rename = "sayso/v1")]
    pub own: Fingerprint,
    /// The only one that GitHub reads.
    #[serde(rename = "primaryLocationLineHash")]
    pub github: Fingerprint,
}
