//! Two values of the same quantity in one article.
//!
//! Claims are compared with each other, and the title and the headings with the text.
//!
//! Two claims are about the same quantity only if everything agrees: the subject, the speaker, a common source at one
//! place, and the same words except for the number. One real article has "36 shells", "six shells" and "other 15
//! shells", and all of them are right.

use std::collections::BTreeSet;

use crate::model::Item;
use crate::prose::Mark;
use crate::prose::quantities::Quantity;
use crate::rules::check::Check;
use crate::rules::claim::headlines::{HeadlineDisagreement, Part, headline_disagreements};
use crate::rules::claim::passage_prose::Prose;
use crate::rules::context::Context;
use crate::rules::context::claim_words::report_words;
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
    summary: "Two values of the same quantity in one article, or in its headline and its text",
    documentation: r#"
## What it finds

Two claims of one article about the same quantity, with values that cannot both be right. Claims are about the same
quantity if all of this is true: they have the same `about:` and the same `said-by:`; they cite a common source, at
the same place if both give one; and their passages have the same words and the same unit, apart from the number and
from articles, auxiliaries and words such as "about". Round numbers agree with close ones: 2 million with 1,987,000,
"more than 700" with 723.

The rule also compares the title of the article, and each heading, with the sentences of the text. Their numbers must
be about the same thing: words next to both say what happened to people ("killed", "died"; "injured", "wounded";
"arrested", "detained"), or both count the same things, or are an amount of money or a percentage; and the sentence
has other words of the headline. A headline is right if any sentence agrees with it: "About 50" agrees with 48, and
"Dozens" with any number. Sentences about another year, or with words such as "another" or "initially", are not
compared. The finding is on the title of the article.

The rule is strict on purpose: one article may contain many numbers of people or shells that have nothing to do with
each other. Of two claims, the later one has the finding. The rule reads articles in English and Spanish only.

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
    subject: Subject::Declaration,
    reads_prose: true,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    match context.item().and_then(Item::article) {
        Some(_) => check_headlines(context, report),
        None => check_claim(context, report),
    }
}

/// Compares the title and the headings with the text.
fn check_headlines(context: &Context, report: &mut Report) {
    if context
        .file
        .article()
        .is_none_or(|(id, _)| id != context.id)
    {
        return;
    }
    for HeadlineDisagreement { headline, other } in headline_disagreements(context) {
        let part = |part: Part| match part {
            Part::Title => "title",
            Part::Heading => "heading",
            Part::Text => "text",
        };
        let message = message!(
            "the {} says “{}”, but the {} says “{}”: correct one of them",
            part(headline.part),
            written(&headline.words),
            part(other.part),
            written(&other.words)
        );
        let says = |words: &str| message!("says “{}”", written(words));
        let own = match (headline.part, other.part) {
            (_, Part::Title) => &other.words,
            _ => &headline.words,
        };
        let finding = report_words(context, report, own, None, message);
        if headline.part != Part::Title {
            finding.related(headline.place, says(&headline.words));
        }
        if other.part != Part::Title {
            finding.related(other.place, says(&other.words));
        }
    }
}

