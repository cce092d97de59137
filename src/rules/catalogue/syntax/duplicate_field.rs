//! A field, value or declaration that may appear only once.

use crate::model::{DeclarationProblem, Item};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::finding::Finding;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::Keyword;
use crate::text::Span;
use crate::text::message::{message, public};
use crate::workspace::Place;
use crate::workspace::Slot;

pub static RULE: Rule = Rule {
    name: "duplicate-field",
    group: Group::Syntax,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A field, a value or a declaration that may appear only once",
    documentation: r##"
## What it finds

A field that appears twice although a declaration may have only one, two values in such a field, a second
`article` or `text` in one file, and an article whose text is both in another file (`text: "file"`) and embedded.

## Why it matters

If a source has two dates of publication, one is wrong, and nobody can tell which was checked.

## Example

```sayso
source note: document "Notes"
  issued: 2026-01-08
  issued: 2026-01-09
```

## Instead

```sayso
source note: document "Notes"
  issued: 2026-01-08
  retrieved: 2026-01-09
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
            DeclarationProblem::DuplicateField { field, first } => {
                repeated(context, *field, *first, report)
            }
            DeclarationProblem::TooManyValues { span, field } if !context.is_unreadable(*span) => {
                report.add(
                    context.here(*span),
                    message!(
                        "`{}:` takes only one value: keep the correct one",
                        public(field)
                    ),
                );
            }
            _ => {}
        }
    }
    if matches!(item.keyword(), Keyword::Article | Keyword::Text) {
        second_article(context, item, report);
    }
}

fn repeated(context: &Context, field: Span, first: Span, report: &mut Report) {
    let word = field.of(&context.segment.text);
    let finding = report.add(
        context.here(field),
        message!("`{}:` appears twice: keep the correct one", public(word)),
    );
    finding.related(
        context.here(first),
        message!("the first `{}:`", public(word)),
    );
    if context.wants_fixes {
        offer_removal(context, field, finding);
    }
}

/// Only the writer knows which value is correct. If all lines are the same, removing one loses nothing.
fn offer_removal(context: &Context, field: Span, finding: &mut Finding) {
    let text = &context.segment.text;
    let Some(declaration) = &context.segment.syntax().declaration else {
        return;
    };
    let word = field.of(text);
    let mut same = declaration.fields_named(text, word);
    let Some(whole) = same.clone().find(|other| other.name == field) else {
        return;
    };
    let removal = context.remove_lines(whole.span);
    let removed = match removal.place {
        Place::Declaration { span, .. } => span.of(text).trim(),
        Place::Article { .. } => "",
    };
    let title = format!("Remove this `{word}:`");
    match same.all(|other| other.span.of(text) == removed) {
        true => finding.safe_fix(title, vec![removal]),
        false => finding.manual_fix(title, vec![removal]),
    };
}

/// A file annotates one article, and an article has one text.
fn second_article(context: &Context, item: &Item, report: &mut Report) {
    let word = item.keyword().word();
    let headline = |slot: &Slot| context.place_in_file(slot.id, Span::new(0, first_line(slot)));
    let here = context.here(Span::new(0, word.len()));
    let file = context.file;
    let first = file
        .first(item.keyword())
        .filter(|first| first.id != context.id);
    if let Some(first) = first {
        let message = message!(
            "this file has a second `{}`: keep one, because a file annotates one article",
            word
        );
        report
            .add(here, message)
            .related(headline(first), message!("the first `{}`", word));
        return;
    }
    let article = file.first(Keyword::Article);
    let named = article.and_then(|slot| {
        let text = slot.segment.item.as_ref()?.article()?.text.as_ref()?;
        Some(context.place_in_file(slot.id, text.span))
    });
    if let (Keyword::Text, Some(named)) = (item.keyword(), named) {
        let message = "the article's text is both here and in another file: remove this one, or the article's `text:`";
        report
            .add(here, message)
            .related(named, "the other file is named here");
    }
}

fn first_line(slot: &Slot) -> usize {
    let text = &slot.segment.text;
    text.find(['\n', '\r']).unwrap_or(text.len())
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
            "source s: document \"S\"\n  issued: 2026-01-08, 2026\n  issued: 2026-01-09\n",
            expect![[r#"
                draft.sayso:2 "2026" error: `issued:` takes only one value: keep the correct one
                draft.sayso:3 "issued" error: `issued:` appears twice: keep the correct one
                    draft.sayso:2 "issued": the first `issued:`
            "#]],
        );
    }

    #[test]
    fn fires_on_a_second_article() {
        check(
            &RULE,
            "article \"A\"\n  text: \"a.md\"\narticle \"B\"\ntext\n  One.\ntext\n  Two.\n",
            expect![[r#"
                draft.sayso:3 "article" error: this file has a second `article`: keep one, because a file annotates one article
                    draft.sayso:1 "article \"A\"": the first `article`
                draft.sayso:4 "text" error: the article's text is both here and in another file: remove this one, or the article's `text:`
                    draft.sayso:2 "\"a.md\"": the other file is named here
                draft.sayso:6 "text" error: this file has a second `text`: keep one, because a file annotates one article
                    draft.sayso:4 "text": the first `text`
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "source s: document \"S\"\n  url: https://a.example\n  url: https://b.example\narticle \"A\"\ntext\n  One.\n",
            expect![[""]],
        );
    }

    #[test]
    fn fix_a_repeated_line() {
        check_fix(
            &RULE,
            "source s: document \"S\"\n  issued: 2026-01-08\n  issued: 2026-01-08\n  issued: 2026-01-08 # x\n",
            expect![[r#"
                === Remove this `issued:` (preferred, safe)
                source s: document "S"
                  issued: 2026-01-08
                  issued: 2026-01-08 # x
                === Remove this `issued:` (preferred, manual)
                source s: document "S"
                  issued: 2026-01-08
                  issued: 2026-01-08
            "#]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "source s: document \"S\"\n  issued: 2026-01-08\n  issued: 2026-01-09 # x\n  note: \"y\"\n",
            expect![[r#"
                === Remove this `issued:` (preferred, manual)
                source s: document "S"
                  issued: 2026-01-08
                  note: "y"
            "#]],
        );
    }
}
