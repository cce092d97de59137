//! `sayso completions`
//!
//! The binary prints completions, and they are not stored in a file, so they always match the installed
//! version. `clap_complete` is part of the clap project.

use std::collections::BTreeSet;
use std::process::ExitCode;

use anyhow::Result;
use clap::builder::PossibleValue;
use clap::{Arg, CommandFactory};

use super::arguments::{Arguments, CompletionsArguments};
use super::check::rule_selector::RuleSelector;
use super::output;
use crate::model::explanations;
use crate::rules::RULES;

pub fn run(arguments: &CompletionsArguments) -> Result<ExitCode> {
    let mut script = Vec::new();
    // The command line accepts any word as a rule, so that it can suggest the nearest one.
    let mut command = Arguments::command()
        .mut_subcommand("explain", |explain| {
            explain.mut_arg("rule", |rule| rule.value_parser(explained_words()))
        })
        .mut_subcommand("check", |check| {
            let names =
                |option: Arg| option.value_parser(RuleSelector::values().collect::<Vec<_>>());
            check.mut_arg("select", names).mut_arg("ignore", names)
        });
    clap_complete::generate(arguments.shell, &mut command, "sayso", &mut script);
    output::print(&String::from_utf8(script)?)?;
    Ok(ExitCode::SUCCESS)
}

/// The names of all rules, and the words of the language, each once.
fn explained_words() -> Vec<PossibleValue> {
    let rules = RULES.iter().map(|rule| (rule.name, rule.summary));
    let words = explanations::all().map(|meaning| (meaning.word(), meaning.summary()));
    let mut seen = BTreeSet::new();
    rules
        .chain(words)
        .filter(|(word, _)| seen.insert(*word))
        .map(|(word, summary)| PossibleValue::new(word).help(summary))
        .collect()
}
