//! A claim that is confirmed although a source contradicts it.
//!
//! A retracted source no longer contradicts a claim.

use crate::model::EvidenceRole;
use crate::rules::check::Check;
use crate::rules::claim::evidence::offer_as_context;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "ignored-contradiction",
    group: Group::Sourcing,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A claim that is `confirmed` and has a source that contradicts it",
    documentation: r#"
## What it finds

A claim with `contradicted-by:` whose `verdict:` is `confirmed`. A contradicting source does not count if it
was retracted or goes back to a retracted source.

## Why it matters

Somebody found evidence against the claim, and somebody else, or the same person on a later day, confirmed it
anyway. When the contradiction becomes public, it turns out to be in the newsroom's own files.

## Example

```sayso
source survey: study "Survey of the northern pier"
source courier: news-article "The pier has not moved"

claim sunk: "The northern pier had sunk"
  source: @survey at p. 4
  contradicted-by: @courier
  verdict: confirmed
```

## Instead

```sayso
source survey: study "Survey of the northern pier"
source courier: news-article "The pier has not moved"

claim sunk: "The northern pier had sunk"
  source: @survey at p. 4
  contradicted-by: @courier
  verdict: disputed
```

If you checked the source and it does not contradict the claim, cite it as `context:` and explain why in a `note:`.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let verdict = claim
        .verdict()
        .filter(|verdict| verdict.text == "confirmed");
    let Some(verdict) = verdict else {
        return;
    };
    let mut contradictions = context.evidence_as(claim, EvidenceRole::ContradictedBy);
    let not_retracted = contradictions.find(|(_, target)| {
        let node = target.and_then(|it| context.known.chains.follow_target(context.workspace, &it));
        node.is_some_and(|node| context.known.chains.source(node).retracted.is_none())
    });
    let Some((evidence, _)) = not_retracted else {
        return;
    };
    let reference = item.references[evidence.reference].span;
    let message = message!(
        "{} is confirmed, but `{}` contradicts it: write `verdict: disputed`, or cite it as `context:` and explain why in a `note:`",
        context.named(),
        written(reference.of(&context.segment.text))
    );
    let finding = report.add(context.here(verdict.span), message);
    finding.related(context.here(reference), "the contradicting source");
    if context.wants_fixes {
        let edits = vec![context.replace(verdict.span, "disputed")];
        finding.manual_fix("Change the verdict to `disputed`", edits);
        offer_as_context(context, item, evidence, finding);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const SOURCES: &str = "\
//- registry.sayso
source survey: study \"S\"
source courier: news-article \"C\"
source gone: news-article \"G\"
  retracted: 2026-03-05
source echo: wire \"E\"
  derived-from: @gone
";

    #[track_caller]
    fn check_claim(fields: &str, expect: expect_test::Expect) {
        let draft = format!("{SOURCES}//- draft.sayso\nclaim sunk: \"sunk\"\n{fields}");
        check(&RULE, &draft, expect);
    }

    #[test]
    fn fires() {
        check_claim(
            "  source: @survey at p. 4\n  contradicted-by: @gone, @courier at p. 1\n  verdict: confirmed\n",
            expect![[r#"
                draft.sayso:4 "confirmed" error: claim `sunk` is confirmed, but `@courier` contradicts it: write `verdict: disputed`, or cite it as `context:` and explain why in a `note:`
                    draft.sayso:3 "@courier": the contradicting source
            "#]],
        );
    }

    #[test]
    fn silent() {
        for fields in [
            "  contradicted-by: @courier\n",
            "  contradicted-by: @courier\n  verdict: disputed\n",
            "  contradicted-by: @gone, @echo, @unknown\n  verdict: confirmed\n",
            "  source: @courier\n  context: @courier\n  verdict: confirmed\n",
        ] {
            check_claim(fields, expect![""]);
        }
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "source s: email \"S\"\nclaim: \"x\"\n  contradicted-by: @s \"not so\"\n  verdict: confirmed\n",
            expect![[r#"
                === Change the verdict to `disputed` (preferred, manual)
                source s: email "S"
                claim: "x"
                  contradicted-by: @s "not so"
                  verdict: disputed
                === Cite `@s` as `context:` (manual)
                source s: email "S"
                claim: "x"
                  context: @s "not so"
                  verdict: confirmed
            "#]],
        );
    }
}
