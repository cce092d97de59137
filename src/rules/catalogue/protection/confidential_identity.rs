//! What would tell who a confidential source is.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};

pub static RULE: Rule = Rule {
    name: "confidential-identity",
    group: Group::Protection,
    severity: Severity::Error,
    policy: Policy::Fixed,
    summary: "What would identify a confidential source stands in the repository",
    documentation: r#"
## What it finds

A source with `confidential: yes` that has a `by:`, `contact:`, `url:`, `archived:` or `file:`. No
setting silences it.

## Why it matters

Files are copied, sent and published, and the history of a repository forgets nothing. A promise of
confidentiality is kept by not writing the name down.

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

Keep the name and the number where your newsroom keeps its secrets. If they have been committed,
they are still in the history: ask whoever looks after the repository to take them out of it.

## Settings

None.
"#,
    subject: Subject::Source,
};

pub const CHECK: Check = Check::Declaration(check);

const TELLING: [&str; 5] = ["by", "contact", "url", "archived", "file"];

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
        if !TELLING.contains(&name) {
            continue;
        }
        // Neither the place nor the message holds what the field says.
        let message = format!(
            "`{name}:` may tell who {} is, which is confidential: take it out, and keep it where your newsroom keeps its secrets",
            context.named()
        );
        let finding = report.add(context.here(field.name), message);
        if context.wants_fixes {
            let edits = vec![context.remove_lines(field.span)];
            finding.fix_by_hand(format!("Take `{name}:` out"), edits);
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
                draft.sayso:2 "by" error: `by:` may tell who source `s` is, which is confidential: take it out, and keep it where your newsroom keeps its secrets
                draft.sayso:4 "contact" error: `contact:` may tell who source `s` is, which is confidential: take it out, and keep it where your newsroom keeps its secrets
                draft.sayso:5 "url" error: `url:` may tell who source `s` is, which is confidential: take it out, and keep it where your newsroom keeps its secrets
                draft.sayso:6 "archived" error: `archived:` may tell who source `s` is, which is confidential: take it out, and keep it where your newsroom keeps its secrets
                draft.sayso:7 "file" error: `file:` may tell who source `s` is, which is confidential: take it out, and keep it where your newsroom keeps its secrets
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
                === Take `contact:` out (preferred, by hand)
                source s: interview "S"
                  confidential: yes
                  terms: background
            "#]],
        );
        check_fix(
            &RULE,
            "source s: interview \"S\"\n  confidential: yes\n  by: \"NAME\"",
            expect![[r#"
                === Take `by:` out (preferred, by hand)
                source s: interview "S"
                  confidential: yes
            "#]],
        );
    }
}
