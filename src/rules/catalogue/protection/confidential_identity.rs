//! A field that may reveal who a confidential source is.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::message;

pub static RULE: Rule = Rule {
    name: "confidential-identity",
    group: Group::Protection,
    severity: Severity::Error,
    policy: Policy::Fixed,
    summary: "A field that may reveal who a confidential source is",
    documentation: r#"
## What it finds

A source with `confidential: yes` that has a `by:`, `contact:`, `url:`, `archived:` or `file:`. You cannot
suppress this rule or change its severity.

## Why it matters

Files get copied, sent and published, and the history of a repository forgets nothing. The only way to keep a
promise of confidentiality is not to write the name down.

## Example

```sayso
source inspector: interview "Conversation about the inspections"
  confidential: yes
  by: "the name of a person"
  described-as: "a person who took part in the inspections"
```

## Instead

```sayso
source inspector: interview "Conversation about the inspections"
  confidential: yes
  described-as: "a person who took part in the inspections"
```

Store the name and the number where your newsroom keeps its secrets. If they have been committed, they are
still in the history: ask the person who maintains the repository to remove them from it.

## Settings

None.
"#,
    subject: Subject::Source,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The fields whose values may identify a source.
const IDENTIFYING: [&str; 5] = ["by", "contact", "url", "archived", "file"];

fn check(context: &Context, report: &mut Report) {
    let Some((_, source)) = context.source() else {
        return;
    };
    if !source.confidential {
        return;
    }
    let Some(declaration) = &context.segment.syntax().declaration else {
        return;
    };
    for field in &declaration.fields {
        let name = field.name.of(&context.segment.text);
        let Some(name) = IDENTIFYING.into_iter().find(|known| *known == name) else {
            continue;
        };
        // Neither the place nor the message contains the field's value.
        let is = match source.is_marked_confidential {
            true => "is confidential",
            false => "counts as confidential because something looks like `confidential: yes`",
        };
        let message = message!(
            "{} {}, and `{}:` may reveal who it is: remove the field, and store its value where your newsroom keeps its secrets",
            context.named(),
            is,
            name
        );
        let finding = report.add(context.here(field.name), message);
        if context.wants_fixes {
            let edits = vec![context.remove_lines(field.span)];
            finding.manual_fix(format!("Remove `{name}:`"), edits);
        }
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
            "source s: interview \"S\"\n  by: \"NAME\", @who\n  confidential: yes\n  contact: \"NUMBER\"\n  url: https://a.example.org\n  archived: https://b.example.org\n  file: \"f.wav\"\n",
            expect![[r#"
                draft.sayso:2 "by" error: source `s` is confidential, and `by:` may reveal who it is: remove the field, and store its value where your newsroom keeps its secrets
                draft.sayso:4 "contact" error: source `s` is confidential, and `contact:` may reveal who it is: remove the field, and store its value where your newsroom keeps its secrets
                draft.sayso:5 "url" error: source `s` is confidential, and `url:` may reveal who it is: remove the field, and store its value where your newsroom keeps its secrets
                draft.sayso:6 "archived" error: source `s` is confidential, and `archived:` may reveal who it is: remove the field, and store its value where your newsroom keeps its secrets
                draft.sayso:7 "file" error: source `s` is confidential, and `file:` may reveal who it is: remove the field, and store its value where your newsroom keeps its secrets
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "source s: interview \"S\"\n  by: \"NAME\"\nsource t: interview \"T\"\n  confidential: yes\n  described-as: \"a clerk\"\n  reason: \"by: nobody\"\n",
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "source s: interview \"S\"\n  confidential: yes\n  contact: \"one\n    two\" # three\n  terms: background\n",
            expect![[r#"
                === Remove `contact:` (preferred, manual)
                source s: interview "S"
                  confidential: yes
                  terms: background
            "#]],
        );
        check_fix(
            &RULE,
            "source s: interview \"S\"\n  confidential: yes\n  by: \"NAME\"",
            expect![[r#"
                === Remove `by:` (preferred, manual)
                source s: interview "S"
                  confidential: yes
            "#]],
        );
    }
}
