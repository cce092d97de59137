//! `sayso explain`

use std::process::ExitCode;

use anyhow::{Result, bail};
use serde::Serialize;

use super::arguments::{ExplainArguments, ExplainFormat};
use super::output;
use crate::rules::{Policy, RULES, Rule, rule_named};
use crate::text::suggest::nearest;

pub fn run(arguments: &ExplainArguments) -> Result<ExitCode> {
    let rule = match &arguments.rule {
        None => None,
        Some(name) => match rule_named(name) {
            Some(rule) => Some(rule),
            None => bail!("{}", unknown_rule(name)),
        },
    };
    let shown = match (rule, arguments.format) {
        (Some(rule), ExplainFormat::Human) => explained(rule),
        (Some(rule), ExplainFormat::Json) => json(&RuleDescription::of(rule))?,
        (None, ExplainFormat::Human) if arguments.all => {
            let all: Vec<String> = RULES.iter().map(|rule| explained(rule)).collect();
            all.join("\n\n")
        }
        (None, ExplainFormat::Human) => list_of_rules(),
        (None, ExplainFormat::Json) => {
            let all: Vec<RuleDescription> =
                RULES.iter().map(|rule| RuleDescription::of(rule)).collect();
            json(&all)?
        }
    };
    output::print(&shown)?;
    Ok(ExitCode::SUCCESS)
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

fn unknown_rule(name: &str) -> String {
    let near = nearest(name, RULES.iter().map(|rule| rule.name));
    match near.first() {
        Some(near) => format!(
            "there is no rule `{name}`: did you mean `{near}`? `sayso explain` lists all rules"
        ),
        None => format!("there is no rule `{name}`: `sayso explain` lists all rules"),
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
    out
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
