//! An article that is dated before its embargo ends.

use jiff::Timestamp;

use crate::model::{ArticleFields, Text};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::edtf;

pub static RULE: Rule = Rule {
    name: "embargo-active",
    group: Group::Protection,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "An article that is published before its embargo ends",
    documentation: r#"
## What it finds

An article whose `published:` lies before the end of its `embargo:`; with `status: published` and no
`published:`, one whose `updated:` does. What is written is compared, never the clock, so that a
check says the same today and tomorrow. Two times of day are compared as moments, a day and a time
by their days. An uncertain date is before nothing.

## Why it matters

An embargo is a promise. A date in the draft is what the publishing system goes by, and a wrong one is
noticed when the article is out.

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
        let message = format!(
            "`{field}: {}` lies before the end of the embargo, {}: correct one of them, or wait",
            date.text, embargo.text
        );
        let place = context.here(embargo.span);
        let finding = report.add(context.here(date.span), message);
        finding.related(place, "not to be published before");
    }
}

/// When the article was or will be out, and the field that says so.
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

/// The moment of a date with a time and an offset.
fn moment(text: &str) -> Result<Timestamp, jiff::Error> {
    text.parse()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{RULE, is_before};
    use crate::rules::testing::check;

    #[test]
    fn what_comes_before() {
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
                draft.sayso:2 "2026-03-01" error: `published: 2026-03-01` lies before the end of the embargo, 2026-03-02T18:00+01:00: correct one of them, or wait
                    draft.sayso:3 "2026-03-02T18:00+01:00": not to be published before
            "#]],
        );
        check(
            &RULE,
            "article \"A\"\n  status: published\n  updated: 2026-03-01\n  embargo: 2026-03-02\n",
            expect![[r#"
                draft.sayso:3 "2026-03-01" error: `updated: 2026-03-01` lies before the end of the embargo, 2026-03-02: correct one of them, or wait
                    draft.sayso:4 "2026-03-02": not to be published before
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
