//! The shape of `sayso.toml`. Its schema and the messages about it are derived from these types.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::interchange::COLUMNS;
use crate::model::schema::{CLAIM_KINDS, UNSOURCED_CLAIM_KINDS};
use crate::rules::{Policy, RULES};
use crate::workspace::paths::{self, Barred};
use crate::workspace::{self, BadPattern, Configuration, Patterns, Settings};

/// The settings of a newsroom for the drafts in this folder and below it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "sayso.toml")]
pub struct ConfigurationFile {
    /// Only these files and folders are part of the workspace. By default, all are.
    pub include: Vec<Pattern>,
    /// These files and folders are not part of the workspace, in addition to those in `.gitignore`.
    pub exclude: Vec<Pattern>,
    /// Files and folders of entities and sources that many drafts use. They are part of the workspace
    /// even if they are excluded or ignored, and their declarations do not have to be used.
    pub registries: Vec<Pattern>,
    /// The files of articles. `sayso check` reports those that are the `text:` of no draft.
    pub articles: ArticlePatterns,
    /// The folder with the newsroom's copies of its sources, below the folder of this file. `file:` is looked for
    /// beside its draft first.
    pub evidence: Option<FolderPath>,
    /// The severity of each rule.
    pub rules: Rules,
    /// The number of independent sources that a claim needs, by its kind.
    pub min_origins: MinOrigins,
    /// What the words after `terms:` mean in this newsroom.
    pub terms: TermsTable,
    /// How `sayso import` reads files.
    pub import: ImportTable,
    /// Settings for some files only. If several apply to a file, the last one wins.
    #[schemars(length(max = 100))]
    pub overrides: Vec<OverrideTable>,
}

/// How `sayso import` reads files.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "Import")]
pub struct ImportTable {
    /// The headers of the desk's spreadsheets, by what the column contains.
    pub columns: Columns,
}

/// The headers of the desk's spreadsheets.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Columns(BTreeMap<String, Headers>);

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Headers {
    One(String),
    Several(Vec<String>),
}

impl JsonSchema for Columns {
    fn schema_name() -> Cow<'static, str> {
        "Columns".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let headers = json!({ "type": ["string", "array"], "items": { "type": "string" } });
        closed_table(COLUMNS.iter().map(|spec| (spec.name, headers.clone())))
    }
}

impl Columns {
    fn names(self) -> BTreeMap<String, Vec<String>> {
        let names = self.0.into_iter().map(|(column, headers)| match headers {
            Headers::One(header) => (column, vec![header]),
            Headers::Several(headers) => (column, headers),
        });
        names.collect()
    }
}

/// Settings for some files only.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OverrideTable {
    /// The files and folders that these settings apply to.
    pub files: Vec<Pattern>,
    /// The severity of each rule.
    #[serde(default)]
    pub rules: Rules,
    /// The number of independent sources that a claim needs, by its kind.
    #[serde(default)]
    pub min_origins: MinOrigins,
    /// What the words after `terms:` mean for these files.
    #[serde(default)]
    pub terms: TermsTable,
}

/// A path from the folder of this file; `*` matches any part of a name, `**` any folders.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct Pattern(String);

/// The format that marks a [`Pattern`] in the schema.
pub(super) const PATTERN: &str = "path-pattern";

impl JsonSchema for Pattern {
    fn schema_name() -> Cow<'static, str> {
        "Pattern".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": PATTERN,
            "description": "A path from the folder of this file; `*` matches any part of a name, `**` any folders.",
        })
    }
}

/// A pattern, or a list of patterns.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum ArticlePatterns {
    One(Pattern),
    Several(Vec<Pattern>),
}

impl Default for ArticlePatterns {
    fn default() -> ArticlePatterns {
        ArticlePatterns::Several(Vec::new())
    }
}

impl ArticlePatterns {
    fn all(&self) -> &[Pattern] {
        match self {
            ArticlePatterns::One(pattern) => std::slice::from_ref(pattern),
            ArticlePatterns::Several(patterns) => patterns,
        }
    }
}

impl JsonSchema for ArticlePatterns {
    fn schema_name() -> Cow<'static, str> {
        "Articles".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["array", "string"],
            "format": PATTERN,
            "items": generator.subschema_for::<Pattern>(),
        })
    }
}

/// A folder below the folder of this file.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct FolderPath(String);

/// The format that marks a [`FolderPath`] in the schema.
pub(super) const FOLDER: &str = "folder-path";

impl FolderPath {
    /// Why no folder may have that path, if so.
    pub(super) fn problem(path: &str) -> Option<&'static str> {
        // The name of the file does not matter: only its folder does.
        let roots = [Path::new("/w")];
        match paths::resolve(&roots, Path::new("/w/sayso.toml"), path) {
            Ok(_) => None,
            Err(Barred::Hidden) => Some(
                "is hidden, and hidden files are never read: choose a folder whose name begins with no dot",
            ),
            Err(Barred::Outside) => Some(
                "is not below the folder of this file: move the folder inside, or name it with SAYSO_EVIDENCE on the machines that have it",
            ),
        }
    }
}

