//! An `allow` without a reason.
//!
//! It suppresses findings all the same. The error says what is missing; the suppressed finding next to it would add
//! nothing.

use rustc_hash::FxHashSet;

use crate::model::{Allow, DeclarationProblem};
use crate::rules::catalogue::suppression::unused_allow::reason_to_remove;
use crate::rules::check::Check;
use crate::rules::context::allow::AllowContext;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::Span;
use crate::text::message::{message, public};

pub static RULE: Rule = Rule {
    name: "allow-without-reason",
    group: Group::Suppression,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "An `allow` without a reason",
    documentation: r##"
## What it finds

An `allow:` of a declaration, or a comment `# sayso: allow …`, without a reason in quotation marks after the rule's
name. It suppresses the finding all the same. If there is nothing to suppress, only `unused-allow` reports the `allow`.

## Why it matters

The next reader of the draft sees that it was deliberate, but not whether it was right.

## Example

```sayso
claim goodwill: "Officials called it a gesture of goodwill"
  allow: vague-attribution
```

## Instead

```sayso
claim goodwill: "Officials called it a gesture of goodwill"
  allow: vague-attribution "the ministry briefs in groups, and names nobody"
```

## Settings

None.
"##,
    subject: Subject::Allow,
    reads_prose: false,
};

pub const CHECK: Check = Check::Allow(check);

fn check(context: &AllowContext, report: &mut Report) {
    let problems = context.declaration.item().into_iter();
    let problems = problems.flat_map(|item| item.problems());
    let wrong = problems.filter_map(|problem| match problem {
        DeclarationProblem::InvalidValue { span, .. } => Some(*span),
        _ => None,
    });
    let wrong: FxHashSet<Span> = wrong.collect();
    // Whether the words after the name are malformed, which `syntax-error` or `invalid-value` reports.
    let is_unreadable = |allow: &Allow| {
        wrong.contains(&allow.span) || context.declaration.is_unreadable(allow.span)
    };
    for allow in context.allows() {
        let rule = context.rule_named(&allow.rule.text);
        let is_needed = rule.is_some_and(|rule| reason_to_remove(context, rule).is_none());
        if is_needed && !allow.has_reason() && !is_unreadable(allow) {
            without_reason(context, allow, report);
        }
    }
}

fn without_reason(context: &AllowContext, allow: &Allow, report: &mut Report) {
    let declaration = context.declaration;
    let rule = &allow.rule.text;
    let finding = report.add(
        declaration.here(allow.span),
        message!(
            "`allow: {}` has no reason: add one, as in `{} \"…\"`",
            public(rule),
            public(rule)
        ),
    );
    if declaration.wants_fixes && allow.reason.is_none() {
        let after_name = Span::at(allow.rule.span.end as usize);
        let edits = vec![declaration.replace(after_name, " \"\"")];
        finding.manual_fix("Add a reason", edits);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix, messages};

    #[test]
    fn fires() {
        check(
            &RULE,
            "# sayso: allow unused-entity, unsourced-claim \" \"\narticle \"A\"\nentity e: person \"E\"\nclaim: \"x\"\n  allow: vague-attribution\n  allow: missing-reply \"\", single-source \"y\"\n",
            expect![[r#"
                draft.sayso:1 "unused-entity" error: `allow: unused-entity` has no reason: add one, as in `unused-entity "…"`
                draft.sayso:1 "unsourced-claim \" \"" error: `allow: unsourced-claim` has no reason: add one, as in `unsourced-claim "…"`
                draft.sayso:5 "vague-attribution" error: `allow: vague-attribution` has no reason: add one, as in `vague-attribution "…"`
                draft.sayso:6 "missing-reply \"\"" error: `allow: missing-reply` has no reason: add one, as in `missing-reply "…"`
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "# sayso: allow unused-entity \"x\"\nclaim: \"x\"\n  allow: vague-attribution “x”\n  allow: zzz, confidential-exposed\n  allow: missing-reply said so\n",
            expect![[""]],
        );
    }

    #[test]
    fn suppresses_without_a_reason() {
        let rule = &crate::rules::catalogue::sourcing::unsourced_claim::RULE;
        assert_eq!(messages(rule, "claim: \"x\"\n").len(), 1);
        assert!(messages(rule, "claim: \"x\"\n  allow: unsourced-claim\n").is_empty());
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "# sayso: allow unused-entity\nclaim: \"x\"\n  allow: vague-attribution \"\" # y\n",
            expect![[r#"
                === Add a reason (preferred, manual)
                # sayso: allow unused-entity ""
                claim: "x"
                  allow: vague-attribution "" # y
            "#]],
        );
    }
}
