//! A value that its field does not allow.

use crate::model::DeclarationProblem;
use crate::model::locators::LABELS;
use crate::model::schema::Shape;
use crate::prose::lexicon::{self, Lexicon};
use crate::prose::quantities::quantities_in;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::finding::{Applicability, Finding};
use crate::rules::near_values::{NearValues, near_values};
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::Value;
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::message::{message, public, written};
use crate::text::suggest::nearest;
use crate::text::words::words;

pub static RULE: Rule = Rule {
    name: "invalid-value",
    group: Group::Syntax,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A value that its field does not allow",
    documentation: r##"
## What it finds

A value of the wrong type (such as a word instead of a text in quotation marks), a word that is not one of the
field's choices, a date that does not exist, a `value:` without any number, or a place in a source that cannot exist,
such as `00:14:65`. If it is clear what may be meant, the message says so.

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
                invalid(context, *span, field, *shape, report);
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
            DeclarationProblem::ImpossiblePlace { span, why, meant }
                if !context.is_unreadable(*span) =>
            {
                let place = span.of(&context.segment.text);
                let message = message!("there is no place `{}`: {}", written(place), *why);
                let finding = report.add(context.here(*span), message);
                if context.wants_fixes {
                    offer(
                        context,
                        *span,
                        meant.iter().map(|it| it.as_str()).collect(),
                        None,
                        finding,
                    );
                }
            }
            DeclarationProblem::NoNumber { span }
                if !context.is_unreadable(*span) && is_no_number(context, *span) =>
            {
                let message = message!(
                    "`value:` has no number: it takes {}",
                    public(Shape::Quantity.expected())
                );
                report.add(context.here(*span), message);
            }
            _ => {}
        }
    }
}

