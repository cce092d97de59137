//! A number or date in a passage that contradicts the claim's `value:` or the source's words.
//!
//! Two numbers contradict each other only if both are certain and no other number can be meant. A round number agrees
//! with a close one (2 million and 1,987,000), "about" with a number up to a fifth off, "more than 700" with everything
//! above. A date in `value:` is compared with the prose by this rule too: it is the same mistake and has no rule of its
//! own.

use crate::model::{Evidence, Text};
use crate::prose::dates::When;
use crate::prose::lexicon;
use crate::prose::quantities::{Quantities, quantities_in};
use crate::rules::check::Check;
use crate::rules::claim::counterparts::{
    counted_alike, counterpart, dates_of, differ, share_word, unmatched,
};
use crate::rules::claim::passage_prose::{Prose, days_of, published};
use crate::rules::context::Context;
use crate::rules::context::passages::LONGEST_READ;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::fold::fold;
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "number-mismatch",
    group: Group::Facts,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A number that differs from `value:` or from the source's words",
    documentation: r#"
## What it finds

A claim whose passage contains a number that differs from its `value:`, or from the words that it quotes from a
`source:`. A date in `value:` is compared with the date in the passage, including "last month" and similar words if
the article has `published:`. In claims of the kind `date`, the dates in the source's words are compared too.

The rule reads numbers in digits and in words, with separators, percent, units, currencies and ranges, in English
and Spanish, each in the language of its text (`language:` of the article, `language:` of the source). "2 million"
and 1,987,000 do not contradict each other, nor do "more than 700" and 723.

The rule reports nothing if it cannot know which number is meant: if the passage or the words contain several
possible numbers, or one that is not exact ("hundreds", "half"); if one is in kilometres and the other in miles; or
if passage and words, in the same language, count different things, unless the claim is of the kind `number`.

## Why it matters

A transposed digit is the most common error there is, and readers notice it.

## Example

```sayso
article "Prisoners freed"

text
  Five of its nationals were freed.

source notice: press-release "Comunicado"
  language: es

claim freed: number "Five of its nationals were freed"
  source: @notice at para 2 "seis ciudadanos españoles"
```

## Instead

```sayso
article "Prisoners freed"

text
  Five of its nationals were freed.

source notice: press-release "Comunicado"
  language: es

claim freed: number "Five of its nationals were freed"
  value: 5
  source: @notice at para 2 "cinco ciudadanos españoles"
```

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: true,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let value = claim
        .value()
        .filter(|value| value.text.len() <= LONGEST_READ);
    let quoting: Vec<(&Evidence, &Text)> = claim
        .sources()
        .filter_map(|evidence| Some((evidence, evidence.words.as_deref()?)))
        .filter(|(_, words)| words.text.len() <= LONGEST_READ)
        .collect();
    if value.is_none() && quoting.is_empty() {
        return;
    }
    let Some(prose) = Prose::of(context) else {
        return;
    };
    let quantities = prose.quantities();
    if let Some(value) = value
        && let Some(in_passage) = contradicting_value(context, &prose, &quantities, value)
    {
        let message = message!(
            "{} says “{}”, but its `value:` is {}: correct one of them",
            context.named(),
            written(in_passage),
            written(&value.text)
        );
        report.add(context.here(value.span), message);
    }
    for (evidence, words) in quoting {
        if let Some((in_passage, in_words)) =
            contradicting_words(context, &prose, &quantities, (evidence, words))
        {
            let source = &item.references[evidence.reference].name;
            let message = message!(
                "{} says “{}”, but the words of `@{}` say “{}”: correct one of them",
                context.named(),
                written(in_passage),
                written(source),
                written(in_words)
            );
            report.add(context.here(words.span), message);
        }
    }
}

/// The number or date of the passage that contradicts `value`.
fn contradicting_value<'p>(
    context: &Context,
    prose: &'p Prose,
    in_passage: &Quantities,
    value: &Text,
) -> Option<&'p str> {
    let text = fold(&value.text);
    let days = days_of(value);
    // `2024` can be a year or a number, and `1600%` an uncertain year or a share: the passage decides.
    let digits = text.trim_end_matches('%').trim_end();
    let is_number = days.is_none() || digits.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(days) = days
        && let [date] = &dates_of(in_passage)[..]
        && (!is_number || in_passage.all.is_empty())
    {
        let contradicts = date.when.contradicts(days, published(context));
        return contradicts.then(|| &prose.text[date.range.clone()]);
    }
    if !is_number || days.is_some() && !in_passage.dates.is_empty() {
        return None;
    }
    let readings = lexicon::all().map(|lexicon| quantities_in(lexicon, &text));
    let readings: Vec<Quantities> = readings.collect();
    let own = quantities_in(prose.lexicon, &text);
    let [wanted] = &own.all[..] else { return None };
    let quantity = match wanted.unit {
        None => in_passage
            .only()
            .or_else(|| counted_alike(in_passage, wanted, [&prose.text, &text])),
        Some(_) => counterpart(in_passage, wanted),
    }?;
    let mut all = readings.iter().flat_map(|read| &read.all);
    let is_meant = all.any(|wanted| in_passage.all.iter().any(|it| it.agrees_with(wanted)));
    (!own.is_unclear() && !is_meant).then(|| &prose.text[quantity.range.clone()])
}

