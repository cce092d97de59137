//! A claim that rests on a retracted source.
//!
//! The rule is about what a claim rests on, not about sources that it cites as context or as a contradiction.

use rustc_hash::FxHashSet;

use crate::rules::check::Check;
use crate::rules::claim::evidence::offer_as_context;
use crate::rules::claim::names_in_passage::item_of;
use crate::rules::context::Context;
use crate::rules::context::chains::{Chains, Node};
use crate::rules::finding::Finding;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{message, written};
use crate::workspace::Place;
use crate::workspace::Target;

pub static RULE: Rule = Rule {
    name: "retracted-source",
    group: Group::Sourcing,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A claim that rests on a retracted source, through any chain",
    documentation: r#"
## What it finds

A claim with a `source:` that was `retracted:`, or that goes back to a retracted source through any number of
`derived-from:`. The finding shows each step of that chain. `context:` and `contradicted-by:` may cite a retracted source.

## Why it matters

A retraction seldom reaches the people who repeated the story. Note it once, at the source, and this rule
finds every claim in every draft that depends on it.

## Example

```sayso
source courier: news-article "The bridge has two piers"
  retracted: 2026-03-05 "It has three."

source wire-story: wire "Bridge in Elmstead: two piers"
  derived-from: @courier

claim piers: number "two piers"
  source: @wire-story
```

## Instead

```sayso
source courier: news-article "The bridge has two piers"
  retracted: 2026-03-05 "It has three."

source plans: document "Plans of Harbour Bridge"

claim piers: number "three piers"
  source: @plans at p. 1
  contradicted-by: @courier
```

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of steps of a chain that are shown.
const SHOWN: usize = 5;

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let chains = &context.known.chains;
    let mut reported: FxHashSet<Node> = FxHashSet::default();
    for (evidence, target) in context.sources_of(claim) {
        let Some(target) = target.filter(may_be_retracted) else {
            continue;
        };
        let Some(node) = chains.follow_target(context.workspace, &target) else {
            continue;
        };
        let Some(retracted) = chains.source(node).retracted else {
            continue;
        };
        if !reported.insert(node) {
            continue;
        }
        let span = item.references[evidence.reference].span;
        let reference = written(span.of(&context.segment.text));
        let message = match retracted.next {
            None => message!(
                "`{}` was retracted: cite another source, or remove the claim",
                reference
            ),
            Some(_) => message!(
                "`{}` goes back to `{}`, which was retracted: cite another source, or remove the claim",
                reference,
                written(&chains.source(retracted.source).name)
            ),
        };
        let finding = report.add(context.here(span), message);
        show_chain(context, chains, node, finding);
        if context.wants_fixes {
            offer_as_context(context, item, evidence, finding);
        }
    }
}

/// Whether the source is retracted or derived from others. Most sources are neither, and need not be followed.
fn may_be_retracted(target: &Target) -> bool {
    let source = target.source().map(|(_, source)| source);
    source.is_some_and(|source| source.retracted.is_some() || source.is_derived)
}

