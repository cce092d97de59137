//! A confidential source of which it is not said why, who agreed to it, and how to call it.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};

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

The reader cannot judge a source without a name, so somebody else has to: an editor who knows why
it is not named and has agreed to that. And when nobody wrote down how the source may be called,
the next hand at the article will call it something that tells too much.

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
};

pub const CHECK: Check = Check::Declaration(check);

/// Each field with what it is to say, and how its line begins.
const WANTED: [(&str, &str, &str); 3] = [
    (
        "described-as",
        "how the article may call it",
        "described-as: \"\"",
    ),
    ("reason", "why it is not named", "reason: \"\""),
    ("approved", "who agreed to that, and when", "approved: "),
];

fn check(context: &Context, report: &mut Report) {
    let Some((_, source)) = context.source() else {
        return;
    };
    if !source.confidential {
        return;
    }
    let said = [
        source.described_as.is_some(),
        source.reason.is_some(),
        source.approved.is_some(),
    ];
    let missing: Vec<_> = WANTED
        .iter()
        .zip(said)
        .filter(|(_, is_said)| !is_said)
        .map(|(wanted, _)| wanted)
        .collect();
    if missing.is_empty() {
        return;
    }
    let wanted: Vec<String> = missing
        .iter()
        .map(|(field, what, _)| format!("`{field}:`, {what}"))
        .collect();
    let message = format!(
        "{} is confidential: add {}",
        context.named(),
        wanted.join("; ")
    );
    let finding = report.add(context.here(context.title_span()), message);
    if context.wants_fixes {
        for (field, _, line) in missing {
            finding.fix_by_hand(format!("Add `{field}:`"), vec![context.add_field(line)]);
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
                draft.sayso:1 "\"S\"" error: source `s` is confidential: add `described-as:`, how the article may call it; `reason:`, why it is not named; `approved:`, who agreed to that, and when
                draft.sayso:3 "\"T\"" error: source `t` is confidential: add `reason:`, why it is not named
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
                === Add `described-as:` (preferred, by hand)
                source s: interview "S"
                  confidential: yes
                  reason: "R"
                  described-as: ""
                === Add `approved:` (by hand)
                source s: interview "S"
                  confidential: yes
                  reason: "R"
                  approved: 
            "#]],
        );
    }
}
