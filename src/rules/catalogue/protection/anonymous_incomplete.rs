//! A confidential source without a description, a reason or an approval.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{Message, message};

pub static RULE: Rule = Rule {
    name: "anonymous-incomplete",
    group: Group::Protection,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A confidential source without a description, a reason or an approval",
    documentation: r#"
## What it finds

A source with `confidential: yes` that lacks `described-as:`, `reason:` or `approved:`.

## Why it matters

Readers cannot evaluate a source without a name. An editor has to do it for them: one who knows why
the source is not named, and has agreed to that. And if nobody wrote down how the article may describe
the source, the next person to edit the article may describe it in a way that reveals too much.

## Example

```sayso
source inspector: interview "Conversation about the inspections"
  confidential: yes
```

## Instead

```sayso
source inspector: interview "Conversation about the inspections"
  confidential: yes
  described-as: "a person who took part in the inspections"
  reason: "would lose the job"
  approved: 2026-03-02 by "L. Editor"
```

## Settings

None.
"#,
    subject: Subject::Source,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

struct RequiredField {
    name: &'static str,
    says: &'static str,
    /// The line that the fix adds, for the writer to complete.
    line: &'static str,
}

const REQUIRED: [RequiredField; 3] = [
    RequiredField {
        name: "described-as",
        says: "how the article may describe it",
        line: "described-as: \"\"",
    },
    RequiredField {
        name: "reason",
        says: "why it is not named",
        line: "reason: \"\"",
    },
    RequiredField {
        name: "approved",
        says: "who agreed to this, and when",
        line: "approved: ",
    },
];

fn check(context: &Context, report: &mut Report) {
    let Some((_, source)) = context.source() else {
        return;
    };
    // A slip comes first: what it means is not known yet.
    if !source.is_marked_confidential {
        return;
    }
    let is_present = [
        source.described_as.is_some(),
        source.reason.is_some(),
        source.approved.is_some(),
    ];
    let missing: Vec<_> = REQUIRED
        .iter()
        .zip(is_present)
        .filter(|(_, is_present)| !is_present)
        .map(|(field, _)| field)
        .collect();
    if missing.is_empty() {
        return;
    }
    let fields = missing
        .iter()
        .map(|field| message!("`{}:` ({})", field.name, field.says));
    let message = message!(
        "{} is confidential: add {}",
        context.named(),
        Message::joined(fields, ", ")
    );
    let finding = report.add(context.here(context.title_span()), message);
    if context.wants_fixes {
        for field in missing {
            let edit = context.add_field(field.line);
            finding.manual_fix(format!("Add `{}:`", field.name), vec![edit]);
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
            "source s: interview \"S\"\n  confidential: yes\nsource t: email \"T\"\n  confidential: yes\n  described-as: \"a clerk\"\n  approved: 2026-03-02 by \"L\"\n",
            expect![[r#"
                draft.sayso:1 "\"S\"" error: source `s` is confidential: add `described-as:` (how the article may describe it), `reason:` (why it is not named), `approved:` (who agreed to this, and when)
                draft.sayso:3 "\"T\"" error: source `t` is confidential: add `reason:` (why it is not named)
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "source s: interview \"S\"\nsource t: email \"T\"\n  confidential: yes\n  described-as: \"a clerk\"\n  reason: \"R\"\n  approved: 2026-03-02 by \"L\"\n",
            expect![""],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "source s: interview \"S\"\n  confidential: yes\n  reason: \"R\"\n",
            expect![[r#"
                === Add `described-as:` (preferred, manual)
                source s: interview "S"
                  confidential: yes
                  reason: "R"
                  described-as: ""
                === Add `approved:` (manual)
                source s: interview "S"
                  confidential: yes
                  reason: "R"
                  approved: 
            "#]],
        );
    }
}
