//! A long source that is cited without a place in it.
//!
//! The rule requires no place in an interview, since there may be no recording, nor in short sources: press
//! releases, wire stories, web pages. The source's own words replace a place only if one can search for them, so not
//! in a dataset or a broadcast. `context:` needs no place.

use crate::model::EvidenceRole;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::Span;
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "missing-locator",
    group: Group::Sourcing,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A long document, recording or dataset cited without a place in it",
    documentation: r#"
## What it finds

A `source:` or `contradicted-by:` that cites a document, report, study, court record, law, book,
dataset or broadcast without a place in it. Short sources such as a press release, a wire story or
a web page need no place, and neither does an interview, since there may be no recording of it. In sources
that can be searched, so not in a dataset or a broadcast, the source's own words replace a place.

## Why it matters

"See the report" is not a source: the person who checks the claim would have to read two hundred pages, and
will not.

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
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// A kind of source that needs a place.
struct LongKind {
    kind: &'static str,
    /// The kind in prose, with its article.
    noun: &'static str,
    /// What a place in it looks like.
    place: &'static str,
    /// How a place in it begins.
    start: &'static str,
    /// Whether words can be searched for in it.
    searchable: bool,
}

const fn paged(kind: &'static str, noun: &'static str) -> LongKind {
    LongKind {
        kind,
        noun,
        place: "p. …",
        start: "p. ",
        searchable: true,
    }
}

static LONG_KINDS: [LongKind; 8] = [
    paged("document", "a document"),
    paged("report", "a report"),
    paged("study", "a study"),
    paged("court-record", "a court record"),
    paged("book", "a book"),
    LongKind {
        place: "section …",
        start: "section ",
        ..paged("legislation", "a law")
    },
    LongKind {
        place: "cell …",
        start: "cell ",
        searchable: false,
        ..paged("dataset", "a dataset")
    },
    LongKind {
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
        let long_kind = LONG_KINDS.iter().find(|long_kind| long_kind.kind == kind);
        if let Some(long_kind) = long_kind
            && !(long_kind.searchable && evidence.words.is_some())
        {
            let span = item.references[evidence.reference].span;
            // `@s p. 3` has a place, only without `at`.
            if item.has_invalid_value_at(span) {
                continue;
            }
            report_one(context, report, span, long_kind);
        }
    }
}

/// Reports the reference at `span`.
fn report_one(context: &Context, report: &mut Report, span: Span, long_kind: &LongKind) {
    let text = &context.segment.text;
    let message = message!(
        "`{}` is {}, cited without a place in it: add `at {}`",
        written(span.of(text)),
        long_kind.noun,
        long_kind.place
    );
    let finding = report.add(context.here(span), message);
    if context.wants_fixes {
        let end = span.end as usize;
        let start = match text[end..].starts_with(' ') {
            true => long_kind.start.trim_end(),
            false => long_kind.start,
        };
        let edit = context.replace(Span::at(end), format!(" at {start}"));
        finding.manual_fix(format!("Add `at {}`", long_kind.place), vec![edit]);
        // The fix writes only how the place begins: the writer completes it.
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
                === Add `at p. …` (manual)
                source survey: study "S"
                source table: dataset "T"
                source film: broadcast "F"
                source notice: press-release "N"
                claim: "x"
                  source: @survey at p. primary
                  source: @film
                === Add `at hours:minutes:seconds` (manual)
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
