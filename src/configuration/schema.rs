//! The JSON Schema of `sayso.toml`, and a file held against it: whatever an editor with the schema
//! would underline is reported, each at its place.

use std::ops::Range;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file::{ConfigurationFile, PATTERN};
use super::problem::Problem;
use crate::rules::{Policy, rule_named};
use crate::text::suggest::nearest;
use crate::workspace::Patterns;

/// The schema, as it is published (JSON Schema 2020-12).
pub fn schema() -> Value {
    schemars::schema_for!(ConfigurationFile).to_value()
}

/// Everything in the text of a `sayso.toml` that cannot be taken, in its order.
pub(super) fn problems_in(text: &str) -> Vec<Problem> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let mut problems: Vec<Problem> = errors.iter().map(Problem::of).collect();
        problems.sort_by_key(|problem| problem.range.start);
        return problems;
    }
    let root = schema();
    let mut check = Check {
        root: &root,
        problems: Vec::new(),
    };
    check.table(table.get_ref(), table.span(), &root);
    check.problems.sort_by_key(|problem| problem.range.start);
    check.problems
}

struct Check<'a> {
    root: &'a Value,
    problems: Vec<Problem>,
}

impl<'a> Check<'a> {
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
                    self.problems.push(Problem::at(value.span(), message));
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
                    self.unfit(key, value.span(), schema);
                }
            }
            DeValue::Boolean(_) if is(schema, "boolean") => {}
            _ => self.unfit(key, value.span(), schema),
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
                let message = format!("`{key}` is missing here: add `{key} = …`");
                self.problems.push(Problem::at(span.clone(), message));
            }
        }
    }

    fn text(&mut self, key: &str, text: &str, span: Range<usize>, schema: &Value) {
        if schema["format"] == PATTERN {
            if let Err(why) = Patterns::new([text]) {
                self.problems.push(Problem::at(span, why.to_string()));
            }
        } else if !words_of(schema).is_empty() && !words_of(schema).contains(&text) {
            self.unfit(key, span, schema);
        }
    }

    fn unknown(&mut self, key: &str, span: Range<usize>, schema: &Value) {
        let message = if rule_named(key).is_some_and(|rule| rule.policy == Policy::Fixed) {
            format!("`{key}` protects a source and cannot be changed: take this line out")
        } else if let Some(table) = self.table_with(key) {
            format!("there is no `{key}` here: it stands in the table `{table}`")
        } else {
            let known = schema["properties"].as_object();
            let known = known.into_iter().flat_map(|known| known.keys());
            match &nearest(key, known.clone().map(String::as_str))[..] {
                [] if known.clone().count() > 12 => format!("there is no `{key}` here"),
                [] => {
                    let known: Vec<String> = known.map(|key| format!("`{key}`")).collect();
                    format!("there is no `{key}` here: choose from {}", known.join(", "))
                }
                [near, ..] => format!("there is no `{key}` here: did you mean `{near}`?"),
            }
        };
        self.problems.push(Problem::at(span, message));
    }

    /// The table of the whole file that takes the key.
    fn table_with(&self, key: &str) -> Option<&'a str> {
        let mut tables = self.root["properties"].as_object()?.iter();
        let takes = |table: &'a Value| !self.resolved(table)["properties"][key].is_null();
        let (name, _) = tables.find(|(_, table)| takes(table))?;
        Some(name)
    }

    fn unfit(&mut self, key: &str, span: Range<usize>, schema: &Value) {
        let items = self.resolved(&schema["items"]);
        let message = match is(schema, "array") && is(items, "object") {
            true => format!("`{key}` is a list of tables: write `[[{key}]]`"),
            false => format!("`{key}` must be {}", self.expected(schema)),
        };
        self.problems.push(Problem::at(span, message));
    }

    /// What a value must be, as the end of a sentence.
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
            _ => "a text in quotation marks".to_owned(),
        }
    }

    /// The schema that a reference stands for; an optional one is what it is when it is there.
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

/// Whether values of that type fit.
fn is(schema: &Value, kind: &str) -> bool {
    match &schema["type"] {
        Value::String(one) => one == kind,
        Value::Array(several) => several.iter().any(|one| one == kind),
        _ => false,
    }
}

/// The words that a text is one of; none where it may be any.
fn words_of(schema: &Value) -> Vec<&str> {
    let words = schema["enum"].as_array().into_iter().flatten();
    words.filter_map(Value::as_str).collect()
}
