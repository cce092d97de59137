//! The rules that are on in a file, by what they check. Computed once for the same settings, not for each declaration.

use crate::model::Item;
use crate::rules::catalogue::{CHECKS, RULES};
use crate::rules::check::Check;
use crate::rules::finding::Finding;
use crate::rules::report::Report;
use crate::rules::rule::{Rule, Severity, Subject};
use crate::workspace::Settings;

/// Each list in the order of [`RULES`]. Valid for all files with the same settings.
#[derive(Clone, Debug, Default)]
pub struct ActiveRules {
    claims: Vec<ActiveRule>,
    sources: Vec<ActiveRule>,
    others: Vec<ActiveRule>,
    /// The rules that check each `allow` after the other rules.
    pub allows: Vec<ActiveRule>,
    pub texts: Vec<ActiveRule>,
    pub sentences: Vec<ActiveRule>,
    pub exposures: Vec<ActiveRule>,
    /// The names of those that read prose.
    pub prose: Vec<&'static str>,
}

/// A rule with its check, and the severity that the settings give it, if any.
#[derive(Clone, Copy, Debug)]
pub struct ActiveRule {
    pub rule: &'static Rule,
    pub check: Check,
    severity: Option<Severity>,
}

impl ActiveRules {
    pub fn of(settings: &Settings) -> ActiveRules {
        let mut active = ActiveRules::default();
        let rules = RULES.iter().zip(CHECKS);
        for rule in rules.filter_map(|(rule, check)| ActiveRule::of(rule, *check, settings)) {
            if rule.rule.reads_prose {
                active.prose.push(rule.rule.name);
            }
            match rule.rule.subject {
                Subject::Claim => active.claims.push(rule),
                Subject::Source => active.sources.push(rule),
                Subject::Declaration => {
                    let all = [&mut active.claims, &mut active.sources, &mut active.others];
                    all.into_iter().for_each(|rules| rules.push(rule));
                }
                Subject::Allow => active.allows.push(rule),
                Subject::Text => active.texts.push(rule),
                Subject::Sentence => active.sentences.push(rule),
                Subject::Exposure => active.exposures.push(rule),
                Subject::ArticleFile => {}
            }
        }
        active
    }

    /// The rules that check a declaration like `item`; `None` is a comment.
    pub fn about(&self, item: Option<&Item>) -> &[ActiveRule] {
        match item {
            Some(item) if item.claim().is_some() => &self.claims,
            Some(item) if item.source().is_some() => &self.sources,
            _ => &self.others,
        }
    }
}

impl ActiveRule {
    /// `None` if the rule is off.
    fn of(rule: &'static Rule, check: Check, settings: &Settings) -> Option<ActiveRule> {
        let severity = rule.set_by(settings)?;
        Some(ActiveRule {
            rule,
            check,
            severity,
        })
    }

    /// Runs the check, and gives its findings the severity from the settings.
    pub fn run(self, findings: &mut Vec<Finding>, check: impl FnOnce(&mut Report)) {
        let known = findings.len();
        check(&mut Report::new(self.rule, findings));
        if let Some(severity) = self.severity {
            for finding in &mut findings[known..] {
                finding.severity = severity;
            }
        }
    }
}
