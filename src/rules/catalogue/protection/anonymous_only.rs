//! An allegation that rests only on confidential sources.

use crate::model::Claim;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::message;

pub static RULE: Rule = Rule {
    name: "anonymous-only",
    group: Group::Protection,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "An allegation that rests only on confidential sources",
    documentation: r#"
## What it finds

An `allegation` whose sources all go back to `confidential` origins. The rule reports nothing if a reference
does not resolve, or if sources are derived from each other in a ring.

## Why it matters

People cannot answer an accuser who has no name, and the newsroom cannot rely on one in court.
A document, a recording or a witness on the record turns something that was said into something that can be
shown.

## Example

```sayso
source inspector: interview "Conversation about the inspections"
  confidential: yes
  described-as: "a person who took part in the inspections"

claim warned: allegation "had been warned of it twice"
  source: @inspector
```

## Instead

```sayso
source inspector: interview "Conversation about the inspections"
  confidential: yes
  described-as: "a person who took part in the inspections"

source minutes: document "Minutes of the council, 2 March 2026"

claim warned: allegation "had been warned of it twice"
  source: @inspector
  source: @minutes at p. 3
```

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
    if item.kind() != Some("allegation") || !rests_only_on_confidential(context, claim) {
        return;
    }
    let message = message!(
        "{} is an allegation and rests only on confidential sources: cite a document, or a source who can be named",
        context.named()
    );
    report.add(context.here(context.title_span()), message);
}

/// Whether all origins of the claim's sources are confidential. False if an origin is unknown.
fn rests_only_on_confidential(context: &Context, claim: &Claim) -> bool {
    let chains = &context.known.chains;
    let is_confidential = |root| chains.source(root).confidential;
    let mut cited = claim.sources().peekable();
    cited.peek().is_some()
        && cited.all(|evidence| {
            let target = context.target(evidence.reference);
            let node = target.and_then(|it| chains.follow_target(context.workspace, &it));
            let roots = node.and_then(|node| chains.source(node).roots.clone());
            roots.is_some_and(|roots| roots.into_iter().all(is_confidential))
        })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::check;

    const SOURCES: &str = "\
//- registry.sayso
source a: interview \"A\"
  confidential: yes
source b: email \"B\"
  confidential: yes
source memo: document \"M\"
  derived-from: @a
source mixed: report \"X\"
  derived-from: @a, @minutes
source minutes: document \"N\"
source ring: wire \"R\"
  confidential: yes
  derived-from: @ring
";

    #[track_caller]
    fn check_claim(claim: &str, expect: expect_test::Expect) {
        let draft = format!("{SOURCES}//- draft.sayso\nclaim knew: {claim}\n");
        check(&RULE, &draft, expect);
    }

    #[test]
    fn fires() {
        for sources in ["@a", "@a, @b", "@memo", "@a, @memo"] {
            check_claim(
                &format!("allegation \"knew\"\n  source: {sources}\n  context: @minutes"),
                expect![[r#"
                    draft.sayso:1 "\"knew\"" error: claim `knew` is an allegation and rests only on confidential sources: cite a document, or a source who can be named
                "#]],
            );
        }
    }

    #[test]
    fn silent() {
        for claim in [
            "\"knew\"\n  source: @a",
            "allegation \"knew\"",
            "allegation \"knew\"\n  source: @a, @minutes",
            "allegation \"knew\"\n  source: @mixed",
            "allegation \"knew\"\n  source: @a, @unknown",
            "allegation \"knew\"\n  source: @ring",
        ] {
            check_claim(claim, expect![""]);
        }
    }
}
