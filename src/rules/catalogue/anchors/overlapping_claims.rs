//! Two claims on the same passage that contradict each other.
//!
//! The rule is about claims that cannot both be right. Claims overlap all the time: a detail within a longer claim is
//! not a contradiction. The rule reports two values with the same unit on largely the same words; and, on the same
//! passage, a kind that needs sources next to one that needs none, two speakers, or verdicts that contradict each
//! other. The finding is on the later claim.

use std::ops::Range;

use crate::model::schema::{CLAIM_KINDS, UNSOURCED_CLAIM_KINDS};
use crate::model::{Claim, Item, Text};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{Message, message, public, written};
use crate::text::{Slice, Span};
use crate::workspace::{DeclarationId, Start};

pub static RULE: Rule = Rule {
    name: "overlapping-claims",
    group: Group::Anchors,
    severity: Severity::Information,
    policy: Policy::Adjustable,
    summary: "Two claims on the same passage that contradict each other",
    documentation: r#"
## What it finds

Two claims that quote largely the same words and cannot both be right:

* They are of the same kind, share more than half of their words, and have different numbers with the same unit in
  `value:`.
* They quote the same passage, except for a word or two, and only one of them is of a kind that needs sources; or they
  name different speakers in `said-by:`; or one has the verdict `confirmed` and the other `disputed`,
  `unable-to-verify` or `wrong`.

A claim on a detail within a longer claim is not a contradiction. The rule reports the later of the two claims.

## Why it matters

Two people checked one sentence and got different results. Only one of them can be printed.

## Example

```sayso
article "Prisoners freed"

text
  Five of its nationals were freed on Thursday.

entity ministry: organisation "Foreign ministry"

source notice: press-release "Five nationals freed"
  by: @ministry

claim five: number "Five of its nationals were freed"
  value: 5
  source: @notice at para 1

claim six: number "Five of its nationals were freed on Thursday"
  value: 6
  source: @notice at para 1
```

## Instead

```sayso
article "Prisoners freed"

text
  Five of its nationals were freed on Thursday.

entity ministry: organisation "Foreign ministry"

source notice: press-release "Five nationals freed"
  by: @ministry

claim five: number "Five of its nationals were freed"
  value: 5
  source: @notice at para 1

claim day: date "on Thursday"
  source: @notice at para 1
```

If several people said the same words, name them all in one `said-by:`.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of claims on the same passage that are compared.
const COMPARED: usize = 32;
/// The maximum number of contradicting claims shown.
const SHOWN: usize = 5;

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let places = context.passages.places(context.id).iter();
    let others = places.flat_map(|place| {
        let others = context.passages.overlapping(place.clone());
        let others = others.filter(|(id, _)| *id != context.id).take(COMPARED);
        others.map(move |(id, other)| (place, id, other))
    });
    let mut contradicting: Vec<Contradiction> = others
        .filter_map(|(place, id, other)| {
            let overlap = overlap(context, place, &other)?;
            let (start, slot) = context.file.get(id)?;
            let other = slot.segment.item.as_ref()?;
            let why = contradiction((item, claim), (other, other.claim()?), overlap)?;
            Some(Contradiction {
                start,
                id,
                item: other,
                why,
            })
        })
        .collect();
    if contradicting.is_empty() {
        return;
    }
    let own = context.file.get(context.id).map(|(start, _)| start);
    contradicting.retain(|other| own.is_none_or(|own| other.start.byte < own.byte));
    contradicting.sort_by_key(|other| other.start.byte);
    contradicting.dedup_by_key(|other| other.id);
    let Some(first) = contradicting.first() else {
        return;
    };
    let message = message!(
        "{} and {} are about the same words, but {}: correct one, or quote other words",
        context.named(),
        first.label(),
        first.why
    );
    let finding = report.add(context.here(context.title_span()), message);
    for other in contradicting.iter().take(SHOWN) {
        let place = crate::workspace::Place::Declaration {
            file: context.file_id,
            id: other.id,
            span: other
                .item
                .title
                .as_ref()
                .map_or(Span::at(0), |title| title.span),
        };
        finding.related(place, message!("{}: {}", other.label(), other.why));
    }
}