/// Whether the words are no number in any language that Sayso knows, in an article in such a language.
fn is_no_number(context: &Context, span: Span) -> bool {
    let text = fold(span.of(&context.segment.text));
    let has_number = |lexicon: &Lexicon| {
        let read = quantities_in(lexicon, &text);
        let is_number = |word: &str| lexicon.figure(word).is_some();
        let mut words = words(&text).map(|word| &text[word]);
        !read.all.is_empty() || !read.dates.is_empty() || read.is_unclear() || words.any(is_number)
    };
    context.lexicon().is_some() && !lexicon::all().any(has_number)
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

fn invalid(context: &Context, span: Span, field: &str, shape: Shape, report: &mut Report) {
    let near = meant(context, span, shape);
    let message = match (&near.values[..], near.why) {
        ([first, ..], Some(why)) => message!(
            "in `{}:`, {}: write `{}`",
            public(field),
            why,
            written(first)
        ),
        ([first, rest @ ..], None) => {
            let mut near = message!("`{}`", written(first));
            for other in rest.iter().take(2) {
                near = message!("{} or `{}`", near, written(other));
            }
            let expected = public(shape.expected());
            message!(
                "`{}:` takes {}: did you mean {}?",
                public(field),
                expected,
                near
            )
        }
        ([], Some(why)) => message!("in `{}:`, {}", public(field), why),
        ([], None) => message!("`{}:` takes {}", public(field), public(shape.expected())),
    };
    let finding = report.add(context.here(span), message);
    if context.wants_fixes {
        let certain = near.values.first().filter(|_| near.is_certain);
        let values = near.values.iter().map(String::as_str).collect();
        offer(context, span, values, certain.map(String::as_str), finding);
    }
}

/// What may be meant by the values at `span`.
fn meant(context: &Context, span: Span, shape: Shape) -> NearValues {
    let text = &context.segment.text;
    let declaration = context.segment.syntax().declaration.as_ref();
    let mut fields = declaration
        .iter()
        .flat_map(|declaration| &declaration.fields);
    let is_here = |value: &&Value| span.start <= value.span.start && value.span.end <= span.end;
    let field = fields.find(|field| field.values.iter().any(|value| is_here(&value)));
    let values: Vec<Value> = field
        .iter()
        .flat_map(|field| field.values.iter().filter(is_here).cloned())
        .collect();
    near_values(text, span, &values, shape)
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
                draft.sayso:2 "confirmd" error: `verdict:` takes `confirmed`, `changed`, `disputed`, `unable-to-verify` or `wrong`: did you mean `confirmed`?
                draft.sayso:3 "pag" error: `pag` is not a kind of place in a source: write `at p. 3`, `at para 2`, `at line 12` or `at 00:14:05`
                draft.sayso:4 "ana" error: `about:` takes a reference to an entity: `@name`: did you mean `@ana`?
                draft.sayso:5 "2026-13" error: this date does not exist: there is no month 13
                draft.sayso:7 "San Miguel" error: `aka:` takes a text in quotation marks: did you mean `"San Miguel"`?
                draft.sayso:8 "42" error: `wikidata:` takes a Wikidata number, such as Q42: did you mean `Q42`?
                draft.sayso:9 "2026-02-30" error: this date does not exist: month 02 of that year has no day 30
            "#]],
        );
    }

    #[test]
    fn says_what_may_be_meant() {
        check(
            &RULE,
            "source s: report \"S\"\n  issued: 2.3.2026\n  event: 2/3/2026\n  retrieved: \"2026-03-02\"\n  url: \"https://example.org/\"\n  url: www.example.org\n  by: ana\n  derived-from: @a @b\n  approved: 2026-03-02 \"L\"\n  language: English\nclaim c: \"y\"\n  source: @s p. 3\n  note: one, two\n  value: many\n  source: @s at pp. 5-3\n",
            expect![[r#"
                draft.sayso:2 "2.3.2026" error: `issued:` takes a date, such as 2024, 2024-02, 2024-02-17, 2024-02~ or 2024/2026: did you mean `2026-03-02`?
                draft.sayso:3 "2/3/2026" error: `event:` takes a date, such as 2024, 2024-02, 2024-02-17, 2024-02~ or 2024/2026: did you mean `2026-03-02` or `2026-02-03`?
                draft.sayso:4 "\"2026-03-02\"" error: in `retrieved:`, no quotation marks are needed: write `2026-03-02`
                draft.sayso:5 "\"https://example.org/\"" error: in `url:`, no quotation marks are needed: write `https://example.org/`
                draft.sayso:6 "www.example.org" error: in `url:`, an address begins with `https://`: write `https://www.example.org`
                draft.sayso:7 "ana" error: `by:` takes a reference to an entity, or a name in quotation marks: did you mean `@ana` or `"ana"`?
                draft.sayso:8 "@a @b" error: in `derived-from:`, there is no comma between the references: write `@a, @b`
                draft.sayso:9 "2026-03-02 \"L\"" error: in `approved:`, the word `by` is missing: write `2026-03-02 by "L"`
                draft.sayso:10 "English" error: `language:` takes a language tag, such as en, es or pt-BR: did you mean `en`?
                draft.sayso:12 "@s p. 3" error: in `source:`, the word `at` is missing before the place: write `@s at p. 3`
                draft.sayso:13 "one, two" error: `note:` takes a text in quotation marks: did you mean `"one", "two"` or `"one, two"`?
                draft.sayso:14 "many" error: `value:` has no number: it takes a number with its unit, or a date: `5 people`
                draft.sayso:15 "5-3" error: there is no place `5-3`: the range ends before it begins
            "#]],
        );
    }

    #[test]
    fn values_as_prose_writes_them() {
        let numbers = [
            "A$5",
            "US$5 million",
            "R$ 3",
            "€5",
            "5 €",
            "CHF 1'500",
            "USD 5",
            "£1.5m",
            "$1.2bn",
            "2½ hours",
            "½",
            "50 km/h",
            "5 °C",
            "-5",
            "−5 degrees",
            "3–0",
            "128 %",
            "1\u{a0}500 people",
            "1\u{202f}500",
            "one in five",
            "half",
            "three-quarters",
            "two dozen",
            "about 30",
            "3 to 5",
            "5 ‰",
            "12 m²",
            "5 µg/m³",
            "at least €5",
            "3/4",
            "2026-03",
            "1940s",
        ];
        for number in numbers {
            check(
                &RULE,
                &format!("claim c: \"y\"\n  value: {number}\n"),
                expect![""],
            );
        }
        // Nobody knows the words of this language.
        check(
            &RULE,
            "article \"A\"\n  language: sw\nclaim c: \"y\"\n  value: nusu\n",
            expect![""],
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
