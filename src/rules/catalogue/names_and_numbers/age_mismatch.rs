//! An age in the article that contradicts the `born:` of its person.
//!
//! The rule reads an age only next to a name, as an apposition ("Ines Varga, 42,") or before it. "Aged 14" elsewhere in
//! a sentence is usually the age at an earlier time. The article may have been written a month before it was published.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::model::{Item, Text};
use crate::prose::Mark;
use crate::prose::dates::When;
use crate::prose::quantities::Quantity;
use crate::rules::check::Check;
use crate::rules::claim::ages::{age_of, is_age_next_to};
use crate::rules::claim::names_in_passage::item_of;
use crate::rules::claim::names_in_passage::names_in_passage;
use crate::rules::claim::passage_prose::{Prose, published};
use crate::rules::claim::rewording;
use crate::rules::claim::rewording::Rewording;
use crate::rules::context::Context;
use crate::rules::context::claim_words::report_words;
use crate::rules::context::passage_memo::EntityId;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::edtf;
use crate::text::edtf::Days;
use crate::text::message::{message, written};
use crate::workspace::Place;

pub static RULE: Rule = Rule {
    name: "age-mismatch",
    group: Group::Facts,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "An age that contradicts the person's `born:`",
    documentation: r#"
## What it finds

A claim whose passage gives the age of a known person ("Ines Varga, 42,", "Ines Varga (42)", "the 42-year-old mayor
Ines Varga", "Ines Varga, de 42 años,"), if the person's `born:` gives another age on the day of the article's
`published:`. The age is also accepted if it was right up to a month earlier, when the article may have been
written. The rule reports nothing if one of the two dates is missing, if the person has `died:`, if the sentence
contains another year, or if the article is neither in English nor in Spanish.

## Why it matters

Ages are often copied from last year's article.

## Example

```sayso
article "Harbour Bridge closed"
  published: 2026-03-04

text
  Ines Varga, 53, closed the bridge.

entity ines-varga: person "Ines Varga"
  born: 1971-08-14

claim: "Ines Varga, 53, closed the bridge."
  about: @ines-varga
```

## Instead

```sayso
article "Harbour Bridge closed"
  published: 2026-03-04

text
  Ines Varga, 54, closed the bridge.

entity ines-varga: person "Ines Varga"
  born: 1971-08-14

claim: "Ines Varga, 54, closed the bridge."
  about: @ines-varga
```

The quick fix writes the correct age into the article and into the claims that quote it.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: true,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of days between the writing of an article and its publication.
const DAYS_OF_WRITING: i32 = 31;

fn check(context: &Context, report: &mut Report) {
    if context.claim().is_none() || !context.may_hold(Mark::Count) {
        return;
    }
    let named = names_in_passage(context);
    if named.is_empty() {
        return;
    }
    let (Some(published), Some(prose)) = (published(context), Prose::of(context)) else {
        return;
    };
    let Some(start) = prose.start else {
        return;
    };
    let quantities = prose.quantities();
    let is_of_another_time = |when: When| match when {
        When::Calendar(parts) => parts.year.is_some_and(|year| !is_year_of(published, year)),
        _ => false,
    };
    if quantities.all.is_empty()
        || prose
            .dates()
            .iter()
            .any(|date| is_of_another_time(date.when))
    {
        return;
    }
    let ages = &prose.lexicon.words.ages;
    for named in named.iter() {
        let [entity] = named.entities[..] else {
            continue;
        };
        let name = named.range.start - start..named.range.end - start;
        let age = quantities.all.iter().find_map(|quantity| {
            let age = age_of(quantity)?;
            is_age_next_to(ages, &prose.text, &name, quantity).then_some((quantity, age))
        });
        if let Some((quantity, age)) = age
            && let Some(wrong) = wrong_age(context, entity, age, published)
        {
            wrong.report(context, report, (quantity, start));
        }
    }
}

fn is_year_of(published: Days, year: i16) -> bool {
    let edges = [published.first, published.last];
    edges.into_iter().flatten().any(|day| day.year() == year)
}

/// A person whose age in the article is wrong.
struct WrongAge<'a> {
    entity: EntityId,
    item: &'a Item,
    born: &'a Text,
    in_article: i16,
    /// The youngest age at the article's date. It differs from `oldest` if a date is less precise than a day.
    youngest: i16,
    oldest: i16,
}

fn wrong_age<'a>(
    context: &Context<'a>,
    entity: EntityId,
    in_article: i16,
    published: Days,
) -> Option<WrongAge<'a>> {
    let item = item_of(context, entity)?;
    let person = item.entity()?;
    let born = person.born.as_ref().filter(|_| person.died.is_none())?;
    let days = edtf::days(&born.text).filter(|days| !days.is_uncertain)?;
    if published.is_uncertain {
        return None;
    }
    let (first, last) = (published.first?, published.last?);
    let (born_first, born_last) = (days.first?, days.last?);
    let time_of_writing: Span = DAYS_OF_WRITING.days();
    let earliest = first.checked_sub(time_of_writing).ok()?;
    let oldest = years_between(born_first, last);
    let is_possible = (years_between(born_last, earliest)..=oldest).contains(&in_article);
    (!is_possible).then_some(WrongAge {
        entity,
        item,
        born,
        in_article,
        youngest: years_between(born_last, first),
        oldest,
    })
}

