//! A source that is younger than what rests on it, or older than what it reports.

use smallvec::SmallVec;

use crate::model::Text;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::edtf::days;
use crate::workspace::Place;

pub static RULE: Rule = Rule {
    name: "source-too-new",
    group: Group::Sourcing,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A source issued after the article that rests on it, or an event after its source",
    documentation: r#"
## What it finds

A claim that rests on a source which was `issued:` after the article was `published:` and last `updated:`; and
a source whose `event:` lies after the day on which it was `issued:`. Dates are compared as far as they are certain: an
approximate one is after nothing, a month is after another only if all its days are, and one day is no
difference, since it may be tomorrow already where the other was written. What contradicts a claim, or is
its `context:`, may come later.

## Why it matters

One of the two dates is wrong, or the article says what nobody could have known. Either is noticed
by the reader who compares them.

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

What a source only announces is not its `event:`: say it in a `note:`.

## Settings

None.
"#,
    subject: Subject::Declaration,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    check_event(context, report);
    check_claim(context, report);
}

/// Whether the source reports what had not happened yet.
fn check_event(context: &Context, report: &mut Report) {
    let Some((_, source)) = context.source() else {
        return;
    };
    let (Some(event), Some(issued)) = (&source.event, &source.issued) else {
        return;
    };
    if is_later(&event.text, &issued.text) {
        let message = format!(
            "{} reports what took place after it was issued: correct `event:` or `issued:`, or say in a `note:` what it announces",
            context.named()
        );
        let finding = report.add(context.here(event.span), message);
        finding.related(context.here(issued.span), "when it was issued");
    }
}

/// Whether the claim rests on what was not there when the article was.
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
        let message = format!(
            "`{}` was issued after the article: correct one of the dates, or say with `updated:` when the article was changed",
            span.of(&context.segment.text)
        );
        let place = Place::Declaration {
            file: target.file,
            id: target.id,
            span: issued.span,
        };
        report
            .add(context.here(span), message)
            .related(place, "when the source was issued")
            .related(context.place_in_file(id, last.span), "when the article was");
    }
}

/// Whether it is certain that the one date comes after the other.
fn is_later(one: &str, other: &str) -> bool {
    const DAY: usize = "2026-03-02".len();
    // Nearly all are days, in order.
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
                draft.sayso:5 "@s" error: `@s` was issued after the article: correct one of the dates, or say with `updated:` when the article was changed
                    registry.sayso:2 "2026-04": when the source was issued
                    draft.sayso:3 "2026-03-04": when the article was
            "#]],
        );
    }

    #[test]
    fn an_event_after_its_source() {
        check(
            &RULE,
            "source s: report \"S\"\n  event: 2026-03-04/2026-03-05\n  issued: 2026-03-01\n",
            expect![[r#"
                draft.sayso:2 "2026-03-04/2026-03-05" error: source `s` reports what took place after it was issued: correct `event:` or `issued:`, or say in a `note:` what it announces
                    draft.sayso:3 "2026-03-01": when it was issued
            "#]],
        );
    }

    #[test]
    fn silent_where_it_is_not_certain() {
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
