//! An article whose date is before the end of its embargo.
//!
//! The rule compares the dates that are written and asks for no current time: a check must report the
//! same tomorrow, and findings are cached. So it reports dates that contradict each other, not an
//! article that is published too early. See `docs/decisions/0010-findings-depend-on-files-only.md`.

use jiff::Timestamp;

use crate::model::{ArticleFields, Text};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::edtf;
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "embargo-active",
    group: Group::Protection,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "An article whose date is before the end of its embargo",
    documentation: r#"
## What it finds

An article whose `published:` date is before the end of its `embargo:`. If the article has `status: published`
and no `published:`, its `updated:` date counts. The rule compares only the dates in the draft and never the
current time, so a check reports the same today and tomorrow. If both dates have a time of day, the rule compares
the exact times, otherwise only the days. An uncertain date never counts as before another.

## Why it matters

An embargo is a promise. The publishing system uses the date in the draft, and nobody notices a wrong one
until the article is published.

## Example

```sayso
article "Harbour Bridge closed"
  published: 2026-03-01
  embargo: 2026-03-02T18:00+01:00
```

## Instead

```sayso
article "Harbour Bridge closed"
  published: 2026-03-02
  embargo: 2026-03-02T18:00+01:00
```

## Settings

None.
"#,
    subject: Subject::Declaration,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some(article) = context.item().and_then(|item| item.article()) else {
        return;
    };
    let (Some(embargo), Some((field, date))) = (&article.embargo, date_of(article)) else {
        return;
    };
    if is_before(&date.text, &embargo.text) {
        let message = message!(
            "`{}: {}` is before the end of the embargo, {}: correct one of the dates, or wait",
            field,
            written(&date.text),
            written(&embargo.text)
        );
        let place = context.here(embargo.span);
        let finding = report.add(context.here(date.span), message);
        finding.related(place, "the end of the embargo");
    }
}

/// The date of publication, and the field that it is from.
fn date_of(article: &ArticleFields) -> Option<(&'static str, &Text)> {
    if let Some(published) = &article.published {
        return Some(("published", published));
    }
    let status = article.status.as_ref()?;
    let updated = article.updated.as_ref()?;
    (status.text == "published").then_some(("updated", updated))
}

fn is_before(date: &str, embargo: &str) -> bool {
    if let (Ok(date), Ok(embargo)) = (moment(date), moment(embargo)) {
        return date < embargo;
    }
    match (edtf::days(date), edtf::days(embargo)) {
        (Some(date), Some(embargo)) => embargo.are_after(date),
        _ => false,
    }
}

/// The exact time of a date with a time of day and an offset.
fn moment(text: &str) -> Result<Timestamp, jiff::Error> {
    text.parse()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{RULE, is_before};
    use crate::rules::testing::check;

    #[test]
    fn compares_times_or_days() {
        for (date, embargo) in [
            ("2026-03-01", "2026-03-02T18:00+01:00"),
            ("2026-02", "2026-03-02"),
            ("2026-03-02T17:59+01:00", "2026-03-02T18:00+01:00"),
            ("2026-03-02T18:30+02:00", "2026-03-02T18:00+01:00"),
        ] {
            assert!(is_before(date, embargo), "{date} {embargo}");
        }
        for (date, embargo) in [
            ("2026-03-02", "2026-03-02T18:00+01:00"),
            ("2026-03", "2026-03-02"),
            ("2026-03-01~", "2026-03-02"),
            ("2026-03-02T12:30-05:00", "2026-03-02T18:00+01:00"),
            ("2026-03-03", "2026-03-02T18:00"),
            ("2026-13-03", "2026-03-02"),
        ] {
            assert!(!is_before(date, embargo), "{date} {embargo}");
        }
    }

    #[test]
    fn fires() {
        check(
            &RULE,
            "article \"A\"\n  published: 2026-03-01\n  embargo: 2026-03-02T18:00+01:00\n",
            expect![[r#"
                draft.sayso:2 "2026-03-01" error: `published: 2026-03-01` is before the end of the embargo, 2026-03-02T18:00+01:00: correct one of the dates, or wait
                    draft.sayso:3 "2026-03-02T18:00+01:00": the end of the embargo
            "#]],
        );
        check(
            &RULE,
            "article \"A\"\n  status: published\n  updated: 2026-03-01\n  embargo: 2026-03-02\n",
            expect![[r#"
                draft.sayso:3 "2026-03-01" error: `updated: 2026-03-01` is before the end of the embargo, 2026-03-02: correct one of the dates, or wait
                    draft.sayso:4 "2026-03-02": the end of the embargo
            "#]],
        );
    }

    #[test]
    fn silent() {
        for fields in [
            "  published: 2026-03-03\n  embargo: 2026-03-02\n",
            "  published: 2026-03-03\n  updated: 2026-03-01\n  status: published\n  embargo: 2026-03-02\n",
            "  updated: 2026-03-01\n  embargo: 2026-03-02\n",
            "  embargo: 2026-03-02\n  status: published\n",
        ] {
            check(&RULE, &format!("article \"A\"\n{fields}"), expect![""]);
        }
    }
}
