//! A value that its field does not allow.

use crate::model::DeclarationProblem;
use crate::model::locators::LABELS;
use crate::model::schema::Shape;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::finding::{Applicability, Finding};
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::Span;
use crate::text::message::{message, public, written};
use crate::text::suggest::{nearest, slip_of};

pub static RULE: Rule = Rule {
    name: "invalid-value",
    group: Group::Syntax,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A value that its field does not allow",
    documentation: r##"
## What it finds

A value of the wrong type (such as a word instead of a text in quotation marks), a word that is not one of the
field's choices, a date that does not exist, or an unknown label for a place in a source.

## Why it matters

Sayso cannot compare a date that does not exist, and it ignores a value of the wrong type.

## Example

```sayso
source note: document "Notes"
  issued: 2026-02-30
```

## Instead

```sayso
source note: document "Notes"
  issued: 2026-02-28
```

## Settings

None.
"##,
    subject: Subject::Declaration,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some(item) = context.item() else { return };
    for problem in item.problems() {
        match problem {
            DeclarationProblem::InvalidValue { span, field, shape }
                if !context.is_unreadable(*span) =>
            {
                let message = message!("`{}:` takes {}", public(field), public(shape.expected()));
                let finding = report.add(context.here(*span), message);
                if context.wants_fixes {
                    offer_values(context, *span, *shape, finding);
                }
            }
            DeclarationProblem::ImpossibleDate { span, why } if !context.is_unreadable(*span) => {
                report.add(
                    context.here(*span),
                    message!("this date does not exist: {}", written(why)),
                );
            }
            DeclarationProblem::UnknownLabel { label } if !context.is_unreadable(*label) => {
                unknown_label(context, *label, report);
            }
            _ => {}
        }
    }
}

fn unknown_label(context: &Context, label: Span, report: &mut Report) {
    let word = label.of(&context.segment.text);
    let message = message!(
        "`{}` is not a kind of place in a source: write `at p. 3`, `at para 2`, `at line 12` or `at 00:14:05`",
        written(word)
    );
    let finding = report.add(context.here(label), message);
    if context.wants_fixes {
        let forms = LABELS.iter().flat_map(|(_, forms)| forms.iter().copied());
        offer(context, label, nearest(word, forms), None, finding);
    }
}

/// Offers the values that the writer may have meant.
fn offer_values(context: &Context, span: Span, shape: Shape, finding: &mut Finding) {
    let word = span.of(&context.segment.text);
    let reference = format!("@{word}");
    let quoted = format!("\"{word}\"");
    let wikidata = format!("Q{}", word.trim_start_matches(['q', 'Q']));
    let is_plain = !word.contains(['"', '“', '”', '@', '\n', '\r']);
    let is_name = is_plain
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let is_number = wikidata.len() > 1 && wikidata[1..].bytes().all(|b| b.is_ascii_digit());
    let certain = match shape {
        Shape::Choice(words) => slip_of(word, words.iter().copied()),
        _ => None,
    };
    let values: Vec<&str> = match shape {
        Shape::Choice(words) => nearest(word, words.iter().copied()),
        Shape::Text | Shape::Path | Shape::File | Shape::Role if is_plain => vec![&quoted],
        Shape::Who if is_name => vec![&reference, &quoted],
        Shape::Who if is_plain => vec![&quoted],
        Shape::Entity | Shape::Source | Shape::Evidence if is_name => vec![&reference],
        Shape::Wikidata if is_number => vec![&wikidata],
        _ => Vec::new(),
    };
    offer(context, span, values, certain, finding);
}

fn offer(
    context: &Context,
    span: Span,
    values: Vec<&str>,
    certain: Option<&str>,
    finding: &mut Finding,
) {
    for value in values {
        let title = format!("Change to `{value}`");
        let edits = vec![context.replace(span, value)];
        finding.add_fix(title, edits, Applicability::safe_if(certain == Some(value)));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    #[test]
    fn fires() {
        check(
            &RULE,
            "claim x: \"y\"\n  verdict: confirmd\n  source: @a at pag 3\n  about: ana\n  value: 2026-13\nentity e: person \"E\"\n  aka: San Miguel\n  wikidata: 42\n  born: 2026-02-30\n",
            expect![[r#"
                draft.sayso:2 "confirmd" error: `verdict:` takes `confirmed`, `changed`, `disputed`, `unable-to-verify` or `wrong`
                draft.sayso:3 "pag" error: `pag` is not a kind of place in a source: write `at p. 3`, `at para 2`, `at line 12` or `at 00:14:05`
                draft.sayso:4 "ana" error: `about:` takes a reference to an entity: `@name`
                draft.sayso:5 "2026-13" error: this date does not exist: there is no month 13
                draft.sayso:7 "San Miguel" error: `aka:` takes a text in quotation marks
                draft.sayso:8 "42" error: `wikidata:` takes a Wikidata number, such as Q42
                draft.sayso:9 "2026-02-30" error: this date does not exist: month 02 of that year has no day 30
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "claim x: \"y\"\n  verdict: confirmed\n  source: @\n  source: @a at\n  source: @a at p. 3\n",
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "entity e: person \"E\"\n  aka: San Miguel\n  wikidata: q42\n",
            expect![[r#"
                === Change to `"San Miguel"` (preferred)
                entity e: person "E"
                  aka: "San Miguel"
                  wikidata: q42
                === Change to `Q42` (preferred)
                entity e: person "E"
                  aka: San Miguel
                  wikidata: Q42
            "#]],
        );
    }

    #[test]
    fn fix_words_and_references() {
        check_fix(
            &RULE,
            "claim x: \"y\"\n  verdict: confirmd\n  about: ana\n",
            expect![[r#"
                === Change to `confirmed` (preferred, safe)
                claim x: "y"
                  verdict: confirmed
                  about: ana
                === Change to `@ana` (preferred)
                claim x: "y"
                  verdict: confirmd
                  about: @ana
            "#]],
        );
    }
}
