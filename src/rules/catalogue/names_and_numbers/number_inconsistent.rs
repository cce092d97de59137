//! Two values of the same quantity in one article.
//!
//! Two claims are about the same quantity only if everything agrees: the subject, the speaker, a common source at one
//! place, and the same words except for the number. One real article has "36 shells", "six shells" and "other 15
//! shells", and all of them are right.

use std::collections::BTreeSet;

use crate::model::Item;
use crate::prose::Mark;
use crate::prose::quantities::Quantity;
use crate::rules::check::Check;
use crate::rules::claim::passage_prose::Prose;
use crate::rules::context::Context;
use crate::rules::context::same_quantities::singular;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::Locator;
use crate::text::Span;
use crate::text::lower::lower;
use crate::text::message::{Message, message, written};
use crate::text::words::words;
use crate::workspace::{DeclarationId, Segment};

pub static RULE: Rule = Rule {
    name: "number-inconsistent",
    group: Group::Facts,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "Two values of the same quantity in one article",
    documentation: r#"
## What it finds

Two claims of one article about the same quantity, with values that cannot both be right. Claims are about the same
quantity if all of this is true: they have the same `about:` and the same `said-by:`; they cite a common source, at
the same place if both give one; and their passages have the same words and the same unit, apart from the number and
from articles, auxiliaries and words such as "about". Round numbers agree with close ones: 2 million with 1,987,000,
"more than 700" with 723.

The rule is strict on purpose: one article may contain many numbers of people or shells that have nothing to do with
each other. The finding is on the later of the two claims. The rule reads articles in English and Spanish only.

## Why it matters

If the headline says five and the third paragraph six, readers trust neither.

## Example

```sayso
article "Five nationals freed"

text
  Five nationals freed.

  The ministry said that six of its nationals had been freed.

entity ministry: organisation "Foreign ministry"

source notice: press-release "Notice"
  by: @ministry

claim headline: number "Five nationals freed"
  about: @ministry
  source: @notice at para 2

claim freed: number "six of its nationals had been freed"
  about: @ministry
  source: @notice at para 2
```

## Instead

```sayso
article "Five nationals freed"

text
  Five nationals freed.

  The ministry said that five of its nationals had been freed.

entity ministry: organisation "Foreign ministry"

source notice: press-release "Notice"
  by: @ministry

claim headline: number "Five nationals freed"
  about: @ministry
  source: @notice at para 2

claim freed: number "five of its nationals had been freed"
  about: @ministry
  source: @notice at para 2
```

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: true,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let alike = context.same_quantities.alike(context.id);
    if alike.len() < 2 {
        return;
    }
    let Some((own_start, _)) = context.file.get(context.id) else {
        return;
    };
    let mut earlier: Vec<(usize, DeclarationId)> = alike
        .iter()
        .filter_map(|&id| Some((context.file.get(id)?.0.byte, id)))
        .filter(|(byte, _)| *byte < own_start.byte)
        .collect();
    earlier.sort();
    let other = earlier
        .iter()
        .find_map(|&(_, id)| disagreement_with(context, id));
    let Some(other) = other else {
        return;
    };
    let name = match other.context.item().and_then(Item::name) {
        Some(name) => message!("claim `{}`", written(name)),
        None => Message::from("another claim"),
    };
    let message = message!(
        "{} says “{}”, but {} says “{}” for the same quantity: correct one of them",
        context.named(),
        written(&other.own_value),
        name,
        written(&other.other_value)
    );
    let place = context.place_in_file(other.context.id, other.context.title_span());
    let finding = report.add(context.here(context.title_span()), message);
    finding.related(place, message!("says “{}”", written(&other.other_value)));
}

/// Another claim with another value of the same quantity. Both values are as written in the article.
struct Disagreement<'a> {
    /// The context of the other claim.
    context: Context<'a>,
    other_value: String,
    own_value: String,
}

fn disagreement_with<'a>(context: &Context<'a>, id: DeclarationId) -> Option<Disagreement<'a>> {
    let (_, slot) = context.file.get(id)?;
    let other = Context {
        id,
        segment: &slot.segment,
        // The references of the other claim are not used.
        resolved: &[],
        ..*context
    };
    let (passage, other_passage) = (context.passage()?, other.passage()?);
    // The rule `overlapping-claims` reports claims about the same words.
    let is_apart = passage.end <= other_passage.start || other_passage.end <= passage.start;
    let has_common_source = share_source(
        (context.item()?, context.segment),
        (other.item()?, other.segment),
    );
    if !is_apart || !has_common_source {
        return None;
    }
    let (prose, other_prose) = (Prose::of(context)?, Prose::of(&other)?);
    let (quantities, other_quantities) = (prose.quantities(), other_prose.quantities());
    let (quantity, other_quantity) = (quantities.only()?, other_quantities.only()?);
    let is_same_quantity = quantity.unit == other_quantity.unit
        && counted_words(&prose, quantity) == counted_words(&other_prose, other_quantity);
    (is_same_quantity && !quantity.agrees_with(other_quantity)).then(|| Disagreement {
        context: other,
        other_value: other_prose.text[other_quantity.range.clone()].to_owned(),
        own_value: prose.text[quantity.range.clone()].to_owned(),
    })
}