struct Contradiction<'a> {
    start: Start,
    id: DeclarationId,
    item: &'a Item,
    why: Message,
}

impl Contradiction<'_> {
    fn label(&self) -> Message {
        match self.item.name() {
            Some(name) => message!("claim `{}`", written(name)),
            None => "another claim".into(),
        }
    }
}

/// How much two passages have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Overlap {
    /// More than half of the longer one.
    Most,
    /// All except a word or two.
    All,
}

fn overlap(context: &Context, one: &Range<usize>, other: &Range<usize>) -> Option<Overlap> {
    let folded = context.article()?.folded();
    let one = folded.folded_range(one.clone());
    let other = folded.folded_range(other.clone());
    let both = one
        .end
        .min(other.end)
        .saturating_sub(one.start.max(other.start));
    let longer = one.len().max(other.len());
    match () {
        _ if both * 10 >= longer * 9 => Some(Overlap::All),
        _ if both * 2 > longer => Some(Overlap::Most),
        _ => None,
    }
}

/// The difference between the two claims, if only one of them can be right.
fn contradiction(
    (item, claim): (&Item, &Claim),
    (other_item, other): (&Item, &Claim),
    overlap: Overlap,
) -> Option<Message> {
    let kind = item.kind().unwrap_or("fact");
    let other_kind = other_item.kind().unwrap_or("fact");
    if kind == other_kind
        && let (Some(value), Some(other)) = (claim.value(), other.value())
        && values_differ(value, other)
    {
        return Some(message!(
            "one says {} and the other {}",
            written(&value.text),
            written(&other.text)
        ));
    }
    if overlap != Overlap::All {
        return None;
    }
    let known = |kind: &str| CLAIM_KINDS.contains(&kind);
    let needs_none = |kind: &str| UNSOURCED_CLAIM_KINDS.contains(&kind);
    if known(kind) && known(other_kind) && needs_none(kind) != needs_none(other_kind) {
        return Some(message!(
            "one is of the kind `{}` and the other `{}`, and only one of these needs a source",
            public(kind),
            public(other_kind)
        ));
    }
    if speakers_differ(item, other_item) {
        return Some("they name different speakers".into());
    }
    if kind == other_kind
        && let (Some(verdict), Some(other)) = (claim.verdict(), other.verdict())
        && verdicts_differ(&verdict.text, &other.text)
    {
        return Some(message!(
            "one is `{}` and the other `{}`",
            public(&verdict.text),
            public(&other.text)
        ));
    }
    None
}

/// Whether two values have the same unit and different numbers. `1,000` is `1000` and `1.000`.
fn values_differ(one: &Text, other: &Text) -> bool {
    let parts = |text: &Text| {
        let text = text.text.trim();
        let end = text.find(|c: char| !(c.is_ascii_digit() || "+-.,~?%/X".contains(c)));
        let (number, unit) = text.split_at(end.unwrap_or(text.len()));
        let digits: String = number.chars().filter(|c| c.is_ascii_digit()).collect();
        (
            number.parse::<f64>().ok(),
            digits,
            unit.trim().to_lowercase(),
        )
    };
    let (number, digits, unit) = parts(one);
    let (other_number, other_digits, other_unit) = parts(other);
    let same_number = number.is_some() && number == other_number;
    unit == other_unit
        && !digits.is_empty()
        && !other_digits.is_empty()
        && digits != other_digits
        && !same_number
}

/// Whether both claims name speakers and have none in common.
fn speakers_differ(one: &Item, other: &Item) -> bool {
    fn speakers(item: &Item) -> impl Iterator<Item = &Slice> {
        item.said_by().map(|at| &item.references[at].name)
    }
    let in_common = |name: &Slice| speakers(other).any(|other| other == name);
    speakers(one).next().is_some()
        && speakers(other).next().is_some()
        && !speakers(one).any(in_common)
}

