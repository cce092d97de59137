//! `sayso explain`

use std::process::ExitCode;

use anyhow::{Result, bail};

use super::arguments::ExplainArguments;
use crate::rules::{RULES, Rule, nearest, rule_named};

pub fn run(arguments: &ExplainArguments) -> Result<ExitCode> {
    match &arguments.rule {
        None => list(),
        Some(name) => match rule_named(name) {
            Some(rule) => explain(rule),
            None => bail!("{}", unknown(name)),
        },
    }
    Ok(ExitCode::SUCCESS)
}

fn unknown(name: &str) -> String {
    let near = nearest(name, RULES.iter().map(|rule| rule.name));
    match near.first() {
        Some(near) => format!(
            "there is no rule `{name}`: did you mean `{near}`? `sayso explain` lists all rules"
        ),
        None => format!("there is no rule `{name}`: `sayso explain` lists all rules"),
    }
}

fn list() {
    let mut group = None;
    for rule in RULES {
        if group != Some(rule.group) {
            let space = if group.is_some() { "\n" } else { "" };
            anstream::println!("{space}\x1b[1m{}\x1b[0m", rule.group.word());
            group = Some(rule.group);
        }
        anstream::println!(
            "  {:<24} {:<12} {}",
            rule.name,
            rule.severity.word(),
            rule.summary
        );
    }
}

fn explain(rule: &Rule) {
    anstream::println!(
        "\x1b[1m{}\x1b[0m ({}, {})\n",
        rule.name,
        rule.severity.word(),
        rule.group.word()
    );
    anstream::println!("{}.\n", rule.summary);
    for line in rule.documentation.trim().lines() {
        match line.strip_prefix("## ") {
            Some(heading) => anstream::println!("\x1b[1m{heading}\x1b[0m"),
            None => anstream::println!("{line}"),
        }
    }
}
