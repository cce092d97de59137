//! The documentation of every rule: its headings, and that its examples do what they say.

use super::testing::count;
use super::{RULES, Rule};

const HEADINGS: [&str; 5] = [
    "What it finds",
    "Why it matters",
    "Example",
    "Instead",
    "Settings",
];

#[test]
fn every_rule_has_the_same_headings() {
    for rule in RULES {
        let headings: Vec<&str> = rule
            .documentation
            .lines()
            .filter_map(|line| line.strip_prefix("## "))
            .collect();
        assert_eq!(headings, HEADINGS, "{}", rule.name);
    }
}

#[test]
fn examples_fire_and_what_stands_instead_does_not() {
    for rule in RULES {
        let example = block_below(rule, "Example");
        assert!(count(rule, &example) > 0, "{}: {example}", rule.name);
        let instead = block_below(rule, "Instead");
        assert_eq!(count(rule, &instead), 0, "{}: {instead}", rule.name);
    }
}

/// The block of Sayso below a heading.
fn block_below(rule: &Rule, heading: &str) -> String {
    let start = format!("## {heading}\n");
    let below = rule.documentation.split_once(&start);
    let block = below.and_then(|(_, below)| below.split_once("```sayso\n"));
    let text = block.and_then(|(_, block)| block.split_once("```"));
    text.unwrap_or_else(|| panic!("{}: no block below {heading}", rule.name))
        .0
        .to_owned()
}
