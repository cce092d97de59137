//! One quantity, and two values of it in one article.

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
use crate::text::words::words;
use crate::workspace::{DeclarationId, Segment};

pub static RULE: Rule = Rule {
    name: "number-inconsistent",
    group: Group::Facts,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "One quantity with two values in one article",
    documentation: r#"
## What it finds

Two claims of one article that tell one quantity, with values that cannot both be right. They tell
one quantity when all of this holds: they have the same `about:` and the same `said-by:`; they cite
a source in common, at the same place if both name one; and their passages say the same but for the
number, its unit being the same and articles, auxiliaries and words such as "about" left out. What is
round agrees with what is near it: 2 million with 1,987,000, "more than 700" with 723.

That is strict on purpose: one article may hold many numbers of people or shells that have nothing to
do with each other. It is reported on the later of the two claims. Articles in English and Spanish are read;
for others it stays silent.

## Why it matters

The headline says five and the third paragraph six: readers trust neither.

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
    let other = earlier.iter().find_map(|&(_, id)| disagreeing(context, id));
    let Some(other) = other else {
        return;
    };
    let name = match other.context.item().and_then(Item::name) {
        Some(name) => format!("claim `{name}`"),
        None => "another claim".to_owned(),
    };
    let message = format!(
        "{} says “{}”, and {name} says “{}” of the same: correct one of them",
        context.named(),
        other.own,
        other.told
    );
    let place = context.place_in_file(other.context.id, other.context.title_span());
    let finding = report.add(context.here(context.title_span()), message);
    finding.related(place, format!("says “{}”", other.told));
}

/// A claim that tells another value.
struct Other<'a> {
    context: Context<'a>,
    told: String,
    /// What this one tells.
    own: String,
}

fn disagreeing<'a>(context: &Context<'a>, id: DeclarationId) -> Option<Other<'a>> {
    let (_, slot) = context.file.get(id)?;
    let other = Context {
        id,
        segment: &slot.segment,
        // Nothing is asked of what it refers to.
        resolved: &[],
        ..*context
    };
    let (passage, other_passage) = (context.passage()?, other.passage()?);
    // Of claims on the same words `overlapping-claims` tells.
    let is_apart = passage.end <= other_passage.start || other_passage.end <= passage.start;
    let share = share_source(
        (context.item()?, context.segment),
        (other.item()?, other.segment),
    );
    if !is_apart || !share {
        return None;
    }
    let (prose, other_prose) = (Prose::of(context)?, Prose::of(&other)?);
    let (told, other_told) = (prose.quantities(), other_prose.quantities());
    let (quantity, other_quantity) = (told.only()?, other_told.only()?);
    let tell_same = quantity.unit == other_quantity.unit
        && told_by(&prose, quantity) == told_by(&other_prose, other_quantity);
    (tell_same && !quantity.agrees_with(other_quantity)).then(|| Other {
        context: other,
        told: other_prose.text[other_quantity.range.clone()].to_owned(),
        own: prose.text[quantity.range.clone()].to_owned(),
    })
}

/// The words of the passage that say of what the quantity is told, each once.
fn told_by(prose: &Prose, quantity: &Quantity) -> BTreeSet<String> {
    let text = &prose.text[prose.passage.clone()];
    let told = words(text).filter(|word| {
        let start = prose.passage.start + word.start;
        let marks = prose.lexicon.marks_of(&lower(&text[word.clone()]));
        let is_around = marks.has(Mark::AroundCount);
        !is_around && word.len() > 1 && !quantity.range.contains(&start)
    });
    told.map(|word| singular(&lower(&text[word])).to_owned())
        .collect()
}

/// Whether both cite one source, and not at different places.
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
                draft.sayso:11 "\"six of its nationals had been freed\"" warning: this claim says “six”, and another claim says “Five” of the same: correct one of them
                    draft.sayso:8 "\"Five nationals freed.\"": says “Five”
                draft.sayso:14 "\"500 nationals were freed\"" warning: this claim says “500”, and another claim says “Five” of the same: correct one of them
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
