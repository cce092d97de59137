//! A long source that is cited without a place in it.

use crate::model::EvidenceRole;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::Span;

pub static RULE: Rule = Rule {
    name: "missing-locator",
    group: Group::Sourcing,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A long document, recording or dataset cited without a place in it",
    documentation: r#"
## What it finds

A `source:` or `contradicted-by:` that cites a document, report, study, court record, law, book,
dataset or broadcast without saying where in it. What is short, such as a press release, a wire
story or a web page, needs no place, and neither does an interview, of which there may be no
recording. The source's own words do for a place in what can be searched: not in a dataset or
a broadcast.

## Why it matters

"See the report" is not a source: whoever checks the claim has to read two hundred pages, and will
not.

## Example

```sayso
source survey: study "Survey of the northern pier"

claim sunk: "The northern pier had sunk"
  source: @survey
```

## Instead

```sayso
source survey: study "Survey of the northern pier"

claim sunk: "The northern pier had sunk"
  source: @survey at p. 4
```

## Settings

None.
"#,
    subject: Subject::Claim,
};

pub const CHECK: Check = Check::Declaration(check);

/// A kind of source that wants a place.
struct Wanting {
    kind: &'static str,
    /// As prose calls it.
    noun: &'static str,
    /// What a place in it looks like, and how it begins.
    place: &'static str,
    start: &'static str,
    /// Whether words can be searched for in it.
    searchable: bool,
}

const fn paged(kind: &'static str, noun: &'static str) -> Wanting {
    Wanting {
        kind,
        noun,
        place: "p. …",
        start: "p. ",
        searchable: true,
    }
}

static WANT_A_PLACE: [Wanting; 8] = [
    paged("document", "a document"),
    paged("report", "a report"),
    paged("study", "a study"),
    paged("court-record", "a court record"),
    paged("book", "a book"),
    Wanting {
        place: "section …",
        start: "section ",
        ..paged("legislation", "a law")
    },
    Wanting {
        place: "cell …",
        start: "cell ",
        searchable: false,
        ..paged("dataset", "a dataset")
    },
    Wanting {
        place: "hours:minutes:seconds",
        start: "00:",
        searchable: false,
        ..paged("broadcast", "a broadcast")
    },
];

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    for evidence in &claim.evidence {
        if evidence.locator.is_some() || evidence.role == EvidenceRole::Context {
            continue;
        }
        let Some(target) = context.target(evidence.reference) else {
            continue;
        };
        let source = target.item().filter(|item| item.source().is_some());
        let Some(kind) = source.and_then(|item| item.kind()) else {
            continue;
        };
        let wanted = WANT_A_PLACE.iter().find(|wanting| wanting.kind == kind);
        if let Some(wanting) = wanted
            && !(wanting.searchable && evidence.words.is_some())
        {
            let span = item.references[evidence.reference].span;
            report_one(context, report, span, wanting);
        }
    }
}

/// Reports the reference at `span`.
fn report_one(context: &Context, report: &mut Report, span: Span, wanting: &Wanting) {
    let text = &context.segment.text;
    let place = format!("at {}", wanting.place);
    let message = format!(
        "`{}` is {}, cited without a place in it: add `{place}`",
        span.of(text),
        wanting.noun
    );
    let finding = report.add(context.here(span), message);
    if context.wants_fixes {
        let end = span.end as usize;
        let start = match text[end..].starts_with(' ') {
            true => wanting.start.trim_end(),
            false => wanting.start,
        };
        let edit = context.replace(Span::at(end), format!(" at {start}"));
        finding.fix_by_hand(format!("Add `{place}`"), vec![edit]);
        // What comes behind it is still to be written.
        finding.fixes[0].preferred = false;
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const SOURCES: &str = "source survey: study \"S\"\nsource table: dataset \"T\"\nsource film: broadcast \"F\"\nsource notice: press-release \"N\"\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{SOURCES}claim: \"x\"\n  source: @survey primary, @table \"5\"\n  contradicted-by: @film\n"
            ),
            expect![[r#"
                draft.sayso:6 "@survey" warning: `@survey` is a study, cited without a place in it: add `at p. …`
                draft.sayso:6 "@table" warning: `@table` is a dataset, cited without a place in it: add `at cell …`
                draft.sayso:7 "@film" warning: `@film` is a broadcast, cited without a place in it: add `at hours:minutes:seconds`
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            &format!(
                "{SOURCES}claim: \"x\"\n  source: @survey at p. 4, @survey \"words\", @notice, @unknown\n  context: @survey\n"
            ),
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            &format!("{SOURCES}claim: \"x\"\n  source: @survey primary\n  source: @film\n"),
            expect![[r#"
                === Add `at p. …` (by hand)
                source survey: study "S"
                source table: dataset "T"
                source film: broadcast "F"
                source notice: press-release "N"
                claim: "x"
                  source: @survey at p. primary
                  source: @film
                === Add `at hours:minutes:seconds` (by hand)
                source survey: study "S"
                source table: dataset "T"
                source film: broadcast "F"
                source notice: press-release "N"
                claim: "x"
                  source: @survey primary
                  source: @film at 00:
            "#]],
        );
    }
}
