//! `--select`, `--ignore` and `--min-severity`: which findings a check reports, fixes and fails on.
//!
//! Every rule runs all the same. So the cache, `unused-allow` and the words that expose a confidential source do not
//! depend on what is selected.

use anyhow::{Result, bail};
use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::fail_on::FailOn;
use super::outcome::Outcome;
use super::reported::{Reported, SYNTAX_ERROR};
use super::rule_selector::{Extent, RuleSelector, SEVERITIES};
use crate::cli::arguments::CheckArguments;
use crate::rules::{Policy, Rule, Severity, rule_named};

/// What the arguments select.
pub struct Selection<'a> {
    select: &'a [RuleSelector],
    ignore: &'a [RuleSelector],
    min_severity: Severity,
}

impl<'a> Selection<'a> {
    pub fn of(arguments: &'a CheckArguments) -> Result<Selection<'a>> {
        let selection = Selection {
            select: &arguments.select,
            ignore: &arguments.ignore,
            min_severity: arguments.min_severity,
        };
        selection.refuse_always_shown()?;
        selection.refuse_hidden_failure(arguments.fail_on)?;
        Ok(selection)
    }

    /// Whether findings of the rule with this severity are reported.
    pub fn shows(&self, rule: &Rule, severity: Severity) -> bool {
        is_always_shown(rule) || severity >= self.min_severity && self.selects(rule)
    }

    /// Whether the options name the rule. The more exact one decides, then `--ignore`.
    fn selects(&self, rule: &Rule) -> bool {
        let by = |selectors: &[RuleSelector]| {
            let extents = selectors.iter().filter_map(|it| it.extent_for(rule));
            extents.max()
        };
        let selected = match self.select {
            [] => Some(Extent::All),
            select => by(select),
        };
        selected > by(self.ignore)
    }

    /// Leaves the selected findings in the outcome.
    pub fn apply(&self, outcome: &mut Outcome) {
        let before = outcome.findings.len();
        let is_shown = |finding: &Reported| {
            rule_named(finding.rule).is_none_or(|rule| self.shows(rule, finding.severity))
        };
        outcome.findings.retain(is_shown);
        outcome.hidden = before - outcome.findings.len();
        outcome.summary.take(&outcome.findings);
    }

    fn refuse_always_shown(&self) -> Result<()> {
        let named = self.ignore.iter().filter(|it| it.extent == Extent::Rule);
        let mut rules = named.filter_map(|it| rule_named(&it.name));
        match rules.find(|rule| is_always_shown(rule)) {
            Some(rule) if rule.policy == Policy::Fixed => bail!(
                "`{}` cannot be ignored, because it protects other people: take it out of `--ignore`",
                rule.name
            ),
            Some(rule) => bail!(
                "`{}` cannot be ignored, because the other rules do not check what has one: take it out of `--ignore`",
                rule.name
            ),
            None => Ok(()),
        }
    }

    /// A check that fails must show why.
    fn refuse_hidden_failure(&self, fail_on: FailOn) -> Result<()> {
        let hidden = SEVERITIES.into_iter().filter(|it| *it < self.min_severity);
        if hidden.into_iter().any(|severity| fail_on.covers(severity)) {
            let named = fail_on.to_possible_value();
            let fail_on = named.as_ref().map_or("", PossibleValue::get_name);
            let shown = self.min_severity.word();
            bail!(
                "`--fail-on {fail_on}` would fail because of findings that `--min-severity {shown}` does not show: use `--fail-on {shown}`, or show them"
            );
        }
        Ok(())
    }
}

/// Whether findings of the rule are reported whatever is selected: nobody can turn off the rules that protect other
/// people, and what has a syntax error is checked by no other rule.
fn is_always_shown(rule: &Rule) -> bool {
    rule.policy == Policy::Fixed || rule.name == SYNTAX_ERROR
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selectors(names: &str) -> Vec<RuleSelector> {
        let names = names.split(',').filter(|name| !name.is_empty());
        names.map(|name| name.parse().expect("a name")).collect()
    }

    #[track_caller]
    fn check(select: &str, ignore: &str, shown: &[&str], hidden: &[&str]) {
        let (select, ignore) = (selectors(select), selectors(ignore));
        let selection = Selection {
            select: &select,
            ignore: &ignore,
            min_severity: Severity::Hint,
        };
        let shows = |name: &&str| selection.shows(rule_named(name).unwrap(), Severity::Hint);
        for name in shown {
            assert!(shows(name), "{name}");
        }
        for name in hidden {
            assert!(!shows(name), "{name}");
        }
    }

    #[test]
    fn the_more_exact_name_decides() {
        check("", "", &["unsourced-claim", "unused-source"], &[]);
        check(
            "unused-source",
            "",
            &["unused-source"],
            &["unsourced-claim"],
        );
        check("sourcing", "", &["unsourced-claim"], &["unused-source"]);
        check("", "names", &["unsourced-claim"], &["unused-source"]);
        check(
            "names",
            "unused-source",
            &["unused-entity"],
            &["unused-source"],
        );
        check(
            "unused-source,sourcing",
            "names,unsourced-claim",
            &["unused-source", "missing-locator"],
            &["unsourced-claim", "unused-entity"],
        );
        check("all", "all", &[], &["unused-source"]);
        check("names", "all", &["unused-source"], &["unsourced-claim"]);
        check("age-mismatch", "age-mismatch", &[], &["age-mismatch"]);
        check(
            "names-and-numbers",
            "",
            &["age-mismatch"],
            &["duplicate-name"],
        );
    }

    #[test]
    fn some_rules_are_always_shown() {
        let always = [
            "syntax-error",
            "confidential-exposed",
            "confidential-identity",
        ];
        check("unused-source", "", &always, &[]);
        check("", "all", &always, &["unused-source"]);
        let selection = Selection {
            select: &[],
            ignore: &[],
            min_severity: Severity::Error,
        };
        assert!(selection.shows(rule_named(SYNTAX_ERROR).unwrap(), Severity::Hint));
    }
}
