//! The names of rules and severities in `--select`, `--ignore` and `--min-severity`.

use std::str::FromStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::rules::{RULES, Rule, Severity, rule_named};
use crate::text::suggest::nearest;

/// The word for all rules.
const ALL: &str = "all";

/// From the most severe one on.
pub const SEVERITIES: [Severity; 4] = [
    Severity::Error,
    Severity::Warning,
    Severity::Information,
    Severity::Hint,
];

/// Some rules, as an option names them. In order, a later one is more exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    All,
    Group,
    Rule,
}

/// What an option names: a rule, the rules of a group, or all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSelector {
    pub extent: Extent,
    /// The name of the rule or the group, as the option spells it.
    pub name: String,
}

impl RuleSelector {
    /// Everything that an option can name, with what it means: all, groups and rules.
    pub fn values() -> impl Iterator<Item = PossibleValue> {
        let all = PossibleValue::new(ALL).help("All rules");
        let groups = RULES.chunk_by(|rule, next| rule.group == next.group);
        let groups = groups.map(|rules| {
            let help = format!("The {} rules of this group", rules.len());
            PossibleValue::new(rules[0].group.name()).help(help)
        });
        let rules = RULES.iter();
        let rules = rules.map(|rule| PossibleValue::new(rule.name).help(rule.summary));
        std::iter::once(all).chain(groups).chain(rules)
    }

    /// How exactly it names the rule; `None` if it does not.
    pub fn extent_for(&self, rule: &Rule) -> Option<Extent> {
        let is_meant = match self.extent {
            Extent::All => true,
            Extent::Group => self.name == rule.group.name(),
            Extent::Rule => self.name == rule.name,
        };
        is_meant.then_some(self.extent)
    }
}

impl FromStr for RuleSelector {
    type Err = String;

    fn from_str(name: &str) -> Result<RuleSelector, String> {
        let extent = match name {
            ALL => Extent::All,
            _ if rule_named(name).is_some() => Extent::Rule,
            _ if RULES.iter().any(|rule| rule.group.name() == name) => Extent::Group,
            _ => return Err(unknown(name)),
        };
        let name = name.to_owned();
        Ok(RuleSelector { extent, name })
    }
}

fn unknown(name: &str) -> String {
    let known: Vec<PossibleValue> = RuleSelector::values().collect();
    let near = nearest(name, known.iter().map(PossibleValue::get_name));
    let near = near.first().map(|near| format!("did you mean `{near}`? "));
    format!(
        "there is no rule or group of that name: {}`sayso explain` lists all",
        near.unwrap_or_default()
    )
}

/// The values of `--min-severity`.
pub fn severity_parser() -> impl TypedValueParser<Value = Severity> {
    let known = |word: String| SEVERITIES.into_iter().find(|it| it.word() == word);
    let words = PossibleValuesParser::new(SEVERITIES.map(Severity::word));
    words.try_map(move |word| known(word).ok_or("unknown severity"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unambiguous() {
        let mut names: Vec<String> = RuleSelector::values()
            .map(|value| value.get_name().to_owned())
            .collect();
        for name in &names {
            assert_eq!(name.parse::<RuleSelector>().unwrap().name, *name);
        }
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn an_unknown_name_gets_the_nearest_one() {
        let error = "unsourced".parse::<RuleSelector>().unwrap_err();
        assert!(error.contains("there is no rule or group"), "{error}");
        let error = "unsourced-clam".parse::<RuleSelector>().unwrap_err();
        assert!(error.contains("did you mean `unsourced-claim`?"), "{error}");
        let error = "sign-of".parse::<RuleSelector>().unwrap_err();
        assert!(error.contains("did you mean `sign-off`?"), "{error}");
        for name in ["", " ", "Sourcing", "names and numbers"] {
            name.parse::<RuleSelector>().unwrap_err();
        }
    }
}