/// Shows each step of the chain to the retracted source, and its `retracted:` field.
fn show_chain(context: &Context, chains: &Chains, from: Node, finding: &mut Finding) {
    let mut at = from;
    for _ in 0..SHOWN {
        let traced = chains.source(at);
        let Some(next) = traced.retracted.and_then(|retracted| retracted.next) else {
            break;
        };
        let step = message!(
            "`{}` is derived from `{}`",
            written(&traced.name),
            written(&chains.source(next).name)
        );
        finding.related(traced.place(), step);
        at = next;
    }
    let Some(end) = chains.source(at).retracted.map(|it| it.source) else {
        return;
    };
    let end = chains.source(end);
    let source = item_of(context, (end.file, end.id)).and_then(|item| item.source());
    if let Some(retraction) = source.and_then(|source| source.retracted.as_ref()) {
        let place = Place::Declaration {
            file: end.file,
            id: end.id,
            span: retraction.span,
        };
        finding.related(place, message!("`{}` was retracted", written(&end.name)));
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix, count};

    const SOURCES: &str = "\
//- registry.sayso
source gone: news-article \"G\"
  retracted: 2026-03-05 \"wrong\"
source wire: wire \"W\"
  derived-from: @gone
source paper: news-article \"P\"
  derived-from: @notice, @wire
source notice: press-release \"N\"
source one: wire \"1\"
  derived-from: @two
source two: wire \"2\"
  derived-from: @three
source three: wire \"3\"
  derived-from: @one, @wire
source void: wire \"V\"
  derived-from: @void
";

    #[track_caller]
    fn check_claim(fields: &str, expect: expect_test::Expect) {
        let draft = format!("{SOURCES}//- draft.sayso\nclaim c: \"x\"\n{fields}");
        check(&RULE, &draft, expect);
    }

    #[test]
    fn a_retracted_source() {
        check_claim(
            "  source: @gone at p. 1, @gone at p. 2\n",
            expect![[r#"
                draft.sayso:2 "@gone" error: `@gone` was retracted: cite another source, or remove the claim
                    registry.sayso:2 "2026-03-05 \"wrong\"": `gone` was retracted
            "#]],
        );
    }

    #[test]
    fn through_a_chain() {
        check_claim(
            "  source: @paper\n",
            expect![[r#"
                draft.sayso:2 "@paper" error: `@paper` goes back to `gone`, which was retracted: cite another source, or remove the claim
                    registry.sayso:5 "paper": `paper` is derived from `wire`
                    registry.sayso:3 "wire": `wire` is derived from `gone`
                    registry.sayso:2 "2026-03-05 \"wrong\"": `gone` was retracted
            "#]],
        );
    }

    /// From any source in a ring, the shortest chain out of it is shown.
    #[test]
    fn through_a_ring() {
        check_claim(
            "  source: @one\n",
            expect![[r#"
                draft.sayso:2 "@one" error: `@one` goes back to `gone`, which was retracted: cite another source, or remove the claim
                    registry.sayso:8 "one": `one` is derived from `two`
                    registry.sayso:10 "two": `two` is derived from `three`
                    registry.sayso:12 "three": `three` is derived from `wire`
                    registry.sayso:3 "wire": `wire` is derived from `gone`
                    registry.sayso:2 "2026-03-05 \"wrong\"": `gone` was retracted
            "#]],
        );
        check_claim(
            "  source: @three\n",
            expect![[r#"
                draft.sayso:2 "@three" error: `@three` goes back to `gone`, which was retracted: cite another source, or remove the claim
                    registry.sayso:12 "three": `three` is derived from `wire`
                    registry.sayso:3 "wire": `wire` is derived from `gone`
                    registry.sayso:2 "2026-03-05 \"wrong\"": `gone` was retracted
            "#]],
        );
    }

    #[test]
    fn silent() {
        check_claim(
            "  source: @notice, @void, @unknown\n  context: @gone\n  contradicted-by: @paper\n",
            expect![""],
        );
    }

    #[test]
    fn long_chains_and_rings() {
        const LONG: usize = 5_000;
        let chain = |last: &str| {
            let mut text = "source end: wire \"E\"\n  retracted: 2026-03-05\n".to_owned();
            for at in 0..LONG {
                let next = match at + 1 == LONG {
                    true => last.to_owned(),
                    false => format!("@s{}", at + 1),
                };
                writeln!(text, "source s{at}: wire \"S\"\n  derived-from: {next}").unwrap();
                writeln!(text, "claim: \"x\"\n  source: @s{at}").unwrap();
            }
            text
        };
        assert_eq!(count(&RULE, &chain("@end")), LONG);
        assert_eq!(count(&RULE, &chain("@s0, @end")), LONG);
        assert_eq!(count(&RULE, &chain("@s0")), 0);
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "source gone: wire \"G\"\n  retracted: 2026-03-05\nclaim: \"x\"\n  source: @gone\n",
            expect![[r#"
                === Cite `@gone` as `context:` (preferred, manual)
                source gone: wire "G"
                  retracted: 2026-03-05
                claim: "x"
                  context: @gone
            "#]],
        );
    }
}
