//! Runs the checks of the active rules on one declaration, one article, one sentence, or one exposure.

use crate::rules::catalogue::RULES;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::context::allow::{AllowContext, allows_of};
use crate::rules::context::allowances::Allowances;
use crate::rules::context::in_article::{ExposureContext, SentenceContext, TextContext};
use crate::rules::engine::active_rules::ActiveRules;
use crate::rules::engine::redaction::redact;
use crate::rules::finding::Finding;

/// The findings of all rules about one declaration, and the rules whose findings were suppressed.
pub fn findings_of(context: &Context, rules: &ActiveRules) -> (Vec<Finding>, Vec<&'static str>) {
    let mut findings = Vec::new();
    for active in rules.about(context.item()) {
        if let Check::Declaration(check) = active.check {
            active.run(&mut findings, |report| check(context, report));
        }
    }
    let suppressed = context
        .allowances
        .suppress_in_declaration(allows_of(context), &mut findings);
    let allowing = AllowContext {
        declaration: context,
        rules: RULES,
        suppressed: &suppressed,
    };
    for active in &rules.allows {
        if let Check::Allow(check) = active.check {
            active.run(&mut findings, |report| check(&allowing, report));
        }
    }
    redact(context, &mut findings);
    (findings, suppressed)
}

/// The findings of all rules about the whole article, and the rules whose findings were suppressed.
pub fn text_findings_of(
    context: &TextContext,
    rules: &ActiveRules,
    allowances: &Allowances,
) -> (Vec<Finding>, Vec<&'static str>) {
    let mut findings = Vec::new();
    for active in &rules.texts {
        if let Check::Text(check) = active.check {
            active.run(&mut findings, |report| check(context, report));
        }
    }
    let suppressed = allowances.suppress_in_text(&mut findings);
    (findings, suppressed)
}

/// The findings of all rules about a sentence, and the rules whose findings were suppressed.
pub fn sentence_findings_of(
    context: &SentenceContext,
    rules: &ActiveRules,
) -> (Vec<Finding>, Vec<&'static str>) {
    let mut findings = Vec::new();
    for active in &rules.sentences {
        if let Check::Sentence(check) = active.check {
            active.run(&mut findings, |report| check(context, report));
        }
    }
    let suppressed = context.allowances.suppress_in_text(&mut findings);
    (findings, suppressed)
}

/// The findings of all rules about a place that exposes a confidential source.
pub fn exposure_findings_of(context: &ExposureContext, rules: &ActiveRules) -> Vec<Finding> {
    let mut findings = Vec::new();
    for active in &rules.exposures {
        if let Check::Exposure(check) = active.check {
            active.run(&mut findings, |report| check(context, report));
        }
    }
    findings
}
