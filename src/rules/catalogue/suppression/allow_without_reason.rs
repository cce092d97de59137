//! An `allow` that does not say why.

use crate::model::{Allow, DeclarationProblem};
use crate::rules::catalogue::suppression::unused_allow::needless;
use crate::rules::check::Check;
use crate::rules::context::allow::AllowContext;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::Span;

pub static RULE: Rule = Rule {
    name: "allow-without-reason",
    group: Group::Suppression,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "An `allow` that does not say why",
    documentation: r##"
## What it finds

An `allow:` of a declaration, or a comment `# sayso: allow …`, without a reason in quotation marks behind the rule's name. The
finding that it is about stays silent all the same. Where nothing is found, `unused-allow` says so, and no reason is missed.

## Why it matters

Whoever reads the draft next sees that somebody meant it, and not whether they were right.

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
};

pub const CHECK: Check = Check::Allow(check);

fn check(context: &AllowContext, report: &mut Report) {
    for allow in context.allows() {
        let rule = context.rule_named(&allow.rule.text);
        let may_stay = rule.is_some_and(|rule| needless(context, rule).is_none());
        if may_stay && !allow.has_reason() && !is_unreadable(context, allow) {
            without_reason(context, allow, report);
        }
    }
}

/// Whether the words behind the name are no reason: that is said already.
fn is_unreadable(context: &AllowContext, allow: &Allow) -> bool {
    let declaration = context.declaration;
    let mut problems = declaration.item().into_iter().flat_map(|it| it.problems());
    let is_wrong = |problem: &DeclarationProblem| match problem {
        DeclarationProblem::InvalidValue { span, .. } => *span == allow.span,
        _ => false,
    };
    declaration.is_unreadable(allow.span) || problems.any(is_wrong)
}

fn without_reason(context: &AllowContext, allow: &Allow, report: &mut Report) {
    let declaration = context.declaration;
    let rule = &allow.rule.text;
    let finding = report.add(
        declaration.here(allow.span),
        format!("no reason is given for allowing `{rule}`: add it, as in `{rule} \"…\"`"),
    );
    if declaration.wants_fixes && allow.reason.is_none() {
        let behind = Span::at(allow.rule.span.end as usize);
        let edits = vec![declaration.replace(behind, " \"\"")];
        finding.fix_by_hand("Add a reason", edits);
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
                draft.sayso:1 "unused-entity" error: no reason is given for allowing `unused-entity`: add it, as in `unused-entity "…"`
                draft.sayso:1 "unsourced-claim \" \"" error: no reason is given for allowing `unsourced-claim`: add it, as in `unsourced-claim "…"`
                draft.sayso:5 "vague-attribution" error: no reason is given for allowing `vague-attribution`: add it, as in `vague-attribution "…"`
                draft.sayso:6 "missing-reply \"\"" error: no reason is given for allowing `missing-reply`: add it, as in `missing-reply "…"`
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
    fn what_is_allowed_without_a_reason_is_silent_all_the_same() {
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
                === Add a reason (preferred, by hand)
                # sayso: allow unused-entity ""
                claim: "x"
                  allow: vague-attribution "" # y
            "#]],
        );
    }
}
