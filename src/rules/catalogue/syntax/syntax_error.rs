//! Text that Sayso cannot read.
//!
//! The mark of a list before a field (`- source: @a`) is removed automatically. It has no meaning, and the declaration
//! is already read as if it were not there, unless one of the marks may belong to quoted text.

use crate::model::schema::is_field;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::finding::Applicability;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::{Keyword, SyntaxError};
use crate::text::Span;
use crate::text::message::{message, written};
use crate::text::suggest::{nearest, slip_of};

pub static RULE: Rule = Rule {
    name: "syntax-error",
    group: Group::Syntax,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "Text that cannot be read",
    documentation: r##"
## What it finds

A line that is not valid Sayso: a missing colon or quotation mark, an unknown word at the start of a declaration,
straight quotation marks inside of straight quotation marks, a comment in column 0 between fields. The message says
what was expected.

## Why it matters

Sayso does not check what it cannot read. It still checks everything else in the file: a broken declaration does
not affect the others.

## Example

```sayso
source note: document "Notes"
  by "M. Ortega"
```

## Instead

```sayso
source note: document "Notes"
  by: "M. Ortega"
```

## Settings

None.
"##,
    subject: Subject::Declaration,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let item = context
        .item()
        .filter(|item| item.keyword() == Keyword::Unknown);
    let unknown = item
        .and_then(|_| context.segment.syntax().declaration.as_ref())
        .map(|declaration| declaration.keyword_span);
    for error in &context.segment.errors {
        if unknown == Some(error.span) && error.fix.is_none() {
            unknown_word(context, error, report);
            continue;
        }
        let finding = report.add(context.here(error.span), error.message.clone());
        if let Some(fix) = error.fix.as_ref().filter(|_| context.wants_fixes) {
            let edits = vec![context.replace(fix.span, fix.text.clone())];
            finding.add_fix(&fix.title, edits, Applicability::safe_if(fix.is_safe));
        }
    }
}

/// A word in column 0 that is no keyword: a field that is not indented, or a mistyped keyword.
fn unknown_word(context: &Context, error: &SyntaxError, report: &mut Report) {
    let text = &context.segment.text;
    let word = error.span.of(text);
    let after = text[error.span.end as usize..].trim_start_matches([' ', '\t']);
    if is_field(word) && after.starts_with(':') {
        let message = message!(
            "`{}:` is a field: put two spaces before it, so that it belongs to the declaration above",
            written(word)
        );
        let finding = report.add(context.here(error.span), message);
        if context.wants_fixes {
            let start = Span::at(error.span.start as usize);
            finding.fix("Indent the line", vec![context.replace(start, "  ")]);
        }
        return;
    }
    let words = Keyword::ALL.map(Keyword::word);
    let begun = words.iter().find(|keyword| keyword.starts_with(word));
    if let Some(keyword) = begun.filter(|_| text.trim() == word) {
        unfinished_word(context, error.span, keyword, report);
        return;
    }
    let near = nearest(word, words);
    let message = match near.first() {
        Some(near) => message!(
            "`{}` does not begin a declaration: did you mean `{}`?",
            written(word),
            *near
        ),
        None => error.message.clone(),
    };
    let finding = report.add(context.here(error.span), message);
    if context.wants_fixes {
        let certain = slip_of(word, words);
        for near in near {
            let title = format!("Change to `{near}`");
            let edits = vec![context.replace(error.span, near)];
            finding.add_fix(title, edits, Applicability::safe_if(certain == Some(near)));
        }
    }
}

