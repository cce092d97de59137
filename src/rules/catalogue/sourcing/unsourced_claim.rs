//! A claim that needs a source and has no `source:`.

use crate::model::placeholders::SOURCE_TITLE;
use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::model::{Claim, Item};
use crate::rules::check::Check;
use crate::rules::claim::likely_sources::likely_sources;
use crate::rules::claim::names_in_passage::reference_to;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::Keyword;
use crate::text::message::{message, written};
use crate::workspace::Target;

pub static RULE: Rule = Rule {
    name: "unsourced-claim",
    group: Group::Sourcing,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A claim that needs a source and has none",
    documentation: r#"
## What it finds

A claim without a `source:`. Claims of the kinds `opinion`, `common-knowledge`, `transition` and
`observation` need none.

## Why it matters

If nobody can look a claim up, nobody has checked it. Readers, lawyers and the next fact-checker all ask the
same question: who says so?

## Example

```sayso
claim five-freed: number "five of its nationals had been released"
```

## Instead

```sayso
source mfa-communique: press-release "Comunicado: liberación de cinco españoles"

claim five-freed: number "five of its nationals had been released"
  source: @mfa-communique at para 2
```

If the sentence is the author's opinion or common knowledge, give the claim that kind: `opinion` or `common-knowledge`.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of sources that are offered as fixes.
const OFFERED: usize = 5;

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    // A claim without a title is still being typed: the missing title is reported first.
    if item.title.is_none() {
        return;
    }
    let kind = item.kind().unwrap_or("fact");
    if UNSOURCED_CLAIM_KINDS.contains(&kind) || context.has_mistake_in("source") {
        return;
    }
    if claim.sources().next().is_some() {
        rests_on_placeholders(context, (item, claim), report);
        return;
    }
    let finding = report.add(
        context.here(context.title_span()),
        message!("{} has no source: add `source: @…`", context.named()),
    );
    if !context.wants_choices {
        return;
    }
    let sources = likely_sources(context, item, OFFERED).into_iter();
    for name in sources.filter_map(|source| reference_to(context, source)) {
        let line = format!("source: @{name}");
        finding.manual_fix(format!("Add `{line}`"), vec![context.add_field(&line)]);
    }
    let headline = "source new-source: document \"";
    let declared = context.declare(Keyword::Source, &format!("{headline}{SOURCE_TITLE}\""));
    if let Some(declared) = declared {
        let edits = vec![context.add_field("source: @new-source"), declared];
        let finding = finding.manual_fix("Create a source", edits);
        finding.to_fill_in(headline, SOURCE_TITLE);
    }
}

/// Reports a claim that rests only on sources of which nobody has written the title yet.
fn rests_on_placeholders(context: &Context, (item, claim): (&Item, &Claim), report: &mut Report) {
    let is_placeholder = |target: Target| target.item().is_some_and(Item::has_placeholder_title);
    let mut sources = context.sources_of(claim);
    if !sources.all(|(_, target)| target.is_some_and(is_placeholder)) {
        return;
    }
    let Some(evidence) = claim.sources().next() else {
        return;
    };
    let reference = &item.references[evidence.reference];
    let message = message!(
        "{} has no source, because `@{}` has no title yet: write what that source is called",
        context.named(),
        written(&reference.name)
    );
    report.add(context.here(reference.span), message);
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix, fix_titles};

    #[test]
    fn fires() {
        check(
            &RULE,
            "claim five: number \"five\"\n",
            expect![[r#"
            draft.sayso:1 "\"five\"" warning: claim `five` has no source: add `source: @…`
        "#]],
        );
    }

    #[test]
    fn a_placeholder_is_no_source() {
        let sources = "source new: document \"Title\"\nsource later: wire \"TK\"\nsource deed: document \"Title deed\"\n";
        check(
            &RULE,
            &format!(
                "{sources}claim a: \"x\"\n  source: @new at p. 3\n  source: @later\nclaim b: \"y\"\n  source: @new\n  source: @deed\nclaim: \"z\"\n  source: @new\n  source: @unknown\n"
            ),
            expect![[r#"
                draft.sayso:5 "@new" warning: claim `a` has no source, because `@new` has no title yet: write what that source is called
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "claim: opinion \"tense\"\nclaim: \"x\"\n  source: @unknown\n",
            expect![[""]],
        );
    }

    /// First sources by the speaker, then by the people it is about, then those of the same file, then those of
    /// other files whose titles share words; never retracted or off-record sources.
    #[test]
    fn the_most_likely_sources_are_offered_first() {
        let world = "\
//- desk.sayso
entity town: organisation \"Town\"
entity ines: person \"Ines\"
source survey: study \"The bridges of the county\"
source plans: document \"Harbour Bridge: plans\"
source gone: document \"Harbour Bridge: closed\"
  retracted: 2026-03-05
source whisper: interview \"Harbour Bridge: closed\"
  terms: off-record
source harvest: report \"The harvest\"
source notice: press-release \"N\"
  by: @town
source speech: broadcast \"S\"
  by: \"a clerk\", @ines
//- other.sayso
source plans: document \"Plans\"
//- draft.sayso
source call: interview \"Call\"
claim closed: \"Harbour Bridge was closed\"
  about: @town
  said-by: @ines
";
        let titles = fix_titles(&RULE, world);
        assert_eq!(
            titles,
            [
                "Add `source: @speech`",
                "Add `source: @notice`",
                "Add `source: @call`",
                "Add `source: @desk/plans`",
                "Create a source",
            ]
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "source wire: wire \"Wire\"\nclaim five: number \"five\" # note\n\nclaim: opinion \"x\"\n",
            expect![[r#"
                === Add `source: @wire` (preferred, manual)
                source wire: wire "Wire"
                claim five: number "five" # note
                  source: @wire

                claim: opinion "x"
                === Create a source (manual)
                source wire: wire "Wire"

                source new-source: document "Title"

                claim five: number "five" # note
                  source: @new-source

                claim: opinion "x"
            "#]],
        );
    }
}
