//! A press release as the primary source for more than what its sender says.
//!
//! The rule is about the rank `primary` only. A press release without a rank next to a claim is how most work begins.

use crate::model::{By, Claim, Evidence, Item, Rank};
use crate::rules::check::Check;
use crate::rules::claim::evidence::value_of;
use crate::rules::claim::names_in_passage::reference_to;
use crate::rules::context::Context;
use crate::rules::finding::Finding;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{message, written};
use crate::workspace::Target;

pub static RULE: Rule = Rule {
    name: "press-release-as-primary",
    group: Group::Sourcing,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A press release ranked as a primary source for more than what its sender says",
    documentation: r#"
## What it finds

A `press-release` that a claim cites as `primary`, if the claim does more than report somebody's words: it has no
`said-by:`, or `asserts: so` or `both`, which mean that it is true and not only that it was said. The rule reports
nothing if the claim has another source ranked `primary` that is not a press release.

## Why it matters

A press release is a primary source for one thing: what its sender wants people to know. The bridge is not safe
just because the town says so.

## Example

```sayso
source town-notice: press-release "Harbour Bridge is safe"
  by: "the town of Elmstead"

claim safe: "Harbour Bridge is safe"
  source: @town-notice primary
```

## Instead

Attribute the claim to the sender, or cite the evidence behind the press release:

```sayso
entity elmstead: organisation "the town of Elmstead"

source town-notice: press-release "Harbour Bridge is safe"
  by: @elmstead

source survey: study "Survey of the northern pier"

claim says-safe: "Harbour Bridge is safe, the town says"
  said-by: @elmstead
  source: @town-notice primary

claim safe: "The northern pier has not moved"
  source: @survey at p. 4 primary
  source: @town-notice secondary
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
    let is_primary = |evidence: &Evidence| evidence.rank == Some(Rank::Primary);
    if !claim.sources().any(is_primary) || is_attributed(item, claim) {
        return;
    }
    let primary = || context.sources_of(claim).filter(|(it, _)| is_primary(it));
    // A source that cannot be found may be of any kind.
    if !primary().all(|(_, target)| target.as_ref().is_some_and(is_press_release)) {
        return;
    }
    for (evidence, target) in primary() {
        let span = item.references[evidence.reference].span;
        let message = message!(
            "`{}` is a press release, which is a primary source only for what its sender says: add `said-by:`, or cite the evidence behind it",
            written(span.of(&context.segment.text))
        );
        let finding = report.add(context.here(span), message);
        if context.wants_fixes {
            offer_fixes(context, item, evidence, target, finding);
        }
    }
}

fn is_press_release(target: &Target) -> bool {
    target.item().and_then(|item| item.kind()) == Some("press-release")
}

/// Whether the claim asserts only that somebody said it.
fn is_attributed(item: &Item, claim: &Claim) -> bool {
    let asserts = claim.asserts().map(|word| word.text.as_str());
    match asserts {
        Some("said") => true,
        Some("so" | "both") => false,
        _ => item.said_by().next().is_some(),
    }
}

fn offer_fixes(
    context: &Context,
    item: &Item,
    evidence: &Evidence,
    target: Option<Target>,
    finding: &mut Finding,
) {
    let sender = target.and_then(|target| {
        let (cited, source) = target.source()?;
        let [By::Entity(reference)] = source.by[..] else {
            return None;
        };
        let sender = context.workspace.target(target.file, cited, reference)?;
        reference_to(context, (sender.file, sender.id))
    });
    if let Some(sender) = sender.filter(|_| item.said_by().next().is_none()) {
        let line = format!("said-by: @{sender}");
        finding.manual_fix(format!("Add `{line}`"), vec![context.add_field(&line)]);
    }
    let text = &context.segment.text;
    let rank = value_of(context, item, evidence).and_then(|(field, at)| {
        let mut parts = field.values[at].parts.iter();
        parts.find(|part| part.span.of(text) == "primary")
    });
    if let Some(rank) = rank {
        let edits = vec![context.replace(rank.span, "secondary")];
        finding.manual_fix("Rank it `secondary`", edits);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const SOURCES: &str = "\
//- registry.sayso
entity town: organisation \"Town\"
source notice: press-release \"N\"
  by: @town
source other: press-release \"O\"
source survey: study \"S\"
";

    #[track_caller]
    fn check_claim(fields: &str, expect: expect_test::Expect) {
        let draft = format!("{SOURCES}//- draft.sayso\nclaim safe: \"safe\"\n{fields}");
        check(&RULE, &draft, expect);
    }

    #[test]
    fn fires() {
        for rest in [
            "",
            "  source: @survey\n",
            "  said-by: @town\n  asserts: both\n",
            "  asserts: so\n",
        ] {
            check_claim(
                &format!("  source: @notice primary\n{rest}"),
                expect![[r#"
                    draft.sayso:2 "@notice" warning: `@notice` is a press release, which is a primary source only for what its sender says: add `said-by:`, or cite the evidence behind it
                "#]],
            );
        }
    }

    #[test]
    fn silent() {
        for fields in [
            "  source: @notice\n",
            "  source: @notice secondary\n",
            "  source: @survey at p. 1 primary\n",
            "  source: @notice primary\n  said-by: @town\n",
            "  source: @notice primary\n  asserts: said\n",
            "  source: @notice primary, @survey at p. 1 primary\n",
            "  source: @notice primary, @unknown primary\n",
            "  context: @notice primary\n",
        ] {
            check_claim(fields, expect![""]);
        }
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "entity town: organisation \"Town\"\nsource n: press-release \"N\"\n  by: @town\nclaim: \"x\"\n  source: @n at para 1 “primary” primary\n",
            expect![[r#"
                === Add `said-by: @town` (preferred, manual)
                entity town: organisation "Town"
                source n: press-release "N"
                  by: @town
                claim: "x"
                  source: @n at para 1 “primary” primary
                  said-by: @town
                === Rank it `secondary` (manual)
                entity town: organisation "Town"
                source n: press-release "N"
                  by: @town
                claim: "x"
                  source: @n at para 1 “primary” secondary
            "#]],
        );
    }
}
