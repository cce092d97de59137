//! A day of the week that does not match its date.

use jiff::civil::Date;

use crate::prose::dates::{Parts, ProseDate, When};
use crate::prose::{Lexicon, Mark};
use crate::rules::check::Check;
use crate::rules::claim::passage_prose::{Prose, days_of, published};
use crate::rules::claim::rewording;
use crate::rules::claim::rewording::Rewording;
use crate::rules::context::Context;
use crate::rules::context::claim_words::report_words;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::edtf::Days;
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "weekday-mismatch",
    group: Group::Facts,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A day of the week that does not match its date",
    documentation: r#"
## What it finds

A claim whose passage contains a date with a day of the week that does not match: "Monday, 3 March 2026", which is a
Tuesday. A date without a year is taken to be the one nearest to the article's `published:`; without `published:`
the rule reports nothing. If the passage has only the day of the week ("on Monday"), the rule compares it with a
`value:` that is a day. The rule reads articles in English and Spanish only.

## Why it matters

One of the two is wrong, and no reader can tell which.

## Example

```sayso
article "Harbour Bridge closed"
  published: 2026-03-04

text
  Harbour Bridge was closed on Monday, 3 March.

claim closed: "Harbour Bridge was closed on Monday, 3 March."
```

## Instead

```sayso
article "Harbour Bridge closed"
  published: 2026-03-04

text
  Harbour Bridge was closed on Tuesday, 3 March.

claim closed: "Harbour Bridge was closed on Tuesday, 3 March."
```

The quick fix writes the correct day of the week into the article and into the claims that quote it.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: true,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((_, claim)) = context.claim() else {
        return;
    };
    if !context.may_hold(Mark::Weekday) {
        return;
    }
    let Some(prose) = Prose::of(context) else {
        return;
    };
    let published = published(context);
    let dates = prose.dates();
    let value = claim.value().filter(|_| has_one_date(&prose, &dates));
    let value = value.and_then(days_of).and_then(Days::day);
    for date in &dates {
        let Some(weekday) = &date.weekday else {
            continue;
        };
        let date_meant = match date.when {
            When::Calendar(parts) => date_on_other_weekday(parts, weekday.day, published),
            When::Weekday => value.filter(|day| number_of(*day) != weekday.day),
            _ => None,
        };
        let Some(day) = date_meant.filter(|_| prose.holds(&weekday.range)) else {
            continue;
        };
        let in_passage = &prose.text[weekday.range.clone()];
        let message = message!(
            "{} says “{}”, but {} is a {}: correct the day of the week or the date",
            context.named(),
            written(in_passage),
            written(day.to_string()),
            written(english_name(day))
        );
        let in_article = prose.in_article(&weekday.range);
        let finding = report_words(context, report, in_passage, in_article, message);
        if context.wants_fixes
            && let Some(start) = prose.start
        {
            let text = local_name(prose.lexicon, day, in_passage);
            let title = format!("Write “{text}”");
            let range = start + weekday.range.start..start + weekday.range.end;
            if let Some(edits) = rewording::edits(context, &[Rewording { range, text }]) {
                finding.fix(title, edits);
            }
        }
    }
}

/// Whether the passage contains only one date, so that `value:` is about that date.
fn has_one_date(prose: &Prose, dates: &[ProseDate]) -> bool {
    let mut in_passage = dates.iter().filter(|date| prose.holds(&date.range));
    in_passage.next().is_some() && in_passage.next().is_none()
}

/// The date of the passage, if it is on another day of the week.
fn date_on_other_weekday(parts: Parts, weekday: i8, published: Option<Days>) -> Option<Date> {
    let days = match parts.year {
        Some(year) => vec![parts.day_in(year)?],
        None => days_near(parts, published?)?,
    };
    let is_other = |day: &Date| number_of(*day) != weekday;
    days.iter().all(is_other).then(|| days[0])
}