/// The number or date of the passage, and the one in the source's words that contradicts it.
fn contradicting_words<'t>(
    context: &Context,
    prose: &'t Prose,
    in_passage: &Quantities,
    (evidence, words): (&Evidence, &'t Text),
) -> Option<(&'t str, String)> {
    let (item, _) = context.claim()?;
    let target = context.target(evidence.reference)?;
    let source = target.item()?.source()?;
    let language = source.language.as_deref();
    let lexicon = match language {
        Some(language) => lexicon::of_language(language)?,
        None => prose.lexicon,
    };
    let text = fold(&words.text);
    let in_words = quantities_in(lexicon, &text);
    if item.kind() == Some("date")
        && let ([date], [other]) = (&dates_of(in_passage)[..], &dates_of(&in_words)[..])
        && let (When::Calendar(parts), When::Calendar(others)) = (date.when, other.when)
    {
        let date = &prose.text[date.range.clone()];
        return differ(parts, others).then(|| (date, text[other.range.clone()].to_owned()));
    }
    let (quantity, other) = unmatched(in_passage, &in_words)?;
    let is_same_language = std::ptr::eq(lexicon, prose.lexicon);
    let are_only = [in_passage, &in_words].into_iter().all(|all| {
        let mut alike = all
            .all
            .iter()
            .filter(|it| it.is_certain && it.unit == other.unit);
        alike.next().is_some() && alike.next().is_none()
    });
    let may_count_other = match is_same_language {
        true => !are_only || other.unit.is_none() && item.kind() != Some("number"),
        false => !are_only,
    };
    let counts = [
        &prose.text[quantity.following_words.clone()],
        &text[other.following_words.clone()],
    ];
    if may_count_other && !(is_same_language && share_word(counts, lexicon)) {
        return None;
    }
    // If the source's language is unknown, its digits may have other separators.
    let mut readings = lexicon::all().filter(|_| language.is_none());
    let is_meant =
        |in_words: &Quantities| in_words.all.iter().any(|other| other.agrees_with(quantity));
    if readings.any(|lexicon| is_meant(&quantities_in(lexicon, &text))) {
        return None;
    }
    Some((
        &prose.text[quantity.range.clone()],
        text[other.range.clone()].to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::RULE;
    use crate::rules::testing::check;

    const SOURCES: &str = "source es: statement \"S\"\n  language: es\nsource en: statement \"S\"\nsource de: statement \"S\"\n  language: de\n";

    /// `text` is the article; each claim quotes all of it.
    #[track_caller]
    fn check_claims(text: &str, claims: &[&str], expect: Expect) {
        let claims: Vec<String> = claims
            .iter()
            .map(|fields| match fields.split_once(';') {
                Some((kind, fields)) => format!("claim: {kind} \"{text}\"\n{fields}\n"),
                None => format!("claim: \"{text}\"\n{fields}\n"),
            })
            .collect();
        let claims = claims.concat();
        check(
            &RULE,
            &format!("article \"A\"\n  published: 2024-03-10\ntext\n  {text}\n{SOURCES}{claims}"),
            expect,
        );
    }

    #[test]
    fn fires_on_a_value() {
        check_claims(
            "Five of its nationals were freed.",
            &[
                "  value: 6",
                "  value: 6 people",
                "  value: 5",
                "  value: 5.0",
            ],
            expect![[r#"
                draft.sayso:11 "6" error: this claim says “Five”, but its `value:` is 6: correct one of them
                draft.sayso:13 "6 people" error: this claim says “Five”, but its `value:` is 6 people: correct one of them
            "#]],
        );
        check_claims(
            "It had sunk by eleven centimetres in two years.",
            &[
                "  value: 11 cm",
                "  value: 12 cm",
                "  value: 12",
                "  value: 3 years",
                "  value: 5 km",
            ],
            expect![[r#"
                draft.sayso:13 "12 cm" error: this claim says “eleven centimetres”, but its `value:` is 12 cm: correct one of them
                draft.sayso:17 "3 years" error: this claim says “two years”, but its `value:` is 3 years: correct one of them
            "#]],
        );
        check_claims(
            "He was arrested last month.",
            &[
                "  value: 2024-02",
                "  value: 2024-01-05",
                "  value: 2024-02~",
                "  value: 2024",
            ],
            expect![[r#"
                draft.sayso:13 "2024-01-05" error: this claim says “last month”, but its `value:` is 2024-01-05: correct one of them
            "#]],
        );
        check_claims(
            "He was arrested on 17 February.",
            &["  value: 2024-02-17", "  value: 2024-02-07", "  value: 17"],
            expect![[r#"
                draft.sayso:13 "2024-02-07" error: this claim says “17 February”, but its `value:` is 2024-02-07: correct one of them
            "#]],
        );
    }

    #[test]
    fn shares_and_numbers_that_look_like_years() {
        check_claims(
            "It grew by 1,500 percent.",
            &[
                "  value: 1500%",
                "  value: 1600%",
                "  value: 128 %",
                "  value: 1600",
            ],
            expect![[r#"
                draft.sayso:13 "1600%" error: this claim says “1,500 percent”, but its `value:` is 1600%: correct one of them
                draft.sayso:15 "128 %" error: this claim says “1,500 percent”, but its `value:` is 128 %: correct one of them
                draft.sayso:17 "1600" error: this claim says “1,500 percent”, but its `value:` is 1600: correct one of them
            "#]],
        );
        check_claims(
            "It killed 1500 people.",
            &[
                "  value: 1500 people",
                "  value: 1600 people",
                "  value: 1600",
                "  value: 1600 houses",
            ],
            expect![[r#"
                draft.sayso:13 "1600 people" error: this claim says “1500”, but its `value:` is 1600 people: correct one of them
            "#]],
        );
        check_claims(
            "It was closed in 1500.",
            &["  value: 1600%", "  value: 1600 people"],
            expect![[r#""#]],
        );
    }

    #[test]
    fn a_round_number_is_not_any_number_below_it() {
        check_claims(
            "It had 100 visitors.",
            &[
                "  value: 10",
                "  value: 5",
                "  value: 1000",
                "  value: 97",
                "  value: about 104",
            ],
            expect![[r#"
                draft.sayso:11 "10" error: this claim says “100”, but its `value:` is 10: correct one of them
                draft.sayso:13 "5" error: this claim says “100”, but its `value:` is 5: correct one of them
                draft.sayso:15 "1000" error: this claim says “100”, but its `value:` is 1000: correct one of them
            "#]],
        );
    }

    #[test]
    fn compares_the_only_unmatched_number_of_several() {
        check_claims(
            "The 12 men and 7 women waited 30 days.",
            &[
                "  source: @en \"12 men, 9 women, for 30 days\"",
                "  source: @en \"12 men, 9 children\"",
                "  source: @en \"12 men, 9 women, for 40 days\"",
                "  source: @en \"35 days\"",
                "  source: @es \"12 hombres, 9 mujeres\"",
            ],
            expect![[r#"
                draft.sayso:11 "\"12 men, 9 women, for 30 days\"" error: this claim says “7”, but the words of `@en` say “9”: correct one of them
                draft.sayso:17 "\"35 days\"" error: this claim says “30 days”, but the words of `@en` say “35 days”: correct one of them
            "#]],
        );
    }

    #[test]
    fn fires_on_words() {
        check_claims(
            "Five of its nationals were freed.",
            &[
                "  source: @es \"seis ciudadanos españoles\"",
                "  source: @es \"cinco ciudadanos españoles\"",
                "  source: @en \"six nationals\"",
                "  source: @en \"six weeks\", @en \"six passengers\"",
                "number;  source: @en \"six passengers\"",
                "  source: @de \"6 Personen\"",
                "  context: @en \"six nationals\"",
            ],
            expect![[r#"
                draft.sayso:11 "\"seis ciudadanos españoles\"" error: this claim says “Five”, but the words of `@es` say “seis”: correct one of them
                draft.sayso:15 "\"six nationals\"" error: this claim says “Five”, but the words of `@en` say “six”: correct one of them
                draft.sayso:19 "\"six passengers\"" error: this claim says “Five”, but the words of `@en` say “six”: correct one of them
            "#]],
        );
        check_claims(
            "It was closed on 3 March 2024.",
            &[
                "date;  source: @es \"el 3 de marzo de 2024\"",
                "date;  source: @es \"el 4 de marzo\"",
                "  source: @es \"el 4 de marzo\"",
            ],
            expect![[r#"
                draft.sayso:13 "\"el 4 de marzo\"" error: this claim says “3 March 2024”, but the words of `@es` say “4 de marzo”: correct one of them
            "#]],
        );
    }

    #[test]
    fn silent() {
        check_claims(
            "More than 700 of about 2 million people, half of them women, came.",
            &["  value: 5", "  source: @en \"650 people\""],
            expect![[""]],
        );
        check_claims(
            "More than 700 people came 1,709 kilometres.",
            &[
                "  value: 723",
                "  value: 1.709 km",
                "  source: @en \"1.709 km\"",
                "  source: @es \"1.709 km\"",
                "  source: @en \"2 mil km\"",
                "  source: @nowhere \"5 km\"",
                "  source: @en \"1,062 miles\"",
            ],
            expect![[""]],
        );
        let german = "article \"A\"\n  language: de\ntext\n  5 Personen kamen.\nclaim: \"5 Personen kamen\"\n  value: 6\n";
        check(&RULE, german, expect![[""]]);
    }

    #[test]
    fn reads_the_words_before_the_passage() {
        check(
            &RULE,
            "article \"A\"\ntext\n  Over 80 people came. Then 20 more came.\nclaim: \"80 people\"\n  value: 85\nclaim: \"20 more came\"\n  value: 21\n",
            expect![[r#"
                draft.sayso:7 "21" error: this claim says “20”, but its `value:` is 21: correct one of them
            "#]],
        );
    }
}
