//! A claim that rests only on one or two secondary sources.
//!
//! The rule trusts the rank that is written. Without a rank, only news articles and wire stories are secondary. All
//! other kinds may be primary: a web page can be the company's own or somebody's blog.

use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::model::{Claim, Evidence, Item, Rank};
use crate::rules::check::Check;
use crate::rules::claim::names_in_passage::{item_of, reference_to};
use crate::rules::context::Context;
use crate::rules::context::passage_memo::EntityId;
use crate::rules::finding::Finding;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::message;
use crate::workspace::Target;

pub static RULE: Rule = Rule {
    name: "secondary-only",
    group: Group::Sourcing,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A claim with one or two secondary sources and no primary source",
    documentation: r#"
## What it finds

A claim that rests only on one or two secondary sources. A source is secondary if the claim ranks it so,
`source: @survey secondary`, or if it has no rank and is a `news-article` or a `wire`. All other kinds may be primary,
so the rule reports nothing for a claim that cites one of them.

## Why it matters

Anyone who retells something makes mistakes, and the next one repeats them. The statement, the judgment or the
table itself settles what was said. If you cannot get it, several newsrooms that did their own research are the next
best evidence.

## Example

```sayso
source wire-story: wire "Bridge in Elmstead closed"
  derived-from: @town-notice

source town-notice: press-release "Harbour Bridge closed until further notice"

claim closed: "Harbour Bridge was closed on Monday"
  source: @wire-story
```

## Instead

```sayso
source town-notice: press-release "Harbour Bridge closed until further notice"

claim closed: "Harbour Bridge was closed on Monday"
  source: @town-notice
```

If a news article is the original, such as an interview that a newspaper printed, rank it:
`source: @brack-courier primary`.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// This number of secondary sources replaces a primary one.
const ENOUGH: usize = 3;
/// The kinds of sources that retell what others said.
pub const RETELLING: [&str; 2] = ["news-article", "wire"];
/// The maximum number of origins that are offered as fixes.
const OFFERED: usize = 3;

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let kind = item.kind().unwrap_or("fact");
    if UNSOURCED_CLAIM_KINDS.contains(&kind) {
        return;
    }
    let mut secondary: Vec<Target> = Vec::new();
    for (evidence, target) in context.sources_of(claim) {
        let Some(target) = target.filter(|target| is_secondary(evidence, target)) else {
            return;
        };
        let is_same = |other: &Target| (other.file, other.id) == (target.file, target.id);
        if !secondary.iter().any(is_same) {
            secondary.push(target);
        }
        if secondary.len() >= ENOUGH {
            return;
        }
    }
    let claim_label = context.named();
    let message = match secondary.len() {
        0 => return,
        1 => message!(
            "{} rests only on a secondary source: cite a primary one, or two more secondary ones",
            claim_label
        ),
        _ => message!(
            "{} rests only on two secondary sources: cite a primary one, or one more secondary one",
            claim_label
        ),
    };
    let finding = report.add(context.here(context.title_span()), message);
    if context.wants_fixes {
        offer_origins(context, claim, &secondary, finding);
    }
}

fn is_secondary(evidence: &Evidence, target: &Target) -> bool {
    match evidence.rank {
        Some(rank) => rank == Rank::Secondary,
        None => target.item().is_some_and(retells),
    }
}

/// Whether a source of that kind counts as secondary if it has no rank.
fn retells(item: &Item) -> bool {
    item.kind().is_some_and(|kind| RETELLING.contains(&kind))
}

/// Offers to cite the origins of the sources.
fn offer_origins(context: &Context, claim: &Claim, secondary: &[Target], finding: &mut Finding) {
    let chains = &context.known.chains;
    let follow = |target: &Target| chains.follow_target(context.workspace, target);
    let cited: Vec<EntityId> = context
        .sources_of(claim)
        .filter_map(|(_, target)| target.map(|target| (target.file, target.id)))
        .collect();
    let mut origins: Vec<EntityId> = Vec::new();
    for node in secondary.iter().filter_map(follow) {
        for root in chains.source(node).roots.iter().flatten() {
            let root = chains.source(*root);
            let origin = (root.file, root.id);
            let retells = item_of(context, origin).is_none_or(retells);
            if !retells && !cited.contains(&origin) && !origins.contains(&origin) {
                origins.push(origin);
            }
        }
    }
    let names = origins.into_iter().take(OFFERED);
    for name in names.filter_map(|origin| reference_to(context, origin)) {
        let line = format!("source: @{name}");
        finding.manual_fix(format!("Add `{line}`"), vec![context.add_field(&line)]);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const SOURCES: &str = "\
//- registry.sayso
source notice: press-release \"N\"
source wire: wire \"W\"
  derived-from: @notice
source paper: news-article \"P\"
  derived-from: @wire
source other: news-article \"O\"
source page: webpage \"P\"
";

    #[track_caller]
    fn check_claim(claim: &str, expect: expect_test::Expect) {
        let draft = format!("{SOURCES}//- draft.sayso\nclaim closed: {claim}\n");
        check(&RULE, &draft, expect);
    }

    #[test]
    fn fires() {
        for sources in [
            "@paper",
            "@paper at p. 1, @paper at p. 2",
            "@notice secondary",
        ] {
            check_claim(
                &format!("\"closed\"\n  source: {sources}\n  context: @notice"),
                expect![[r#"
                    draft.sayso:1 "\"closed\"" warning: claim `closed` rests only on a secondary source: cite a primary one, or two more secondary ones
                "#]],
            );
        }
        check_claim(
            "number \"closed\"\n  source: @wire, @page secondary",
            expect![[r#"
                draft.sayso:1 "\"closed\"" warning: claim `closed` rests only on two secondary sources: cite a primary one, or one more secondary one
            "#]],
        );
    }

    #[test]
    fn silent() {
        for claim in [
            "\"closed\"\n  source: @paper, @wire, @other",
            "\"closed\"\n  source: @paper, @notice",
            "\"closed\"\n  source: @paper, @page",
            "\"closed\"\n  source: @paper, @other primary",
            "\"closed\"\n  source: @paper, @unknown",
            "opinion \"closed\"\n  source: @paper",
            "\"closed\"",
        ] {
            check_claim(claim, expect![""]);
        }
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "source notice: press-release \"N\"\nsource wire: wire \"W\"\n  derived-from: @notice\nclaim: \"x\"\n  source: @wire\n",
            expect![[r#"
                === Add `source: @notice` (preferred, manual)
                source notice: press-release "N"
                source wire: wire "W"
                  derived-from: @notice
                claim: "x"
                  source: @wire
                  source: @notice
            "#]],
        );
    }
}
