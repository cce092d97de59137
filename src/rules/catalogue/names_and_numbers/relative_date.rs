//! A date relative to the day of writing, as in "last month".
//!
//! A day of the week alone is not a relative date. Articles say "on Tuesday" all the time, and `published:` says which
//! one. "Today" means "these days" as often as the day.

use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::prose::dates::{ProseDate, When};
use crate::prose::{Lexicon, Mark, Period, Relative};
use crate::rules::check::Check;
use crate::rules::claim::passage_prose::{Prose, days_of, holds_word, published};
use crate::rules::context::Context;
use crate::rules::context::claim_words::report_words;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::edtf::Days;
use crate::text::message::{Message, message, written};

pub static RULE: Rule = Rule {
    name: "relative-date",
    group: Group::Facts,
    severity: Severity::Information,
    policy: Policy::Adjustable,
    summary: "A relative date such as \"last month\", without a date in `value:`",
    documentation: r#"
## What it finds

A claim whose passage contains a date relative to the day of writing ("yesterday", "last month", "two years ago"), and
whose `value:` is no date: there is none, or it is a number. The rule reports nothing for days of the week, and for "today", which often means these days; if
the passage also contains a calendar day; and for claims of the kinds that need no source. It reads articles in
English and Spanish only.

## Why it matters

Articles are read years later, quoted, and updated on another day. Usually, somebody checks "last month" against a
calendar only once. With the date in `value:`, it can be checked again, and `number-mismatch` compares the two.

## Example

```sayso
article "Harbour Bridge closed"
  published: 2026-03-04

text
  The pier was surveyed last month.

claim surveyed: date "The pier was surveyed last month."
```

## Instead

```sayso
article "Harbour Bridge closed"
  published: 2026-03-04

text
  The pier was surveyed last month.

claim surveyed: date "The pier was surveyed last month."
  value: 2026-02
```

The quick fix adds the date, if `published:` is precise enough to calculate it. If `value:` is already used for a
number, make two claims: one for the number, one for the date.

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
    let kind = item.kind().unwrap_or("fact");
    let value = claim.value();
    if value.is_some_and(|value| days_of(value).is_some())
        || UNSOURCED_CLAIM_KINDS.contains(&kind)
        || !holds_word(context, Mark::Relative, is_start)
    {
        return;
    }
    let Some(prose) = Prose::of(context) else {
        return;
    };
    let mut dates = prose.dates();
    dates.retain(|date| prose.holds(&date.range));
    let is_day =
        |date: &ProseDate| matches!(date.when, When::Calendar(parts) if parts.day.is_some());
    if dates.iter().any(is_day) {
        return;
    }
    let relative = dates.iter().find_map(|date| match date.when {
        When::Relative(relative) => Some((date, relative)),
        _ => None,
    });
    let Some((date, relative)) = relative else {
        return;
    };
    let date_range = date.range.clone();
    let in_passage = &prose.text[date_range.clone()];
    let date = published(context).and_then(|published| date_of(relative, published));
    let line = match &date {
        Some(date) => message!("`value: {}`", written(date)),
        None => Message::from("the date as `value: …`"),
    };
    let next_step = match value {
        Some(_) => message!("make a claim of its own for it, with {}", line),
        None => message!("add {}", line),
    };
    let message = message!(
        "{} says “{}”, which depends on the day of writing: {}",
        context.named(),
        written(in_passage),
        next_step
    );
    let in_article = prose.in_article(&date_range);
    let finding = report_words(context, report, in_passage, in_article, message);
    if let Some(date) = date.filter(|_| context.wants_fixes && value.is_none()) {
        let line = format!("value: {date}");
        finding.fix(format!("Add `{line}`"), vec![context.add_field(&line)]);
    }
}

/// Whether a relative date can begin with that word.
fn is_start(lexicon: &'static Lexicon, text: &str, word: &str) -> bool {
    let (before, after) = lexicon.words.calendar.ago;
    [before, after]
        .iter()
        .any(|ago| word.eq_ignore_ascii_case(ago))
        || lexicon.figures.relative.at(text, word).is_some()
}

/// The date in the form of `value:`, if it is certain.
fn date_of(relative: Relative, published: Days) -> Option<String> {
    let (first, last) = relative.days(published)?;
    let is_near = relative.offset.abs() <= 1;
    match relative.period {
        _ if !is_near => None,
        Period::Day => (first == last).then(|| first.to_string()),
        Period::Month => {
            let month = |day: jiff::civil::Date| day.strftime("%Y-%m").to_string();
            (month(first) == month(last)).then(|| month(first))
        }
        Period::Year => (first.year() == last.year()).then(|| format!("{:04}", first.year())),
        Period::Week | Period::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const TEXT: &str = "article \"A\"\n  published: 2024-03-10\ntext\n  Last month it was. Yesterday, 9 March, he came. It was two years ago, in the last week of May.\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!("{TEXT}claim: \"Last month it was.\"\nclaim a: \"It was two years ago\"\n"),
            expect![[r#"
                draft.sayso:5 "Last month" information: this claim says “Last month”, which depends on the day of writing: add `value: 2024-02`
                draft.sayso:6 "two years ago" information: claim `a` says “two years ago”, which depends on the day of writing: add the date as `value: …`
            "#]],
        );
        check(
            &RULE,
            "article \"A\"\n  language: es\n  published: 2024-03-10\nclaim: \"Fue ayer\"\nclaim: \"hace dos semanas\"\nclaim: \"por la mañana\"\n",
            expect![[r#"
                draft.sayso:4 "ayer" information: this claim says “ayer”, which depends on the day of writing: add `value: 2024-03-09`
                draft.sayso:5 "hace dos semanas" information: this claim says “hace dos semanas”, which depends on the day of writing: add the date as `value: …`
            "#]],
        );
    }

    #[test]
    fn a_number_in_the_value_is_no_date() {
        check(
            &RULE,
            &format!(
                "{TEXT}claim: \"Last month it was.\"\n  value: 39\nclaim: \"It was two years ago\"\n  value: 6 km\n"
            ),
            expect![[r#"
                draft.sayso:5 "Last month" information: this claim says “Last month”, which depends on the day of writing: make a claim of its own for it, with `value: 2024-02`
                draft.sayso:7 "two years ago" information: this claim says “two years ago”, which depends on the day of writing: make a claim of its own for it, with the date as `value: …`
            "#]],
        );
        check_fix(
            &RULE,
            &format!("{TEXT}claim: \"Last month it was.\"\n  value: 39th\n"),
            expect![[r#""#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            &format!(
                "{TEXT}claim: \"Last month it was.\"\n  value: 2024-02\nclaim: opinion \"Last month it was.\"\n\
                 claim: \"Yesterday, 9 March, he came.\"\nclaim: \"in the last week of May\"\nclaim: \"it was\"\n"
            ),
            expect![[""]],
        );
        check(
            &RULE,
            "article \"A\"\n  language: de\nclaim: \"last month\"\n",
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "article \"A\"\n  published: 2024-01-10\nclaim: \"It was last month\"\n  note: \"x\"\nclaim: \"It was last summer\"\n",
            expect![[r#"
                === Add `value: 2023-12` (preferred)
                article "A"
                  published: 2024-01-10
                claim: "It was last month"
                  note: "x"
                  value: 2023-12
                claim: "It was last summer"
            "#]],
        );
    }
}
