//! The rules that are not off in a file, by what they look at: which that are is asked once, not for
//! each declaration.

use super::RULES;
use super::context::Report;
use super::finding::Finding;
use super::rule::{Check, Rule, Severity};
use crate::model::Item;
use crate::workspace::Settings;

/// Each list in the order of [`RULES`]. Good for all files with the same settings.
#[derive(Clone, Debug, Default)]
pub struct ActiveRules {
    claims: Vec<ActiveRule>,
    sources: Vec<ActiveRule>,
    others: Vec<ActiveRule>,
    /// Those that are asked after the others what an `allow` kept back.
    pub allows: Vec<ActiveRule>,
}

/// A rule, and how loud the desk wants it; none where it has said nothing.
#[derive(Clone, Copy, Debug)]
pub struct ActiveRule {
    pub rule: &'static Rule,
    severity: Option<Severity>,
}

impl ActiveRules {
    pub fn of(settings: &Settings) -> ActiveRules {
        let mut active = ActiveRules::default();
        for rule in RULES
            .iter()
            .filter_map(|rule| ActiveRule::of(rule, settings))
        {
            match rule.rule.check {
                Check::Claim(_) => active.claims.push(rule),
                Check::Source(_) => active.sources.push(rule),
                Check::Declaration(_) => {
                    let all = [&mut active.claims, &mut active.sources, &mut active.others];
                    all.into_iter().for_each(|rules| rules.push(rule));
                }
                Check::Allow(_) => active.allows.push(rule),
                Check::Sentence(_) | Check::Exposure(_) => {}
            }
        }
        active
    }

    /// Those that look at such a declaration; none is a comment.
    pub fn about(&self, item: Option<&Item>) -> &[ActiveRule] {
        match item {
            Some(item) if item.claim().is_some() => &self.claims,
            Some(item) if item.source().is_some() => &self.sources,
            _ => &self.others,
        }
    }
}

impl ActiveRule {
    /// None where it is off.
    pub fn of(rule: &'static Rule, settings: &Settings) -> Option<ActiveRule> {
        let severity = rule.set_by(settings)?;
        Some(ActiveRule { rule, severity })
    }

    /// Lets it report, as loud as the desk wants it.
    pub fn judge(self, findings: &mut Vec<Finding>, check: impl FnOnce(&mut Report)) {
        let known = findings.len();
        check(&mut Report::new(self.rule, findings));
        if let Some(severity) = self.severity {
            for finding in &mut findings[known..] {
                finding.severity = severity;
            }
        }
    }
}
