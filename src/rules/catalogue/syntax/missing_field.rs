//! A declaration without a required part, or a field without a value.

use crate::model::placeholders::{ENTITY_NAME, SOURCE_TITLE};
use crate::model::schema::{Shape, kinds_of};
use crate::model::{DeclarationProblem, Item};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::finding::Edit;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::rules::wording::list_of;
use crate::syntax::{Keyword, quoted};
use crate::text::Span;
use crate::text::message::{Message, message, public, written};

pub static RULE: Rule = Rule {
    name: "missing-field",
    group: Group::Syntax,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A declaration without a required part, or a field without a value",
    documentation: r##"
## What it finds

An entity or a source without its name, kind or title; a claim or an article without its title; a
field without its value. A placeholder is no title: `"Title"` and `"Full name"`, which quick fixes write, `"…"` and
`"TK"`.

## Why it matters

Without a title, a claim quotes nothing, and nobody knows which person an entity is. A field without a value looks
like an answer but is not one.

## Example

```sayso
entity ana: "Ana Díaz"
```

## Instead

```sayso
entity ana: person "Ana Díaz"
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
    let mut headline = MissingParts::default();
    for problem in item.problems() {
        match problem {
            DeclarationProblem::MissingName { headline: at, .. } => headline.add("a name", *at),
            DeclarationProblem::MissingKind { headline: at, .. } => headline.add("a kind", *at),
            DeclarationProblem::MissingTitle { headline: at, .. } => headline.add("a title", *at),
            DeclarationProblem::EmptyField { field, shape } if !context.is_unreadable(*field) => {
                empty(context, *field, *shape, report);
            }
            _ => {}
        }
    }
    if !headline.parts.is_empty() && !context.is_unreadable(headline.span) {
        incomplete(context, item, &headline, report);
    } else if item.has_placeholder_title() {
        placeholder(context, item, report);
    }
}

/// A title that a fix or a completion wrote to be replaced.
fn placeholder(context: &Context, item: &Item, report: &mut Report) {
    let Some(title) = &item.title else {
        return;
    };
    let (missing, next) = match item.keyword() {
        Keyword::Entity => ("a name", "write the full name"),
        _ => ("a title", "write what the source is called"),
    };
    let message = message!(
        "{} needs {}: {} in place of {}",
        context.named(),
        missing,
        next,
        written(quoted(&title.text, "“"))
    );
    report.add(context.here(title.span), message);
}

/// The missing parts of a headline. They are one finding, so that a word just typed does not cause three.
#[derive(Default)]
struct MissingParts {
    parts: Vec<&'static str>,
    span: Span,
}

impl MissingParts {
    fn add(&mut self, part: &'static str, headline: Span) {
        // The name comes first, in whatever order the problems were found.
        match part {
            "a name" => self.parts.insert(0, part),
            _ => self.parts.push(part),
        }
        self.span = headline;
    }
}

fn incomplete(context: &Context, item: &Item, missing: &MissingParts, report: &mut Report) {
    let keyword = item.keyword().word();
    let label = match item.name() {
        Some(name) => message!("{} `{}`", keyword, public(name)),
        None => message!("this {}", keyword),
    };
    let name = item.name().map_or("name", |name| name.as_str());
    let next: Message = match item.keyword() {
        Keyword::Claim => "quote words of the article, in quotation marks".into(),
        Keyword::Entity => message!("write `entity {}: person \"Full name\"`", public(name)),
        Keyword::Source => message!("write `source {}: document \"Title\"`", public(name)),
        _ => "write it after the keyword, in quotation marks".into(),
    };
    let finding = report.add(
        context.here(missing.span),
        message!(
            "{} needs {}: {}",
            label,
            public(list_of(&missing.parts)),
            next
        ),
    );
    if context.wants_fixes {
        let stub = stub(item);
        finding.manual_fix(
            format!("Write `{stub}`"),
            vec![context.replace(missing.span, stub)],
        );
    }
}

