//! A sign-off that cannot expire.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::Span;

pub static RULE: Rule = Rule {
    name: "unsealed-sign-off",
    group: Group::SignOff,
    severity: Severity::Information,
    policy: Policy::Adjustable,
    summary: "A sign-off without a seal",
    documentation: r#"
## What it finds

A `checked:` without a seal. It stays silent where the claim cannot be sealed yet: its words are not in the article, or a
source is declared nowhere.

## Why it matters

A seal tells when the claim is no longer what somebody checked. A sign-off without one stands under whatever the
claim becomes.

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

If the claim is still what was checked, add the seal with the quick fix. Else check it again and sign it, in the editor
or with `sayso sign`.

```sayso
article "Harbour Bridge closed"

text
  The northern pier had sunk by eleven centimetres.

source survey: study "Survey of the northern pier"

claim sunk: number "had sunk by eleven centimetres"
  source: @survey at p. 4
  checked: 2026-03-03 by "M. Checker" seal f0aa-13c9-3c68
```

## Settings

None.
"#,
    subject: Subject::Claim,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((_, claim)) = context.claim() else {
        return;
    };
    let is_whole = |span| !context.is_unreadable(span);
    let mut unsealed = claim.checked().iter().filter(|signature| {
        let is_signed = signature.date.is_some() && signature.by.is_some();
        signature.seal.is_none() && is_signed && is_whole(signature.span)
    });
    let Some(first) = unsealed.next() else {
        return;
    };
    let Some(checked) = context.checked() else {
        return;
    };
    let seal = checked.seal();
    for signature in std::iter::once(first).chain(unsealed) {
        let who = context.signed_by(signature).map(|who| who.label);
        let message = format!(
            "the sign-off of {} on {} has no seal, so nobody will be told when the claim changes: seal it",
            who.as_deref().unwrap_or("somebody"),
            context.named()
        );
        let finding = report.add(context.here(signature.span), message);
        // Nobody says for another what they have checked.
        let is_own = context.signing.is_none_or(|signing| {
            let (workspace, file) = (context.workspace, context.file_id);
            let again = signing.again(workspace, file, context.segment, signature);
            again.is_some()
        });
        if context.wants_fixes && is_own {
            let end = Span::at(signature.span.end as usize);
            let edit = context.replace(end, format!(" seal {seal}"));
            finding.fix_by_hand("Seal it: the claim is what was checked", vec![edit]);
            // That is for somebody to say.
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
                draft.sayso:6 "2026-01-09 by \"M. Ortega\"" information: the sign-off of M. Ortega on claim `c` has no seal, so nobody will be told when the claim changes: seal it
                draft.sayso:6 "2026-01-10 by @ana" information: the sign-off of Ana on claim `c` has no seal, so nobody will be told when the claim changes: seal it
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
                === Seal it: the claim is what was checked (by hand)
                article "A"
                text
                  One was freed.
                entity ana: person "Ana"
                claim c: opinion "One was freed"
                  checked: 2026-01-09 by "M. Ortega" seal 38f9-b369-4a3b # phoned
            "#]],
        );
    }
}
