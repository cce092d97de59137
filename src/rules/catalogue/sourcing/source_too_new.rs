//! A source that is newer than the article that rests on it, or older than the event that it reports.
//!
//! One day of difference is accepted. Dates are those of the place where they were written, and places are up to 26
//! hours apart: a statement dated tomorrow may be older than an article dated today. A source that contradicts a claim,
//! or is its context, may be newer than the article.

use smallvec::SmallVec;

use crate::model::Text;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::edtf::days;
use crate::text::message::{message, written};
use crate::workspace::Place;

pub static RULE: Rule = Rule {
    name: "source-too-new",
    group: Group::Sourcing,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A source issued after the article that rests on it, or before the event that it reports",
    documentation: r#"
## What it finds

A claim that rests on a source that was `issued:` after the article was `published:` and last `updated:`; and a
source whose `event:` is later than its `issued:`. The rule reports only what is certain: an approximate date is never
later, and a month is later than another only if all its days are. A difference of one day does not count, because of time
zones. Sources in `contradicted-by:` and `context:` may be newer than the article.

## Why it matters

Either one of the two dates is wrong, or the article says something that nobody could have known. A reader who
compares the dates will notice.

## Example

```sayso
article "Harbour Bridge closed"
  published: 2026-03-03

source survey: study "Survey of the northern pier"
  issued: 2026-04-20

claim sunk: "The northern pier had sunk"
  source: @survey at p. 4
```

## Instead

```sayso
article "Harbour Bridge closed"
  published: 2026-03-03
  updated: 2026-04-21

source survey: study "Survey of the northern pier"
  issued: 2026-04-20
  event: 2025-06/2025-09

claim sunk: "The northern pier had sunk"
  source: @survey at p. 4
```

An event that a source only announces is not its `event:`: describe it in a `note:`.

## Settings

None.
"#,
    subject: Subject::Declaration,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    check_event(context, report);
    check_claim(context, report);
}

/// Reports a source whose event is later than the source.
fn check_event(context: &Context, report: &mut Report) {
    let Some((_, source)) = context.source() else {
        return;
    };
    let (Some(event), Some(issued)) = (&source.event, &source.issued) else {
        return;
    };
    if is_later(&event.text, &issued.text) {
        let message = message!(
            "{} reports an event that is later than the source: correct `event:` or `issued:`, or move an announced event to a `note:`",
            context.named()
        );
        let finding = report.add(context.here(event.span), message);
        finding.related(context.here(issued.span), "the date of the source");
    }
}

/// Reports each source of the claim that is newer than the article.
fn check_claim(context: &Context, report: &mut Report) {
    let (Some((item, claim)), Some((id, article))) = (context.claim(), context.file.article())
    else {
        return;
    };
    let dates: SmallVec<[&Text; 2]> = article.published.iter().chain(&article.updated).collect();
    let Some(last) = dates.last() else {
        return;
    };
    for (evidence, target) in context.sources_of(claim) {
        let Some((target, source)) = target.and_then(|it| Some((it, it.source()?.1))) else {
            continue;
        };
        let issued = source.issued.as_ref();
        let is_later = |issued: &&Text| dates.iter().all(|it| is_later(&issued.text, &it.text));
        let Some(issued) = issued.filter(is_later) else {
            continue;
        };
        let span = item.references[evidence.reference].span;
        let message = message!(
            "`{}` was issued after the article: correct one of the dates, or add `updated:` if the article has changed since",
            written(span.of(&context.segment.text))
        );
        let place = Place::Declaration {
            file: target.file,
            id: target.id,
            span: issued.span,
        };
        report
            .add(context.here(span), message)
            .related(place, "the date of the source")
            .related(
                context.place_in_file(id, last.span),
                "the date of the article",
            );
    }
}

/// Whether `one` is certainly later than `other`.
fn is_later(one: &str, other: &str) -> bool {
    const DAY: usize = "2026-03-02".len();
    // Nearly all dates are plain days in the right order.
    if one.len() == DAY && other.len() == DAY && one <= other && !one.starts_with('-') {
        return false;
    }
    match (days(one), days(other)) {
        (Some(one), Some(other)) => one.are_after_anywhere(other),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, count};

    #[test]
    fn a_source_after_the_article() {
        check(
            &RULE,
            "\
//- registry.sayso
source s: study \"S\"
  issued: 2026-04
//- draft.sayso
article \"A\"
  published: 2026-03-03
  updated: 2026-03-04
claim c: \"x\"
  source: @s
  context: @s
  contradicted-by: @s
",
            expect![[r#"
                draft.sayso:5 "@s" error: `@s` was issued after the article: correct one of the dates, or add `updated:` if the article has changed since
                    registry.sayso:2 "2026-04": the date of the source
                    draft.sayso:3 "2026-03-04": the date of the article
            "#]],
        );
    }

    #[test]
    fn an_event_after_its_source() {
        check(
            &RULE,
            "source s: report \"S\"\n  event: 2026-03-04/2026-03-05\n  issued: 2026-03-01\n",
            expect![[r#"
                draft.sayso:2 "2026-03-04/2026-03-05" error: source `s` reports an event that is later than the source: correct `event:` or `issued:`, or move an announced event to a `note:`
                    draft.sayso:3 "2026-03-01": the date of the source
            "#]],
        );
    }

    #[test]
    fn silent_if_the_order_is_not_certain() {
        for (article, issued) in [
            ("published: 2026-03-03", "2026-03-03"),
            ("published: 2026-03-03", "2026-03-04"),
            ("published: 2026-03-03", "2026-03"),
            ("published: 2026-03-03", "2026-05~"),
            ("published: 2026-03-03?", "2026-05"),
            ("published: 2026-03", "2026-03-31"),
            ("published: 2026-03-03/..", "2026-05"),
            ("published: 2026-03-03\n  updated: 2026-05-04", "2026-05"),
            ("published: 2026-05-04\n  updated: 2026-03-04", "2026-05"),
            ("published: 2026-13-03", "2026-05"),
            ("published: 2026-03-03", "2026-13"),
            ("published: 2026-03-03", "../2026-05"),
            ("language: en", "2026-05"),
        ] {
            let draft = format!(
                "article \"A\"\n  {article}\nsource s: wire \"S\"\n  issued: {issued}\nclaim: \"x\"\n  source: @s\n"
            );
            assert_eq!(count(&RULE, &draft), 0, "{article}, {issued}");
        }
        for (issued, event) in [
            ("2026-03-03", "2026-03-04"),
            ("2026-03-03", "2026-01/2026-05"),
            ("2026-03", "2026-03-20"),
            ("2026-03-03", "2026-05~"),
        ] {
            let draft = format!("source s: wire \"S\"\n  issued: {issued}\n  event: {event}\n");
            assert_eq!(count(&RULE, &draft), 0, "{issued}, {event}");
        }
    }
}