/// The beginning of a keyword with nothing behind it: somebody is typing a declaration.
fn unfinished_word(context: &Context, span: Span, keyword: &'static str, report: &mut Report) {
    let message = message!(
        "`{}` begins no declaration yet: complete it to `{}`",
        written(span.of(&context.segment.text)),
        keyword
    );
    let finding = report.add(context.here(span), message);
    finding.with_severity(Severity::Hint);
    if context.wants_fixes {
        let edits = vec![context.replace(span, keyword)];
        finding.fix(format!("Change to `{keyword}`"), edits);
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
            "clam x: \"y\"\n  foo: bar\nclaim x \"y\"\n  by @x\n",
            expect![[r#"
                draft.sayso:1 "clam" error: `clam` does not begin a declaration: did you mean `claim`?
                draft.sayso:4 "by @x" error: a field needs a colon after its name: `by: …`
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(&RULE, "claim x: fact \"y\"\n", expect![[""]]);
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "claim x \"y\"\n  note \"x\"\n",
            expect![[r#"
            === Insert `:` (preferred)
            claim x "y"
              note: "x"
        "#]],
        );
    }

    #[test]
    fn removes_list_marks_before_fields() {
        // One mistake is one error, and the value of the field is used.
        check(
            &RULE,
            "claim x: \"y\"\n  - source: @s\n  *  about: @a\n  by @x\nentity a: person \"A\"\n\t• role: \"R\"\n",
            expect![[r#"
                draft.sayso:2 "-" error: a field begins with its name: remove the `-` before `source`
                draft.sayso:3 "*" error: a field begins with its name: remove the `*` before `about`
                draft.sayso:4 "by @x" error: a field needs a colon after its name: `by: …`
                draft.sayso:6 "•" error: a field begins with its name: remove the `•` before `role`
            "#]],
        );
        check(
            &RULE,
            "entity a: person \"A\"\n  note: \"what he has:\n    - time: a lot\n    - money\"\ntext\n  - a: b\n",
            expect![[""]],
        );
        // Text in quotation marks may contain a list, so the marks are not errors.
        check(
            &RULE,
            "entity a: person \"A\"\n  note: \"what he has:\n    - time: a lot\"\n  - role: \"R\"\n",
            expect![[r#"
                draft.sayso:4 "-" error: `-` is not a field: write each line below a headline as `name: value`
            "#]],
        );
        check_fix(
            &RULE,
            "claim x: \"y\"\n  - source: @s\n  – about: @a\n",
            expect![[r#"
                === Remove `-` (preferred, safe)
                claim x: "y"
                  source: @s
                  – about: @a
                === Remove `–` (preferred, safe)
                claim x: "y"
                  - source: @s
                  about: @a
            "#]],
        );
    }

    #[test]
    fn the_beginning_of_a_keyword_is_no_error() {
        check(
            &RULE,
            "claim: \"x\"\n\nc",
            expect![[r#"
            draft.sayso:3 "c" hint: `c` begins no declaration yet: complete it to `claim`
        "#]],
        );
        check(
            &RULE,
            "entit  \r\n\r\n",
            expect![[r#"
            draft.sayso:1 "entit" hint: `entit` begins no declaration yet: complete it to `entity`
        "#]],
        );
        check(
            &RULE,
            "cl x\nx\nsour\n  by: @x\nC\n",
            expect![[r#"
            draft.sayso:1 "cl" error: `cl` does not begin a declaration: start a line in column 0 with `article`, `text`, `entity`, `source` or `claim`, and indent a field
            draft.sayso:2 "x" error: `x` does not begin a declaration: start a line in column 0 with `article`, `text`, `entity`, `source` or `claim`, and indent a field
            draft.sayso:3 "sour" error: `sour` does not begin a declaration: did you mean `source`?
            draft.sayso:5 "C" error: `C` does not begin a declaration: start a line in column 0 with `article`, `text`, `entity`, `source` or `claim`, and indent a field
        "#]],
        );
    }

    #[test]
    fn fix_a_keyword() {
        check_fix(
            &RULE,
            "clam x: \"y\"\nSource s: wire \"S\"\n",
            expect![[r#"
                === Change to `claim` (preferred)
                claim x: "y"
                Source s: wire "S"
                === Change to `source` (preferred, safe)
                clam x: "y"
                source s: wire "S"
            "#]],
        );
    }
}
