//! A claim whose sources all repeat one origin.
//!
//! This rule and `single-source` never report the same claim. If the kind of the claim needs two sources,
//! `single-source` reports that there is only one; if it needs one, `same-origin` reports that several repeat it.

use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::model::{Claim, Item};
use crate::rules::catalogue::independence::single_source;
use crate::rules::catalogue::sourcing::secondary_only::RETELLING;
use crate::rules::check::Check;
use crate::rules::claim::evidence::offer_as_context;
use crate::rules::claim::names_in_passage::item_of;
use crate::rules::claim::origins::{Origin, cited_sources, origins_of, show_chains};
use crate::rules::context::Context;
use crate::rules::context::chains::{Chains, Node};
use crate::rules::finding::Finding;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{Message, message, written};
use crate::workspace::Target;

pub static RULE: Rule = Rule {
    name: "same-origin",
    group: Group::Independence,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A claim that cites several sources with the same origin",
    documentation: r#"
## What it finds

A claim that cites two or more sources which all go back to the same source through `derived-from:`, or which are all news,
`news-article` or `wire`, by the same newsroom. The finding shows how each source goes back to the origin. Documents by one
authority do not count as the same origin here: a claim may well cite a report together with the table behind it.

If a claim needs more independent sources than it has, as an `allegation` may, `single-source` reports it, and this rule
does not.

## Why it matters

Five newspapers that print the same wire story are one source. Counting them as five mistakes repetition for
confirmation.

## Example

```sayso
source notice: press-release "Bridge closed"
  by: "the town of Elmstead"

source wire-story: wire "Bridge in Elmstead closed"
  by: "Example Wire"
  derived-from: @notice

source paper: news-article "Elmstead cut in two"
  by: "The Brack Courier"
  derived-from: @wire-story

claim closed: "Harbour Bridge was closed on Monday"
  source: @notice at para 1
  source: @wire-story
  source: @paper
```

## Instead

```sayso
source notice: press-release "Bridge closed"
  by: "the town of Elmstead"

source wire-story: wire "Bridge in Elmstead closed"
  by: "Example Wire"
  derived-from: @notice

source visit: observation "At the bridge, on Monday"
  by: "A. Writer"

claim closed: "Harbour Bridge was closed on Monday"
  source: @notice at para 1
  source: @visit
  context: @wire-story
```

## Settings

If `min-origins` in `sayso.toml` requires two or more for the claim's kind, `single-source` reports the claim instead, as
long as that rule is on.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of sources that get a fix.
const OFFERED: usize = 5;

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let kind = item.kind().unwrap_or("fact");
    if claim.sources().nth(1).is_none() || UNSOURCED_CLAIM_KINDS.contains(&kind) {
        return;
    }
    let is_single_source_on = single_source::RULE.set_by(context.settings).is_some();
    if context.settings.min_origins(kind) > 1 && is_single_source_on {
        return;
    }
    let Some(cited) = cited_sources(context, claim).filter(|cited| cited.len() > 1) else {
        return;
    };
    let origins = origins_of(&context.known.chains, &cited);
    let Some([origin]) = origins.as_deref() else {
        return;
    };
    if !is_one(context, origin) {
        return;
    }
    let message = message!(
        "the {} sources of {} go back to the same origin, {}: cite an independent source, or cite the others as `context:`",
        cited.len(),
        context.named(),
        name_of(&context.known.chains, origin)
    );
    let finding = report.add(context.here(context.title_span()), message);
    show_chains(&context.known.chains, &cited, finding);
    if context.wants_fixes {
        offer_repetitions_as_context(context, item, claim, origin, finding);
    }
}

/// Whether the origin is one source, or consists of news by the same newsroom only.
fn is_one(context: &Context, origin: &Origin) -> bool {
    let is_news = |&root: &Node| {
        let root = context.known.chains.source(root);
        let kind = item_of(context, (root.file, root.id)).and_then(|item| item.kind());
        kind.is_some_and(|kind| RETELLING.contains(&kind))
    };
    origin.roots.len() == 1 || origin.roots.iter().all(is_news)
}

