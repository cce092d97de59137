//! A cited place that the copy of the source does not have.

use crate::documents::{Has, Limit, Presence};
use crate::model::span_of_locator;
use crate::rules::check::Check;
use crate::rules::claim::cited_copies::{CitedCopies, CitedCopy, cited_copies};
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::Span;
use crate::text::message::{Message, message, public, written};

pub static RULE: Rule = Rule {
    name: "locator-out-of-range",
    group: Group::Evidence,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A cited place that the copy of the source does not have",
    documentation: r#"
## What it finds

A place after `at` that the newsroom's copy of the source does not have: page 40 of a report with 12 pages, a sheet that
is not in the spreadsheet, a cell below its last row, a time after the end of the recording. A page may be cited by the
number that is printed on it or by its place in the file.

If the claim gives the source's own words and they are elsewhere in the copy, the quick fix writes that place.

## Why it matters

Whoever checks the claim looks there, and finds nothing. Often the place belongs to another edition of the document,
and then the figures may be those of another edition too.

## Example

```sayso
//- draft.sayso
source minutes: document "Minutes of the council, 3 March"
  file: "minutes.txt" sha256 88301662776264fe

claim closed: "Harbour Bridge was closed"
  source: @minutes at para 7
//- minutes.txt
The council met at noon.

The council closed the bridge until further notice.
```

## Instead

```sayso
//- draft.sayso
source minutes: document "Minutes of the council, 3 March"
  file: "minutes.txt" sha256 88301662776264fe

claim closed: "Harbour Bridge was closed"
  source: @minutes at para 2
//- minutes.txt
The council met at noon.

The council closed the bridge until further notice.
```

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let cites_place = |(_, claim): &(_, &crate::model::Claim)| {
        claim.evidence.iter().any(|it| it.locator.is_some())
    };
    if !context.claim().as_ref().is_some_and(cites_place) {
        return;
    }
    for cited in cited_copies(context)
        .iter()
        .filter(|it| !it.places.is_empty())
    {
        let parts = cited.parts();
        let missing = cited
            .copies
            .iter()
            .map(|copy| match copy.text.at(&parts).presence {
                Presence::NotThere(limit) => Some((copy, limit)),
                Presence::There | Presence::Unknown => None,
            });
        // One of several copies may have the place.
        let missing: Option<Vec<(&CitedCopy, Limit)>> = missing.collect();
        if let Some([(copy, limit), ..]) = missing.as_deref()
            && let Some(span) = cited.evidence.locator.and_then(span_of_locator)
        {
            report_missing(context, report, (cited, span), (copy, limit));
        }
    }
}

fn report_missing(
    context: &Context,
    report: &mut Report,
    (cited, span): (&CitedCopies, Span),
    (copy, limit): (&CitedCopy, &Limit),
) {
    let message = message!(
        "{} has no {} {}{}: correct the place",
        copy.named(),
        public(&limit.label),
        written(&limit.value),
        what_there_is(limit)
    );
    let finding = report.add(context.here(span), message);
    if context.wants_fixes
        && let Some(words) = &cited.evidence.words
    {
        let places = copy.places_of(&words.text, &[]).into_iter();
        for locator in copy.locators(places.map(|(place, _)| place)) {
            let edit = context.replace(span, locator.clone());
            finding.fix(format!("Cite {locator}"), vec![edit]);
        }
    }
}

/// The maximum number of names that a message lists.
const MOST_NAMES: usize = 5;

/// The end of a message: ", only 12 pages".
fn what_there_is(limit: &Limit) -> Message {
    match &limit.has {
        Has::Count(0) => "".into(),
        Has::Count(1) => message!(", only one {}", public(&limit.label)),
        Has::Count(count) => message!(", only {} {}s", *count as usize, public(&limit.label)),
        Has::Names(names) => {
            let names = names.iter().take(MOST_NAMES);
            let names: Vec<Message> = names.map(|name| message!("“{}”", written(name))).collect();
            match names.is_empty() {
                true => "".into(),
                false => message!(", only {}", Message::joined(names, ", ")),
            }
        }
        Has::Duration(end) => message!(": its last words are at {}", public(end)),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix, count};

    const FILES: &str = "//- m.md\n# 1 Opening\n\nThe council met.\n\n# 2 The bridge\n\nIt closed the bridge.\n//- t.csv\nyear,cost\n2024,12\n2025,15\n//- s.vtt\nWEBVTT\n\n00:01.000 --> 00:09.000\nGood morning.\n\n00:10.000 --> 00:19.000\nThe bridge is closed.\n";
    const HEAD: &str = "source m: document \"M\"\n  file: \"m.md\"\nsource t: dataset \"T\"\n  file: \"t.csv\"\nsource s: broadcast \"S\"\n  file: \"s.vtt\"\nsource both: document \"B\"\n  file: \"m.md\", \"t.csv\"\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{HEAD}claim: \"a\"\n  source: @m at para 7\n  context: @m at line 99\n{FILES}"
            ),
            expect![[r#"
                draft.sayso:10 "para 7" error: the copy `m.md` has no paragraph 7, only 2 paragraphs: correct the place
                draft.sayso:11 "line 99" error: the copy `m.md` has no line 99, only 7 lines: correct the place
            "#]],
        );
    }

    #[test]
    fn silent() {
        for place in [
            "@m at para 2",
            "@m at section 2",
            "@m at p. 40",
            "@t at cell B3",
            "@t at rows 2–3",
            "@s at 00:00:12",
            "@s at 00:12",
            "@both at cell B3",
            "@both at para 2",
            "@m",
            "@m at p. 3 passim",
        ] {
            let draft = format!("{HEAD}claim: \"a\"\n  source: {place}\n{FILES}");
            assert_eq!(count(&RULE, &draft), 0, "{place}");
        }
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "source m: document \"M\"\n  file: \"m.md\"\nclaim: \"a\"\n  source: @m at para 9 \"closed the bridge\"\n//- m.md\n# 1 Opening\n\nThe council met.\n\n# 2 The bridge\n\nIt closed the bridge.\n",
            expect![[r#"
                === Cite section 2 (preferred)
                source m: document "M"
                  file: "m.md"
                claim: "a"
                  source: @m at section 2 "closed the bridge"
            "#]],
        );
    }
}