/// The days that a date without a year can mean in an article published on that day, nearest first.
fn days_near(parts: Parts, published: Days) -> Option<Vec<Date>> {
    /// A day within this many days of publication is the only candidate.
    const NEAR: i32 = 90;
    /// A day further away than this would be written with its year.
    const FAR: i32 = 300;
    let published = published.day()?;
    let years = published.year() - 1..=published.year() + 1;
    let apart = |day: &Date| (*day - published).get_days().abs();
    let mut days: Vec<Date> = years.filter_map(|year| parts.day_in(year)).collect();
    days.sort_by_key(apart);
    let is_near = apart(days.first()?) <= NEAR;
    days.retain(|day| apart(day) <= FAR);
    days.truncate(if is_near { 1 } else { days.len() });
    (!days.is_empty()).then_some(days)
}

/// The number of the day of the week, where Monday is 1.
fn number_of(day: Date) -> i8 {
    day.weekday().to_monday_one_offset()
}

/// The day's name in the language of the text, with a capital if `in_passage` has one.
fn local_name(lexicon: &Lexicon, day: Date, in_passage: &str) -> String {
    let days = lexicon.words.calendar.weekdays.iter();
    let mut matching = days.filter(|(_, number)| *number == number_of(day));
    let name = matching.next().map_or(in_passage, |(name, _)| name);
    let (first, rest) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
    match in_passage.starts_with(char::is_uppercase) {
        true => first.to_uppercase() + rest,
        false => name.to_owned(),
    }
}

fn english_name(day: Date) -> &'static str {
    const NAMES: [&str; 7] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    NAMES[day.weekday().to_monday_zero_offset() as usize]
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    #[track_caller]
    fn check_claim(head: &str, text: &str, fields: &str, expect: Expect) {
        let draft = format!("article \"A\"\n{head}text\n  {text}\nclaim a: \"{text}\"\n{fields}");
        check(&RULE, &draft, expect);
    }

    const PUBLISHED: &str = "  published: 2026-03-04\n";

    #[test]
    fn fires() {
        check_claim(
            "",
            "It was on Monday, 3 March 2026, and on Tuesday 3 March 2026.",
            "",
            expect![[r#"
                draft.sayso:4 "Monday" error: claim `a` says “Monday”, but 2026-03-03 is a Tuesday: correct the day of the week or the date
            "#]],
        );
        check_claim(
            PUBLISHED,
            "It rained on Sunday night (March 3).",
            "",
            expect![[r#"
                draft.sayso:5 "Sunday" error: claim `a` says “Sunday”, but 2026-03-03 is a Tuesday: correct the day of the week or the date
            "#]],
        );
        check_claim(
            "  language: es\n",
            "Fue el lunes 3 de marzo de 2026.",
            "",
            expect![[r#"
                draft.sayso:5 "lunes" error: claim `a` says “lunes”, but 2026-03-03 is a Tuesday: correct the day of the week or the date
            "#]],
        );
        check_claim(
            "",
            "It was closed on Monday.",
            "  value: 2026-03-03\n",
            expect![[r#"
                draft.sayso:4 "Monday" error: claim `a` says “Monday”, but 2026-03-03 is a Tuesday: correct the day of the week or the date
            "#]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "article \"A\"\n  language: es\ntext\n  El lunes 3 de marzo de 2026 llovió.\nclaim: \"El lunes 3 de marzo de 2026\"\n",
            expect![[r#"
                === Write “martes” (preferred)
                article "A"
                  language: es
                text
                  El martes 3 de marzo de 2026 llovió.
                claim: "El martes 3 de marzo de 2026"
            "#]],
        );
    }

    #[test]
    fn silent() {
        for (head, text, fields) in [
            ("", "It was on Monday, 3 March.", ""),
            (PUBLISHED, "It was on Tuesday, 3 March.", ""),
            // In 2025 that was a Saturday.
            (PUBLISHED, "It was on Saturday, 6 September.", ""),
            (PUBLISHED, "It was on Monday, 30 February.", ""),
            (PUBLISHED, "It was on Monday (2-4 March).", ""),
            (
                "",
                "It was on Monday and on Wednesday.",
                "  value: 2026-03-03\n",
            ),
            ("", "It was on Monday.", "  value: 2026-03\n"),
            ("  language: de\n", "Monday, 3 March 2026.", ""),
        ] {
            check_claim(head, text, fields, expect![[""]]);
        }
        check(
            &RULE,
            "article \"A\"\ntext\n  It was on Monday, 3 March 2026.\nclaim: \"3 March 2026\"\n",
            expect![[""]],
        );
    }
}