impl JsonSchema for FolderPath {
    fn schema_name() -> Cow<'static, str> {
        "Folder".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": FOLDER })
    }
}

#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Level")]
pub enum RuleLevel {
    Off,
    Hint,
    Information,
    Warning,
    Error,
}

/// The severity of each rule.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Rules(BTreeMap<String, RuleLevel>);

impl JsonSchema for Rules {
    fn schema_name() -> Cow<'static, str> {
        "Rules".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<RuleLevel>();
        let adjustable = RULES.iter().filter(|rule| rule.policy != Policy::Fixed);
        let properties = adjustable.map(|rule| {
            let mut of_rule = level.clone();
            of_rule.insert("description".to_owned(), json!(rule.summary));
            (rule.name, of_rule.to_value())
        });
        closed_table(properties)
    }
}

/// The number of independent sources that a claim needs.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct MinOrigins(BTreeMap<String, u8>);

impl JsonSchema for MinOrigins {
    fn schema_name() -> Cow<'static, str> {
        "MinOrigins".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let sourced = CLAIM_KINDS
            .iter()
            .filter(|kind| !UNSOURCED_CLAIM_KINDS.contains(kind));
        let count = json!({ "type": "integer", "minimum": 1, "maximum": 9 });
        closed_table(sourced.map(|kind| (*kind, count.clone())))
    }
}

/// What the words after `terms:` mean.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct TermsTable {
    pub on_record: Option<TermSettings>,
    pub background: Option<TermSettings>,
    pub deep_background: Option<TermSettings>,
    pub off_record: Option<TermSettings>,
}

/// What an article may do with a source. Keys that are not set keep their default.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "Terms")]
pub struct TermSettings {
    /// Whether a claim may rest on it.
    pub supports: Option<bool>,
    /// Whether its words may be quoted.
    pub quoted: Option<bool>,
    /// Whether the article may name it.
    pub named: Option<bool>,
}

/// A table that accepts only these keys.
fn closed_table<'a>(properties: impl Iterator<Item = (&'a str, Value)>) -> Schema {
    let properties: Map<String, Value> = properties
        .map(|(key, schema)| (key.to_owned(), schema))
        .collect();
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
}

impl ConfigurationFile {
    /// Converts the settings. `folder` is the folder of the file.
    pub(super) fn into_configuration(self, folder: &Path) -> Result<Configuration, BadPattern> {
        let overrides = self.overrides.into_iter().map(|only| {
            Ok(workspace::Override {
                files: patterns(&only.files)?,
                settings: settings(&only.rules, &only.min_origins, &only.terms),
            })
        });
        Ok(Configuration {
            digest: None,
            folder: folder.to_owned(),
            include: patterns(&self.include)?,
            exclude: patterns(&self.exclude)?,
            registries: patterns(&self.registries)?,
            articles: patterns(self.articles.all())?,
            evidence: self.evidence.map(|path| folder.join(path.0)),
            settings: Arc::new(settings(&self.rules, &self.min_origins, &self.terms)),
            import_columns: self.import.columns.names(),
            overrides: overrides.collect::<Result<_, BadPattern>>()?,
        })
    }
}

fn patterns(patterns: &[Pattern]) -> Result<Patterns, BadPattern> {
    Patterns::new(patterns.iter().map(|pattern| pattern.0.as_str()))
}

fn settings(rules: &Rules, min_origins: &MinOrigins, terms: &TermsTable) -> Settings {
    let levels = rules.0.iter();
    let origins = min_origins.0.iter();
    let terms = [
        ("on-record", terms.on_record),
        ("background", terms.background),
        ("deep-background", terms.deep_background),
        ("off-record", terms.off_record),
    ];
    let terms = terms.into_iter().filter_map(|(word, set)| {
        let usual = workspace::Terms::usual(word)?;
        Some((word.into(), set?.over(usual)))
    });
    Settings {
        levels: levels
            .map(|(rule, level)| (rule.into(), (*level).into()))
            .collect(),
        min_origins: origins
            .map(|(kind, count)| (kind.into(), (*count).into()))
            .collect(),
        terms: terms.collect(),
        is_registry: false,
    }
}

impl TermSettings {
    fn over(self, usual: workspace::Terms) -> workspace::Terms {
        workspace::Terms {
            supports: self.supports.unwrap_or(usual.supports),
            quoted: self.quoted.unwrap_or(usual.quoted),
            named: self.named.unwrap_or(usual.named),
        }
    }
}

impl From<RuleLevel> for workspace::Level {
    fn from(level: RuleLevel) -> workspace::Level {
        match level {
            RuleLevel::Off => workspace::Level::Off,
            RuleLevel::Hint => workspace::Level::Hint,
            RuleLevel::Information => workspace::Level::Information,
            RuleLevel::Warning => workspace::Level::Warning,
            RuleLevel::Error => workspace::Level::Error,
        }
    }
}
