//! Text that Sayso cannot read.
//!
//! The mark of a list before a field (`- source: @a`) is removed automatically. It has no meaning, and the declaration
//! is already read as if it were not there, unless one of the marks may belong to quoted text.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::finding::Applicability;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::Keyword;
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
a malformed value. The message says what was expected.

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
        .filter(|_| context.wants_fixes)
        .and_then(|_| context.segment.syntax().declaration.as_ref())
        .map(|declaration| declaration.keyword_span);
    for error in &context.segment.errors {
        let finding = report.add(context.here(error.span), error.message.clone());
        if context.wants_fixes && unknown == Some(error.span) && error.insertion.is_none() {
            let word = error.span.of(&context.segment.text);
            let words = Keyword::ALL.map(Keyword::word);
            let certain = slip_of(word, words);
            for near in nearest(word, words) {
                let title = format!("Change to `{near}`");
                let edits = vec![context.replace(error.span, near)];
                finding.add_fix(title, edits, Applicability::safe_if(certain == Some(near)));
            }
        }
        let Some((span, text)) = error.insertion.as_ref().filter(|_| context.wants_fixes) else {
            continue;
        };
        let replaced = span.of(&context.segment.text).trim();
        let title = match text.trim() {
            "" if !span.is_empty() => format!("Remove `{replaced}`"),
            "" => "Insert a space".to_owned(),
            word if !span.is_empty() => format!("Change to `{word}`"),
            mark => format!("Insert `{mark}`"),
        };
        // It is safe to replace a keyword in capitals and to remove a mark that has no meaning. An insertion is
        // not safe: it may belong elsewhere.
        let applicability = Applicability::safe_if(!span.is_empty());
        let edits = vec![context.replace(*span, text.clone())];
        finding.add_fix(title, edits, applicability);
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
                draft.sayso:1 "clam" error: `clam` does not begin a declaration: start a line in column 0 with `article`, `text`, `entity`, `source` or `claim`, and indent a field
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
