//! Text that cannot be read.

use super::context::{Context, Report};
use super::rule::{Check, Group, Rule, Severity};

pub static RULE: Rule = Rule {
    name: "syntax-error",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "Text that cannot be read",
    documentation: r##"
## What it finds

A line that is not written as Sayso is: a missing colon or quotation mark, a word that begins no
declaration, a value that is none. The message says what was expected there.

## Why it matters

What cannot be read is not checked. Everything else in the file still is: a broken declaration does
not hurt its neighbours.

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
    check: Check::Declaration(check),
};

fn check(context: &Context, report: &mut Report) {
    for error in &context.segment.errors {
        let finding = report.add(context.here(error.span), error.message.clone());
        let Some((span, text)) = error.insertion.as_ref().filter(|_| context.wants_fixes) else {
            continue;
        };
        let title = match text.trim() {
            "" => "Insert a space".to_owned(),
            mark => format!("Insert `{mark}`"),
        };
        finding.fix(title, vec![context.replace(*span, text.clone())]);
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
                draft.sayso:1 "clam" error: `clam` begins no declaration: a line in column 0 starts with `article`, `text`, `entity`, `source` or `claim`; a field is indented
                draft.sayso:4 "by @x" error: a field needs a colon: `by: …`
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
}