/// The full years from one day to another.
fn years_between(from: Date, to: Date) -> i16 {
    let is_before_birthday = (to.month(), to.day()) < (from.month(), from.day());
    to.year() - from.year() - i16::from(is_before_birthday)
}

impl WrongAge<'_> {
    fn report(&self, context: &Context, report: &mut Report, at: (&Quantity, usize)) {
        let correct = match self.youngest == self.oldest {
            true => self.oldest.to_string(),
            false => format!("{} or {}", self.youngest, self.oldest),
        };
        let message = message!(
            "{} gives the age of {} as {}, but with `born: {}` it is {}: correct the age or `born:`",
            context.named(),
            written(self.item.label()),
            written(self.in_article.to_string()),
            written(&self.born.text),
            written(&correct)
        );
        let (quantity, start) = at;
        let number = start + quantity.number.start..start + quantity.number.end;
        let words = self.in_article.to_string();
        let finding = report_words(context, report, &words, Some(number.clone()), message);
        let (file, id) = self.entity;
        let place = Place::Declaration {
            file,
            id,
            span: self.born.span,
        };
        finding.related(place, "the date of birth");
        if context.wants_fixes && self.youngest == self.oldest && self.oldest > 0 {
            let rewording = Rewording {
                range: number,
                text: correct.clone(),
            };
            if let Some(edits) = rewording::edits(context, &[rewording]) {
                finding.fix(format!("Write “{correct}”"), edits);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    /// Checks each text for an age of Ines Varga that is not 54.
    #[track_caller]
    fn check_text(head: &str, texts: &[&str], fires: bool) {
        for text in texts {
            let draft = format!(
                "article \"A\"\n{head}text\n  {text}\nentity ines: person \"Ines Varga\"\n  born: 1971-08-14\nclaim: \"{text}\"\n"
            );
            let found = crate::rules::testing::count(&RULE, &draft);
            assert_eq!(found, usize::from(fires), "{text}");
        }
    }

    const PUBLISHED: &str = "  published: 2026-03-04\n";
    const SPANISH: &str = "  published: 2026-03-04\n  language: es\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            "article \"A\"\n  published: 2026-03-04\ntext\n  Ines Varga, 42, closed it.\nentity ines: person \"Ines Varga\"\n  born: 1971\nclaim a: \"Ines Varga, 42, closed it.\"\n",
            expect![[r#"
                draft.sayso:7 "42" warning: claim `a` gives the age of Ines Varga as 42, but with `born: 1971` it is 54 or 55: correct the age or `born:`
                    draft.sayso:6 "1971": the date of birth
            "#]],
        );
        let english = [
            "It was Ines Varga (53), the mayor.",
            "Ines Varga, aged 55, closed it.",
            "Ines Varga, fifty-three, closed it.",
            "Ines Varga, a 53-year-old engineer, closed it.",
            "Ines Varga is 53 years old.",
            "The 53-year-old mayor Ines Varga closed it.",
        ];
        check_text(PUBLISHED, &english, true);
        let spanish = [
            "Ines Varga, de 53 años, lo cerró.",
            "Ines Varga (53 años) lo cerró.",
            "Ines Varga, 53, lo cerró.",
            "Ines Varga tiene 53 años de edad.",
        ];
        check_text(SPANISH, &spanish, true);
    }

    #[test]
    fn silent() {
        let correct = [
            "Ines Varga, 54, closed it.",
            "Ines Varga, 53 of them, closed it.",
            "Ines Varga, 53 years later, closed it.",
            "Ines Varga waited 53 years.",
            "In 2024 Ines Varga, 52, closed it. In 2024, Ines Varga (52) did.",
            "Ines Varga closed 53, and left.",
            "The 14-year-old son of Ines Varga closed it.",
            "The 14-year-old's mother Ines Varga closed it.",
            "Nearly 60 saw it, said Ines Varga.",
        ];
        check_text(PUBLISHED, &correct, false);
        check_text("", &["Ines Varga, 42, closed it."], false);
        check_text(
            "  published: 2026-03~\n",
            &["Ines Varga, 42, closed it."],
            false,
        );
        check_text(
            "  published: 2026-09-01\n",
            &["Ines Varga, 54, closed it."],
            false,
        );
        check_text(
            "  language: de\n  published: 2026\n",
            &["Ines Varga, 42, closed it."],
            false,
        );
        check_text(SPANISH, &["Ines Varga, 53 años después, lo cerró."], false);
        for fields in ["", "  born: 1971~\n", "  born: 1900\n  died: 1999\n"] {
            let draft = format!(
                "article \"A\"\n  published: 2026\ntext\n  Ines Varga, 42, left.\nentity ines: person \"Ines Varga\"\n{fields}claim: \"Ines Varga, 42, left.\"\n"
            );
            check(&RULE, &draft, expect![[""]]);
        }
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "//- a.sayso\narticle \"A\"\n  text: \"a.md\"\n  published: 2026-03-04\nentity ines: person \"Ines Varga\"\n  born: 1971-08-14\nclaim: \"Ines Varga, 42, left\"\nclaim: \"42, left\"\n//- a.md\nIt was *Ines Varga*, 42, left.\n",
            expect![[r#"
                === Write “54” (preferred)
                It was *Ines Varga*, 54, left.
                article "A"
                  text: "a.md"
                  published: 2026-03-04
                entity ines: person "Ines Varga"
                  born: 1971-08-14
                claim: "Ines Varga, 54, left"
                claim: "54, left"
            "#]],
        );
    }
}
