//! A field that this declaration does not have.

use crate::model::schema::{field_of, fields_of};
use crate::model::synonyms::field_called;
use crate::model::{DeclarationProblem, Item};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::finding::Applicability;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::rules::wording::with_article;
use crate::syntax::Keyword;
use crate::text::Span;
use crate::text::message::{message, written};
use crate::text::suggest::{nearest, slip_of};

pub static RULE: Rule = Rule {
    name: "unknown-field",
    group: Group::Syntax,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A field that this declaration does not have",
    documentation: r##"
## What it finds

A field name that does not exist in the language, or that belongs to another kind of declaration.

## Why it matters

Sayso ignores a mistyped field: `isued:` sets no date.

## Example

```sayso
source note: document "Notes"
  isued: 2026-01-08
```

## Instead

```sayso
source note: document "Notes"
  issued: 2026-01-08
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
        if let DeclarationProblem::UnknownField { field } = problem
            && !context.is_unreadable(*field)
        {
            unknown(context, item, *field, report);
        }
    }
}

fn unknown(context: &Context, item: &Item, field: Span, report: &mut Report) {
    let word = field.of(&context.segment.text);
    let mut near = nearest(
        word,
        fields_of(item.keyword()).iter().map(|field| field.name),
    );
    if near.is_empty() {
        near.extend(field_called(item.keyword(), word));
    }
    let declaration = with_article(item.keyword());
    let message = match (near.first(), owner_of(word)) {
        (Some(near), _) => message!(
            "{} has no field `{}`: did you mean `{}:`?",
            declaration,
            written(word),
            *near
        ),
        (None, Some(owner)) => message!(
            "{} has no field `{}`: it belongs to {}",
            declaration,
            written(word),
            with_article(owner)
        ),
        (None, None) => message!(
            "{} has no field `{}`: use `note:` for free text",
            declaration,
            written(word)
        ),
    };
    let finding = report.add(context.here(field), message);
    if !context.wants_fixes {
        return;
    }
    let certain = certain_field(context, item, word);
    for near in near {
        let title = format!("Change to `{near}:`");
        let edits = vec![context.replace(field, near)];
        finding.add_fix(title, edits, Applicability::safe_if(certain == Some(near)));
    }
}

/// The field that the word is a typo of. `None` if the declaration already has that field and may not repeat it.
fn certain_field(context: &Context, item: &Item, word: &str) -> Option<&'static str> {
    let names = fields_of(item.keyword()).iter().map(|field| field.name);
    let meant = field_of(item.keyword(), slip_of(word, names)?)?;
    let syntax = context.segment.syntax().declaration.as_ref()?;
    let mut existing = syntax.fields_named(&context.segment.text, meant.name);
    (meant.many || existing.next().is_none()).then_some(meant.name)
}

/// The kind of declaration that has a field named `word`.
fn owner_of(word: &str) -> Option<Keyword> {
    Keyword::ALL
        .into_iter()
        .find(|keyword| field_of(*keyword, word).is_some())
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
            "claim x: \"y\"\n  sorce: @a\n  derived-from: @b\n  author: @a\n  zzz: 1\n",
            expect![[r#"
                draft.sayso:2 "sorce" error: a claim has no field `sorce`: did you mean `source:`?
                draft.sayso:3 "derived-from" error: a claim has no field `derived-from`: it belongs to a source
                draft.sayso:4 "author" error: a claim has no field `author`: did you mean `said-by:`?
                draft.sayso:5 "zzz" error: a claim has no field `zzz`: use `note:` for free text
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "claim x: \"y\"\n  source: @a\nclam y\n  sorce: @a\n",
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "claim x: \"y\"\n  sorce: @a\n",
            expect![[r#"
                === Change to `source:` (preferred, safe)
                claim x: "y"
                  source: @a
            "#]],
        );
    }
}