/// The headline with its missing parts filled in.
fn stub(item: &Item) -> String {
    let keyword = item.keyword().word();
    let title = item.title.as_ref().map_or("", |title| title.text.as_str());
    let title = match (title, item.keyword()) {
        ("", Keyword::Claim) => "words of the article",
        ("", Keyword::Entity) => ENTITY_NAME,
        ("", _) => SOURCE_TITLE,
        (title, _) => title,
    };
    let title = if title.contains('"') {
        format!("“{title}”")
    } else {
        format!("\"{title}\"")
    };
    let needs_name = matches!(item.keyword(), Keyword::Entity | Keyword::Source);
    let name = item.name().map(|name| name.as_str());
    let name = name
        .or(needs_name.then_some("new-name"))
        .map(|name| format!(" {name}"));
    let default = match item.keyword() {
        Keyword::Source => Some("document"),
        Keyword::Article => None,
        keyword => kinds_of(keyword).first().copied(),
    };
    let kind = item.kind().or(default).map(|kind| format!(": {kind}"));
    format!(
        "{keyword}{}{} {title}",
        name.unwrap_or_default(),
        kind.unwrap_or_default()
    )
}

fn empty(context: &Context, field: Span, shape: Shape, report: &mut Report) {
    let word = field.of(&context.segment.text);
    let finding = report.add(
        context.here(field),
        message!(
            "`{}:` is empty: it takes {}",
            public(word),
            public(shape.expected())
        ),
    );
    if !context.wants_fixes {
        return;
    }
    if let Shape::Choice(words) = shape {
        for choice in words {
            let edit = context.replace(field, format!("{word}: {choice}"));
            finding.manual_fix(
                format!("Write `{word}: {choice}`"),
                vec![with_colon(context, edit, field)],
            );
        }
    }
    finding.fix(
        format!("Remove `{word}:`"),
        vec![context.remove_lines(field)],
    );
}

/// The edit that rewrites a field, extended so that it also replaces the colon.
fn with_colon(context: &Context, edit: Edit, field: Span) -> Edit {
    let rest = &context.segment.text[field.end as usize..];
    let colon = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    match rest[colon..].starts_with(':') {
        true => context.replace(
            Span::new(field.start as usize, field.end as usize + colon + 1),
            edit.text,
        ),
        false => edit,
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
            "entity\nsource s\nclaim\nclaim x: fact \"\"\narticle\n",
            expect![[r#"
                draft.sayso:1 "entity" error: this entity needs a name, a kind and a title: write `entity name: person "Full name"`
                draft.sayso:2 "source s" error: source `s` needs a kind and a title: write `source s: document "Title"`
                draft.sayso:3 "claim" error: this claim needs a title: quote words of the article, in quotation marks
                draft.sayso:4 "claim x: fact \"\"" error: claim `x` needs a title: quote words of the article, in quotation marks
                draft.sayso:5 "article" error: this article needs a title: write it after the keyword, in quotation marks
            "#]],
        );
    }

    #[test]
    fn fires_on_an_empty_field() {
        check(
            &RULE,
            "claim: \"x\"\n  source:\n  verdict:\n",
            expect![[r#"
                draft.sayso:2 "source" error: `source:` is empty: it takes a reference to a source, optionally with a place and words: `@name at p. 3 "words" primary`
                draft.sayso:3 "verdict" error: `verdict:` is empty: it takes `confirmed`, `changed`, `disputed`, `unable-to-verify` or `wrong`
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "entity e: person \"E\"\nclaim: \"x\"\n  source: @\nclam\n  by:\n",
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "entity ana\n",
            expect![[r#"
                === Write `entity ana: person "Full name"` (preferred, manual)
                entity ana: person "Full name"
            "#]],
        );
    }

    #[test]
    fn fix_an_empty_field() {
        check_fix(
            &RULE,
            "source s: document \"S\"\n  confidential:\n  note: \"x\"\n",
            expect![[r#"
                === Write `confidential: yes` (preferred, manual)
                source s: document "S"
                  confidential: yes
                  note: "x"
                === Write `confidential: no` (manual)
                source s: document "S"
                  confidential: no
                  note: "x"
                === Remove `confidential:`
                source s: document "S"
                  note: "x"
            "#]],
        );
    }
}