fn name_of(chains: &Chains, origin: &Origin) -> Message {
    match origin.roots[..] {
        [root] => message!("`{}`", written(&chains.source(root).name)),
        _ => origin.label(chains),
    }
}

/// Offers to cite as `context:` each source that repeats another source of the claim.
fn offer_repetitions_as_context(
    context: &Context,
    item: &Item,
    claim: &Claim,
    origin: &Origin,
    finding: &mut Finding,
) {
    let follow = |target: Target| {
        context
            .known
            .chains
            .follow_target(context.workspace, &target)
    };
    let sources = || context.sources_of(claim).take(OFFERED);
    let is_root = |target: Option<Target>| {
        let node = target.and_then(follow);
        node.is_some_and(|node| origin.roots.contains(&node))
    };
    if !sources().any(|(_, target)| is_root(target)) {
        return;
    }
    for (evidence, target) in sources() {
        if !is_root(target) {
            offer_as_context(context, item, evidence, finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const SOURCES: &str = "\
//- registry.sayso
entity town: organisation \"Elmstead\"
source notice: press-release \"N\"
  by: @town
source wire: wire \"W\"
  by: \"Example Wire\"
  derived-from: @notice
source paper: news-article \"P\"
  derived-from: @wire
source minutes: document \"M\"
  by: @town
source story: news-article \"S\"
  by: \"Example Wire\"
source flash: wire \"F\"
  by: \"Example wire\"
source both: news-article \"B\"
  derived-from: @wire, @minutes
source ring: wire \"R\"
  derived-from: @ring
source lost: wire \"L\"
  derived-from: @nowhere
";

    #[track_caller]
    fn check_claim(kind: &str, sources: &str, expect: expect_test::Expect) {
        check(
            &RULE,
            &format!("{SOURCES}//- draft.sayso\nclaim c:{kind} \"x\"\n  source: {sources}\n"),
            expect,
        );
    }

    #[test]
    fn repetitions_of_one_source() {
        check_claim(
            "",
            "@notice, @wire, @paper",
            expect![[r#"
                draft.sayso:1 "\"x\"" warning: the 3 sources of claim `c` go back to the same origin, `notice`: cite an independent source, or cite the others as `context:`
                    registry.sayso:2 "notice": `notice` is by `@town`
                    registry.sayso:4 "wire": `wire` is derived from `notice`, by `@town`
                    registry.sayso:7 "paper": `paper` is derived from `wire`, which is derived from `notice`, by `@town`
            "#]],
        );
    }

    #[test]
    fn news_by_the_same_newsroom() {
        check_claim(
            " number",
            "@story, @flash",
            expect![[r#"
                draft.sayso:1 "\"x\"" warning: the 2 sources of claim `c` go back to the same origin, Example wire: cite an independent source, or cite the others as `context:`
                    registry.sayso:11 "story": `story` is by Example Wire
                    registry.sayso:13 "flash": `flash` is by Example wire
            "#]],
        );
    }

    #[test]
    fn silent() {
        for sources in [
            "@notice",
            "@notice at para 1, @notice at para 2",
            "@notice, @minutes",
            "@paper, @story",
            "@wire, @both",
            "@ring, @ring",
            "@wire, @lost",
            "@wire, @unknown",
        ] {
            check_claim("", sources, expect![""]);
        }
        check_claim(" opinion", "@notice, @wire", expect![""]);
    }

    /// An allegation needs two sources: `single-source` reports it.
    #[test]
    fn silent_if_single_source_reports_the_claim() {
        check_claim(" allegation", "@notice, @wire", expect![""]);
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "source n: press-release \"N\"\nsource w: wire \"W\"\n  derived-from: @n\nclaim: \"x\"\n  source: @n, @w\n",
            expect![[r#"
                === Cite `@w` as `context:` (preferred, manual)
                source n: press-release "N"
                source w: wire "W"
                  derived-from: @n
                claim: "x"
                  source: @n
                  context: @w
            "#]],
        );
    }
}