fn verdicts_differ(one: &str, other: &str) -> bool {
    let denies = |verdict: &str| matches!(verdict, "disputed" | "unable-to-verify" | "wrong");
    one == "confirmed" && denies(other) || other == "confirmed" && denies(one)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::check;

    const TEXT: &str =
        "article \"A\"\ntext\n  Five of its nationals were freed, one of them Ana Díaz.\n";

    #[track_caller]
    fn check_claims(claims: &str, expect: expect_test::Expect) {
        check(&RULE, &format!("{TEXT}{claims}"), expect);
    }

    #[test]
    fn fires() {
        check_claims(
            "claim a: number \"Five of its nationals were freed\"\n  value: 5\nclaim b: number \"Five of its nationals were freed, one of them\"\n  value: 6\n",
            expect![[r#"
                draft.sayso:6 "\"Five of its nationals were freed, one of them\"" information: claim `b` and claim `a` are about the same words, but one says 6 and the other 5: correct one, or quote other words
                    draft.sayso:4 "\"Five of its nationals were freed\"": claim `a`: one says 6 and the other 5
            "#]],
        );
        check_claims(
            "claim a: opinion \"were freed\"\nclaim: \"were freed\"\nclaim \"were freed\"\n",
            expect![[r#"
                draft.sayso:5 "\"were freed\"" information: this claim and claim `a` are about the same words, but one is of the kind `fact` and the other `opinion`, and only one of these needs a source: correct one, or quote other words
                    draft.sayso:4 "\"were freed\"": claim `a`: one is of the kind `fact` and the other `opinion`, and only one of these needs a source
                draft.sayso:6 "\"were freed\"" information: this claim and claim `a` are about the same words, but one is of the kind `fact` and the other `opinion`, and only one of these needs a source: correct one, or quote other words
                    draft.sayso:4 "\"were freed\"": claim `a`: one is of the kind `fact` and the other `opinion`, and only one of these needs a source
            "#]],
        );
        check_claims(
            "claim a: quote \"were freed\"\n  said-by: @x\nclaim b: quote \"were freed\"\n  said-by: @y, @z\n",
            expect![[r#"
                draft.sayso:6 "\"were freed\"" information: claim `b` and claim `a` are about the same words, but they name different speakers: correct one, or quote other words
                    draft.sayso:4 "\"were freed\"": claim `a`: they name different speakers
            "#]],
        );
        check_claims(
            "claim a: \"were freed\"\n  verdict: confirmed\nclaim b: \"were freed,\"\n  verdict: wrong\n",
            expect![[r#"
                draft.sayso:6 "\"were freed,\"" information: claim `b` and claim `a` are about the same words, but one is `wrong` and the other `confirmed`: correct one, or quote other words
                    draft.sayso:4 "\"were freed\"": claim `a`: one is `wrong` and the other `confirmed`
            "#]],
        );
    }

    #[test]
    fn silent() {
        for claims in [
            "claim a: number \"Five of its nationals were freed\"\n  value: 5\nclaim b: name \"Five of its nationals were freed, one of them Ana Díaz\"\n  value: 1\n",
            "claim a: number \"Five of its\"\n  value: 5 people\nclaim b: number \"Five of its\"\n  value: 5.0 people\n",
            "claim a: number \"Five of its\"\n  value: 1,000\nclaim b: number \"Five of its\"\n  value: 1000\n",
            "claim a: opinion \"were freed\"\nclaim b: \"nationals were freed, one\"\n",
            "claim a: \"were freed\"\n  said-by: @x\nclaim b: \"were freed\"\n  said-by: @x, @y\n",
            "claim a: \"were freed\"\n  verdict: confirmed\nclaim b: \"were freed\"\n",
        ] {
            check_claims(claims, expect![[""]]);
        }
    }
}
