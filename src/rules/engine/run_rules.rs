//! Runs the checks of the active rules on one declaration, one sentence, or one exposure.

use crate::rules::catalogue::{CHECKS, RULES};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::context::allow::{AllowContext, allows_of};
use crate::rules::context::in_article::{ExposureContext, SentenceContext};
use crate::rules::engine::active_rules::{ActiveRule, ActiveRules};
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
    let allows = allows_of(context);
    let own = if context.item().is_some() {
        allows
    } else {
        &[]
    };
    let suppressed = context
        .allowances
        .suppress_in_declaration(own, &mut findings);
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

/// The findings of all rules about a sentence that no claim covers, and the rules whose findings were suppressed.
pub fn sentence_findings_of(context: &SentenceContext) -> (Vec<Finding>, Vec<&'static str>) {
    let mut findings = Vec::new();
    for (rule, check) in RULES.iter().zip(CHECKS) {
        if let Check::Sentence(check) = check
            && let Some(active) = ActiveRule::of(rule, Check::Sentence(*check), context.settings)
        {
            active.run(&mut findings, |report| check(context, report));
        }
    }
    let suppressed = context.allowances.suppress_in_text(&mut findings);
    (findings, suppressed)
}

/// The findings of all rules about a place that exposes a confidential source.
pub fn exposure_findings_of(context: &ExposureContext) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (rule, check) in RULES.iter().zip(CHECKS) {
        if let Check::Exposure(check) = check
            && let Some(active) = ActiveRule::of(rule, Check::Exposure(*check), context.settings)
        {
            active.run(&mut findings, |report| check(context, report));
        }
    }
    findings
}
