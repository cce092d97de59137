//! A claim that rests on a few retellings.

use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::model::{Claim, Evidence, Item, Rank};
use crate::rules::check::Check;
use crate::rules::claim::names_in_passage::{item_of, reference_to};
use crate::rules::context::Context;
use crate::rules::context::passage_memo::EntityId;
use crate::rules::finding::Finding;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::workspace::Target;

pub static RULE: Rule = Rule {
    name: "secondary-only",
    group: Group::Sourcing,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A claim without a primary source, and with fewer than three secondary ones",
    documentation: r#"
## What it finds

A claim that rests on one or two secondary sources and on nothing else. Secondary is what is ranked so,
`source: @survey secondary`, and, where no rank is written, a `news-article` and a `wire`. All other kinds
may be primary, so a claim with one of them is left alone.

## Why it matters

Who retells makes mistakes, and who retells a retelling repeats them. The statement, the judgment or
the table itself settles what was said; where it cannot be had, several newsrooms that looked
for themselves come nearest.

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

If what looks like a retelling is where it was said first, an interview that a newspaper printed, rank it:
`source: @brack-courier primary`.

## Settings

None.
"#,
    subject: Subject::Claim,
};

pub const CHECK: Check = Check::Declaration(check);

/// So many secondary sources do for a primary one.
const ENOUGH: usize = 3;
/// The kinds of sources that retell.
pub const RETELLING: [&str; 2] = ["news-article", "wire"];
/// How many origins are offered as fixes.
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
    let what = match secondary.len() {
        0 => return,
        1 => "a secondary source: cite a primary one, or two more",
        _ => "two secondary sources: cite a primary one, or one more",
    };
    let message = format!("{} rests on nothing but {what}", context.named());
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

/// Whether a source of that kind retells, unless somebody says otherwise.
fn retells(item: &Item) -> bool {
    item.kind().is_some_and(|kind| RETELLING.contains(&kind))
}

/// Offers to cite what the sources go back to.
fn offer_origins(context: &Context, claim: &Claim, secondary: &[Target], finding: &mut Finding) {
    let chains = &context.known.chains;
    let follow = |target: &Target| chains.follow_target(context.workspace, target);
    let cited: Vec<EntityId> = context
        .sources_of(claim)
        .filter_map(|(_, target)| target.map(|target| (target.file, target.id)))
        .collect();
    let mut origins: Vec<EntityId> = Vec::new();
    for node in secondary.iter().filter_map(follow) {
        for root in chains.traced(node).roots.iter().flatten() {
            let root = chains.traced(*root);
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
        finding.fix_by_hand(format!("Add `{line}`"), vec![context.add_field(&line)]);
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
                    draft.sayso:1 "\"closed\"" warning: claim `closed` rests on nothing but a secondary source: cite a primary one, or two more
                "#]],
            );
        }
        check_claim(
            "number \"closed\"\n  source: @wire, @page secondary",
            expect![[r#"
                draft.sayso:1 "\"closed\"" warning: claim `closed` rests on nothing but two secondary sources: cite a primary one, or one more
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
                === Add `source: @notice` (preferred, by hand)
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