/// Compares the claim with earlier ones about the same quantity.
fn check_claim(context: &Context, report: &mut Report) {
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
    let finding = report_words(context, report, &other.own_value, None, message);
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
                draft.sayso:11 "six" warning: this claim says “six”, but another claim says “Five” for the same quantity: correct one of them
                    draft.sayso:8 "\"Five nationals freed.\"": says “Five”
                draft.sayso:14 "500" warning: this claim says “500”, but another claim says “Five” for the same quantity: correct one of them
                    draft.sayso:8 "\"Five nationals freed.\"": says “Five”
            "#]],
        );
    }

    const HEADLINES: &str = "article \"TITLE\"\n  text: \"a.md\"\n  published: 2024-03-10\n//- a.md\n# HEADING\n\nTEXT\n";

    #[track_caller]
    fn check_headlines([title, heading, text]: [&str; 3], expect: expect_test::Expect) {
        let draft = HEADLINES
            .replace("TITLE", title)
            .replace("HEADING", heading);
        check(
            &RULE,
            &format!("//- draft.sayso\n{}", draft.replace("TEXT", text)),
            expect,
        );
    }

    #[test]
    fn fires_on_headlines() {
        check_headlines(
            [
                "Three killed in bridge fall",
                "Five killed in bridge fall",
                "Four people died when the bridge fell.",
            ],
            expect![[r#"
                draft.sayso:1 "Three killed" warning: the title says “Three killed”, but the text says “Four people died”: correct one of them
                    a.md:3 "Four people died when the bridge fell.": says “Four people died”
                draft.sayso:1 "\"Three killed in bridge fall\"" warning: the heading says “Five killed”, but the text says “Four people died”: correct one of them
                    a.md:1 "Five killed in bridge fall": says “Five killed”
                    a.md:3 "Four people died when the bridge fell.": says “Four people died”
            "#]],
        );
        check_headlines(
            [
                "Bridge",
                "Storm kills 12 in Leeds",
                "A storm in Leeds left 21 people dead.",
            ],
            expect![[r#"
                draft.sayso:1 "\"Bridge\"" warning: the heading says “kills 12”, but the text says “21 people dead”: correct one of them
                    a.md:1 "Storm kills 12 in Leeds": says “kills 12”
                    a.md:3 "A storm in Leeds left 21 people dead.": says “21 people dead”
            "#]],
        );
        check_headlines(
            [
                "Twelve schools to close",
                "Schools",
                "The council will close 14 schools.",
            ],
            expect![[r#"
                draft.sayso:1 "Twelve schools" warning: the title says “Twelve schools”, but the text says “14 schools”: correct one of them
                    a.md:3 "The council will close 14 schools.": says “14 schools”
            "#]],
        );
        check_headlines(
            [
                "Council spends £5m on bridge",
                "Bridge",
                "The council spent £6m on the bridge. It opened in May.",
            ],
            expect![[r#"
                draft.sayso:1 "£5m" warning: the title says “£5m”, but the text says “£6m”: correct one of them
                    a.md:3 "The council spent £6m on the bridge.": says “£6m”
            "#]],
        );
        check_headlines(
            [
                "Three hurt in harbour fire",
                "Five hurt in harbour fire",
                "It burned all night.",
            ],
            expect![[r#"
                draft.sayso:1 "Three hurt" warning: the heading says “Five hurt”, but the title says “Three hurt”: correct one of them
                    a.md:1 "Five hurt in harbour fire": says “Five hurt”
            "#]],
        );
    }

    #[test]
    fn silent_on_headlines() {
        for lines in [
            [
                "Three killed in fall",
                "Bridge",
                "Three people died in the fall of the bridge.",
            ],
            [
                "About 50 killed in fall",
                "Nearly 50 die",
                "In the fall of the bridge 48 people died.",
            ],
            [
                "Dozens killed in fall",
                "Bridge",
                "In the fall of the bridge 48 people died.",
            ],
            [
                "Three killed in fall",
                "Bridge",
                "Two children died in the fall of the bridge.",
            ],
            [
                "Three killed in fall",
                "Bridge",
                "In 2010, twelve people died in a fall of a bridge.",
            ],
            [
                "Three killed in fall",
                "Bridge",
                "Another twelve people died in the fall of the ferry.",
            ],
            [
                "Three killed in fall",
                "Bridge",
                "After the fall of the bridge 12 people were injured.",
            ],
            [
                "Three killed in fall",
                "Bridge",
                "Two died in the fall, three in all. Five died in the fall later.",
            ],
            [
                "Three days in fall",
                "Bridge",
                "It took 12 days to fall in the fall of the bridge.",
            ],
            [
                "Three men killed in fall",
                "Bridge",
                "Twelve women were killed in the fall of the bridge.",
            ],
        ] {
            check_headlines(lines, expect![[""]]);
        }
    }

    #[test]
    fn headlines_in_spanish() {
        check(
            &RULE,
            "//- draft.sayso\narticle \"Tres muertos en el derrumbe del puente\"\n  text: \"a.md\"\n  language: es\n//- a.md\nCuatro personas murieron en el derrumbe del puente. Hubo 12 heridos.\n",
            expect![[r#"
                draft.sayso:1 "Tres muertos" warning: the title says “Tres muertos”, but the text says “Cuatro personas murieron”: correct one of them
                    a.md:1 "Cuatro personas murieron en el derrumbe del puente.": says “Cuatro personas murieron”
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
