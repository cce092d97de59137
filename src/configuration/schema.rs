//! The JSON Schema of `sayso.toml`, and checking a file against it.
//!
//! The schema is the one that is published: whatever an editor with the schema underlines is an error
//! here too, and the other way round. All problems are reported at once, each at its place.

use std::ops::Range;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file::{ConfigurationFile, FOLDER, FolderPath, PATTERN};
use super::problem::ConfigurationProblem;
use crate::rules::{Policy, rule_named};
use crate::text::suggest::nearest;
use crate::workspace::{BadPattern, PatternCount, Patterns};

/// The schema as it is published (JSON Schema 2020-12).
pub fn schema() -> Value {
    schemars::schema_for!(ConfigurationFile).to_value()
}

/// The problems in the text of a `sayso.toml`, in order.
pub(super) fn problems_in(text: &str) -> Vec<ConfigurationProblem> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let mut problems: Vec<ConfigurationProblem> =
            errors.iter().map(ConfigurationProblem::of).collect();
        problems.sort_by_key(|problem| problem.range.start);
        return problems;
    }
    let root = schema();
    let mut check = SchemaCheck {
        root: &root,
        problems: Vec::new(),
        patterns: PatternCount::default(),
        has_too_many: false,
    };
    check.table(table.get_ref(), table.span(), &root);
    check.problems.sort_by_key(|problem| problem.range.start);
    check.problems
}

struct SchemaCheck<'a> {
    root: &'a Value,
    problems: Vec<ConfigurationProblem>,
    patterns: PatternCount,
    has_too_many: bool,
}

impl<'a> SchemaCheck<'a> {
    fn value(&mut self, key: &str, value: &Spanned<DeValue>, schema: &'a Value) {
        let schema = self.resolved(schema);
        match value.get_ref() {
            DeValue::Table(table) if is(schema, "object") => {
                self.table(table, value.span(), schema);
            }
            DeValue::Array(items) if is(schema, "array") => {
                let most = schema["maxItems"].as_u64().unwrap_or(u64::MAX);
                if items.len() as u64 > most {
                    let message = format!("`{key}` may have at most {most} entries");
                    self.problems
                        .push(ConfigurationProblem::at(value.span(), message));
                    return;
                }
                for item in items.iter() {
                    self.value(key, item, &schema["items"]);
                }
            }
            DeValue::String(text) if is(schema, "string") => {
                self.text(key, text, value.span(), schema);
            }
            DeValue::Integer(number) if is(schema, "integer") => {
                let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
                let bound = |name: &str| schema[name].as_i64();
                let fits = number.is_some_and(|number| {
                    bound("minimum").is_none_or(|least| number >= least)
                        && bound("maximum").is_none_or(|most| number <= most)
                });
                if !fits {
                    self.wrong_value(key, value.span(), schema);
                }
            }
            DeValue::Boolean(_) if is(schema, "boolean") => {}
            _ => self.wrong_value(key, value.span(), schema),
        }
    }

    fn table(&mut self, table: &DeTable, span: Range<usize>, schema: &'a Value) {
        let schema = self.resolved(schema);
        for (key, value) in table.iter() {
            match schema["properties"].get(key.get_ref().as_ref()) {
                Some(of_key) => self.value(key.get_ref(), value, of_key),
                None => self.unknown(key.get_ref(), key.span(), schema),
            }
        }
        let required = schema["required"].as_array().into_iter().flatten();
        for key in required.filter_map(Value::as_str) {
            if !table.keys().any(|known| known.get_ref() == key) {
                let message = format!("`{key}` is missing: add `{key} = …`");
                self.problems
                    .push(ConfigurationProblem::at(span.clone(), message));
            }
        }
    }

    fn text(&mut self, key: &str, text: &str, span: Range<usize>, schema: &Value) {
        if schema["format"] == PATTERN {
            self.pattern(text, span);
        } else if schema["format"] == FOLDER {
            if let Some(problem) = FolderPath::problem(text) {
                let message = format!("`{text}` {problem}");
                self.problems.push(ConfigurationProblem::at(span, message));
            }
        } else if !words_of(schema).is_empty() && !words_of(schema).contains(&text) {
            self.wrong_value(key, span, schema);
        }
    }

