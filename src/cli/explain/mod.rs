//! `sayso explain`

mod words;

use std::process::ExitCode;

use anyhow::{Result, bail};
use serde::Serialize;

use super::arguments::{ExplainArguments, ExplainFormat};
use super::output;
use crate::model::explanations::{self, meanings_of};
use crate::rules::{Policy, RULES, Rule, rule_named};
use crate::text::suggest::nearest;

pub fn run(arguments: &ExplainArguments) -> Result<ExitCode> {
    let shown = match &arguments.rule {
        Some(word) => of_word(word, arguments.format)?,
        None => of_all(arguments)?,
    };
    output::print(&shown)?;
    Ok(ExitCode::SUCCESS)
}

/// A rule, or a word of the language.
fn of_word(word: &str, format: ExplainFormat) -> Result<String> {
    if let Some(rule) = rule_named(word) {
        return match format {
            ExplainFormat::Human => Ok(explained(rule)),
            ExplainFormat::Json => json(&RuleDescription::of(rule)),
        };
    }
    let meanings = meanings_of(word);
    if meanings.is_empty() {
        bail!("{}", unknown_word(word));
    }
    match format {
        ExplainFormat::Human => Ok(words::explained(&meanings)),
        ExplainFormat::Json => json(&words::described(&meanings)),
    }
}

fn of_all(arguments: &ExplainArguments) -> Result<String> {
    match arguments.format {
        ExplainFormat::Human if arguments.all => {
            let all: Vec<String> = RULES.iter().map(|rule| explained(rule)).collect();
            Ok(all.join("\n\n"))
        }
        ExplainFormat::Human => Ok(list_of_rules()),
        ExplainFormat::Json => {
            let all: Vec<RuleDescription> =
                RULES.iter().map(|rule| RuleDescription::of(rule)).collect();
            json(&all)
        }
    }
}

/// A rule in the JSON output.
#[derive(Serialize)]
struct RuleDescription {
    name: &'static str,
    group: &'static str,
    /// A severity, or `off`.
    default: &'static str,
    severity: &'static str,
    /// Whether `sayso.toml` can change the severity.
    adjustable: bool,
    /// Whether `allow:` suppresses it.
    allowable: bool,
    summary: &'static str,
    /// Markdown.
    documentation: String,
}

impl RuleDescription {
    fn of(rule: &Rule) -> RuleDescription {
        RuleDescription {
            name: rule.name,
            group: rule.group.word(),
            default: rule.usual_level(),
            severity: rule.severity.word(),
            adjustable: rule.policy != Policy::Fixed,
            allowable: rule.can_be_allowed(),
            summary: rule.summary,
            documentation: rule.full_documentation(),
        }
    }
}

fn json(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

fn unknown_word(word: &str) -> String {
    let mut known: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    known.extend(explanations::all().map(|meaning| meaning.word()));
    let near = nearest(word, known);
    let known = "`sayso explain` lists all rules";
    match near.first() {
        Some(near) => format!(
            "there is no rule, field, kind or value `{word}`: did you mean `{near}`? {known}"
        ),
        None => format!("there is no rule, field, kind or value `{word}`: {known}"),
    }
}

fn list_of_rules() -> String {
    let mut out = String::new();
    let mut group = None;
    for rule in RULES {
        if group != Some(rule.group) {
            let space = if group.is_some() { "\n" } else { "" };
            out += &format!("{space}\x1b[1m{}\x1b[0m\n", rule.group.word());
            group = Some(rule.group);
        }
        let (name, level) = (rule.name, rule.usual_level());
        out += &format!("  {name:<24} {level:<12} {}\n", rule.summary);
    }
    out + "\nFields, kinds and values are explained, too: sayso explain reply\n"
}

fn explained(rule: &Rule) -> String {
    let (name, level, group) = (rule.name, rule.usual_level(), rule.group.word());
    let mut out = format!(
        "\x1b[1m{name}\x1b[0m ({level}, {group})\n\n{}.\n\n",
        rule.summary
    );
    for line in rule.full_documentation().lines() {
        match line.strip_prefix("## ") {
            Some(heading) => out += &format!("\x1b[1m{heading}\x1b[0m\n"),
            None => out += &format!("{line}\n"),
        }
    }
    out
}