/// The distinct words of the passage that describe the quantity, in the singular and in lower case.
fn counted_words(prose: &Prose, quantity: &Quantity) -> BTreeSet<String> {
    let text = &prose.text[prose.passage.clone()];
    let counted = words(text).filter(|word| {
        let start = prose.passage.start + word.start;
        let marks = prose.lexicon.marks_of(&lower(&text[word.clone()]));
        let is_around = marks.has(Mark::AroundCount);
        !is_around && word.len() > 1 && !quantity.range.contains(&start)
    });
    counted
        .map(|word| singular(&lower(&text[word])).to_owned())
        .collect()
}

/// Whether both cite a common source, and not at different places.
fn share_source(
    (item, segment): (&Item, &Segment),
    (other, other_segment): (&Item, &Segment),
) -> bool {
    let (Some(claim), Some(other_claim)) = (item.claim(), other.claim()) else {
        return false;
    };
    claim.sources().any(|one| {
        other_claim.sources().any(|it| {
            let (source, other_source) = (
                &item.references[one.reference],
                &other.references[it.reference],
            );
            let place = place_of(one.locator, segment);
            let other_place = place_of(it.locator, other_segment);
            let differ = place.is_some() && other_place.is_some() && place != other_place;
            source.name == other_source.name && source.file == other_source.file && !differ
        })
    })
}

fn place_of(locator: Option<Locator>, segment: &Segment) -> Option<(Option<&str>, &str)> {
    let text = |span: Span| span.of(&segment.text);
    match locator? {
        Locator::Label { label, value } => Some((Some(text(label)), text(value))),
        Locator::Time(time) => Some((None, text(time))),
        Locator::Missing => None,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::check;

    const DRAFT: &str = "entity m: organisation \"M\"\nentity n: organisation \"N\"\nsource s: report \"S\"\nsource t: report \"T\"\n\
        article \"A\"\ntext\n  Five nationals freed. It said six of its nationals had been freed. About 500 nationals were freed. \
        Eight women freed. 6 nationals had been freed in May. 560 nationals freed.\n";

    #[track_caller]
    fn check_claims(claims: &[(&str, &str)], expect: expect_test::Expect) {
        let claims: String = claims
            .iter()
            .map(|(title, fields)| {
                let fields = fields.split(';').map(|field| format!("  {field}\n"));
                format!("claim: \"{title}\"\n{}", fields.collect::<String>())
            })
            .collect();
        check(&RULE, &format!("{DRAFT}{claims}"), expect);
    }

    #[test]
    fn fires() {
        check_claims(
            &[
                ("Five nationals freed.", "about: @m;source: @s at p. 1"),
                (
                    "six of its nationals had been freed",
                    "about: @m;source: @t, @s",
                ),
                ("500 nationals were freed", "about: @m;source: @s at p. 1"),
            ],
            expect![[r#"
                draft.sayso:11 "\"six of its nationals had been freed\"" warning: this claim says “six”, but another claim says “Five” for the same quantity: correct one of them
                    draft.sayso:8 "\"Five nationals freed.\"": says “Five”
                draft.sayso:14 "\"500 nationals were freed\"" warning: this claim says “500”, but another claim says “Five” for the same quantity: correct one of them
                    draft.sayso:8 "\"Five nationals freed.\"": says “Five”
            "#]],
        );
    }

    #[test]
    fn silent() {
        let five = ("Five nationals freed.", "about: @m;source: @s at p. 1");
        for other in [
            (
                "six of its nationals had been freed",
                "about: @m;source: @s at p. 2",
            ),
            (
                "six of its nationals had been freed",
                "about: @m;source: @t",
            ),
            (
                "six of its nationals had been freed",
                "about: @n;source: @s",
            ),
            (
                "six of its nationals had been freed",
                "about: @m;source: @s;said-by: @n",
            ),
            ("Eight women freed", "about: @m;source: @s"),
            ("6 nationals had been freed in May", "about: @m;source: @s"),
            ("nationals freed", "about: @m;source: @s"),
            ("not there six nationals freed", "about: @m;source: @s"),
        ] {
            check_claims(&[five, other], expect![[""]]);
        }
        let about = [
            ("About 500 nationals were freed", "about: @m;source: @s"),
            ("560 nationals freed", "about: @m;source: @s"),
        ];
        check_claims(&about, expect![[""]]);
    }
}