    fn pattern(&mut self, text: &str, span: Range<usize>) {
        let problem = match self.patterns.add(text) {
            true => Patterns::new([text]).err(),
            // One finding about the first of them is enough.
            false if self.has_too_many => None,
            false => {
                self.has_too_many = true;
                Some(BadPattern::TooMany)
            }
        };
        let problem = problem.map(|why| ConfigurationProblem::at(span, why.to_string()));
        self.problems.extend(problem);
    }

    fn unknown(&mut self, key: &str, span: Range<usize>, schema: &Value) {
        let message = if rule_named(key).is_some_and(|rule| rule.policy == Policy::Fixed) {
            format!("`{key}` protects a source and cannot be changed: remove this line")
        } else if let Some(table) = self.table_with(key) {
            format!("unknown key `{key}`: move it to the table `{table}`")
        } else {
            let known = schema["properties"].as_object();
            let known = known.into_iter().flat_map(|known| known.keys());
            match &nearest(key, known.clone().map(String::as_str))[..] {
                [] if known.clone().count() > 12 => format!("unknown key `{key}`"),
                [] => {
                    let known: Vec<String> = known.map(|key| format!("`{key}`")).collect();
                    format!("unknown key `{key}`: choose from {}", known.join(", "))
                }
                [near, ..] => format!("unknown key `{key}`: did you mean `{near}`?"),
            }
        };
        self.problems.push(ConfigurationProblem::at(span, message));
    }

    /// The top-level table that has the key.
    fn table_with(&self, key: &str) -> Option<&'a str> {
        let mut tables = self.root["properties"].as_object()?.iter();
        let takes = |table: &'a Value| !self.resolved(table)["properties"][key].is_null();
        let (name, _) = tables.find(|(_, table)| takes(table))?;
        Some(name)
    }

    fn wrong_value(&mut self, key: &str, span: Range<usize>, schema: &Value) {
        let items = self.resolved(&schema["items"]);
        let message = match is(schema, "array") && is(items, "object") {
            true => format!("`{key}` is a list of tables: write `[[{key}]]`"),
            false => format!("`{key}` must be {}", self.expected(schema)),
        };
        self.problems.push(ConfigurationProblem::at(span, message));
    }

    /// What a value must be, for the end of a sentence.
    fn expected(&self, schema: &Value) -> String {
        let words = words_of(schema);
        let kinds = ["object", "array", "boolean", "integer"];
        match kinds.into_iter().find(|kind| is(schema, kind)) {
            _ if !words.is_empty() => format!("one of \"{}\"", words.join("\", \"")),
            Some("object") => "a table".to_owned(),
            Some("array") => "a list: [\"…\", \"…\"]".to_owned(),
            Some("boolean") => "true or false".to_owned(),
            Some("integer") => format!(
                "a whole number from {} to {}",
                schema["minimum"], schema["maximum"]
            ),
            _ => "a string in quotation marks".to_owned(),
        }
    }

    /// Follows references. An optional schema resolves to the schema of the value.
    fn resolved(&self, schema: &'a Value) -> &'a Value {
        if let Some(name) = schema["$ref"].as_str().and_then(|at| at.rsplit('/').next()) {
            return self.resolved(&self.root["$defs"][name]);
        }
        let is_there = |one: &&Value| one["type"] != "null";
        match schema["anyOf"]
            .as_array()
            .and_then(|any| any.iter().find(is_there))
        {
            Some(one) => self.resolved(one),
            None => schema,
        }
    }
}

/// Whether the schema accepts values of that type.
fn is(schema: &Value, kind: &str) -> bool {
    match &schema["type"] {
        Value::String(one) => one == kind,
        Value::Array(several) => several.iter().any(|one| one == kind),
        _ => false,
    }
}

/// The allowed values of a string. Empty if any string is allowed.
fn words_of(schema: &Value) -> Vec<&str> {
    let words = schema["enum"].as_array().into_iter().flatten();
    words.filter_map(Value::as_str).collect()
}
