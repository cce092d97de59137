//! A sign-off without a seal, which never expires.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::Span;
use crate::text::message::{Message, message, written};

pub static RULE: Rule = Rule {
    name: "unsealed-sign-off",
    group: Group::SignOff,
    severity: Severity::Information,
    policy: Policy::Adjustable,
    summary: "A sign-off without a seal",
    documentation: r#"
## What it finds

A `checked:` without a seal. The rule reports nothing if the claim cannot be sealed yet: because its words are not in
the article, or because a source is not declared.

## Why it matters

A seal shows whether the claim has changed since somebody checked it. A sign-off without one never expires, however
much the claim changes.

## Example

```sayso
article "Harbour Bridge closed"

text
  The northern pier had sunk by eleven centimetres.

source survey: study "Survey of the northern pier"

claim sunk: number "had sunk by eleven centimetres"
  source: @survey at p. 4
  checked: 2026-03-03 by "M. Checker"
```

## Instead

If the claim has not changed since it was checked, add the seal with the quick fix. Otherwise check it again and sign it,
in the editor or with `sayso sign`.

```sayso
article "Harbour Bridge closed"

text
  The northern pier had sunk by eleven centimetres.

source survey: study "Survey of the northern pier"

claim sunk: number "had sunk by eleven centimetres"
  source: @survey at p. 4
  checked: 2026-03-03 by "M. Checker" seal f0aa-13c9-3c68-85ca
```

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((_, claim)) = context.claim() else {
        return;
    };
    let is_well_formed = |span| !context.is_unreadable(span);
    let mut unsealed = claim.checked().iter().filter(|signature| {
        let is_signed = signature.date.is_some() && signature.by.is_some();
        signature.seal.is_none() && is_signed && is_well_formed(signature.span)
    });
    let Some(first) = unsealed.next() else {
        return;
    };
    let Some(checked) = context.checked() else {
        return;
    };
    let seal = checked.seal();
    for signature in std::iter::once(first).chain(unsealed) {
        let message = message!(
            "the sign-off of {} by {} has no seal, so Sayso cannot report when the claim changes: add the seal",
            context.named(),
            match context.signed_by(signature) {
                Some(signer) => message!("{}", written(signer.label)),
                None => Message::from("somebody"),
            }
        );
        let finding = report.add(context.here(signature.span), message);
        // People can only seal their own sign-offs.
        let is_own = context.signing.is_none_or(|signing| {
            let (workspace, file) = (context.workspace, context.file_id);
            let again = signing.again(workspace, file, context.segment, signature);
            again.is_some()
        });
        if context.wants_fixes && is_own {
            let end = Span::at(signature.span.end as usize);
            let edit = context.replace(end, format!(" seal {seal}"));
            finding.manual_fix(
                "Add the seal: the claim has not changed since it was checked",
                vec![edit],
            );
            // Only a person can know that.
            finding.fixes[0].preferred = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const HEAD: &str = "article \"A\"\ntext\n  One was freed.\nentity ana: person \"Ana\"\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{HEAD}claim c: opinion \"One was freed\"\n  checked: 2026-01-09 by \"M. Ortega\", 2026-01-10 by @ana\n"
            ),
            expect![[r#"
                draft.sayso:6 "2026-01-09 by \"M. Ortega\"" information: the sign-off of claim `c` by M. Ortega has no seal, so Sayso cannot report when the claim changes: add the seal
                draft.sayso:6 "2026-01-10 by @ana" information: the sign-off of claim `c` by Ana has no seal, so Sayso cannot report when the claim changes: add the seal
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            &format!(
                "{HEAD}claim: \"One was freed\"\n  checked: 2026-01-09 by \"M\" seal 7f3a-9c1e-05d2\nclaim: \"Two\"\n  checked: 2026-01-09 by \"M\"\nclaim: \"One was freed\"\n  source: @nowhere\n  checked: 2026-01-09 by \"M\"\nclaim: \"One was freed\"\n  checked: 2026-01-09 by\n  checked: by \"M\"\n"
            ),
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            &format!(
                "{HEAD}claim c: opinion \"One was freed\"\n  checked: 2026-01-09 by \"M. Ortega\" # phoned\n"
            ),
            expect![[r#"
                === Add the seal: the claim has not changed since it was checked (manual)
                article "A"
                text
                  One was freed.
                entity ana: person "Ana"
                claim c: opinion "One was freed"
                  checked: 2026-01-09 by "M. Ortega" seal 38f9-b369-4a3b-3be8 # phoned
            "#]],
        );
    }
}
