//! A claim that nobody has signed off, in an article that is ready or published.
//!
//! Kinds that need no source need no sign-off. In an article that is `ready`, a claim whose seals are
//! all broken is reported by `broken-seal` only; once the article is `published`, it also counts as
//! unchecked.

use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::signoff::SignOffState;
use crate::text::message::message;

pub static RULE: Rule = Rule {
    name: "unchecked-claim",
    group: Group::SignOff,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A claim without a sign-off, in an article that is ready or published",
    documentation: r#"
## What it finds

A claim without `checked:`. This is a warning if the article's `status` is `ready` and an error if it is `published`.
With any other status, the rule reports nothing. In a published article, a claim whose sign-offs have all expired counts
as unchecked, too. Claims of the kinds `opinion`, `common-knowledge`, `transition` and `observation` need no source, so
they need no sign-off either.

## Why it matters

"The article was checked" has to mean that every claim was checked. A forgotten one looks like all the others.

## Example

```sayso
article "Harbour Bridge closed"
  status: ready

source town-notice: press-release "Harbour Bridge closed until further notice"

claim closed: "Harbour Bridge was closed on Monday"
  source: @town-notice at para 1
```

## Instead

Check it, then sign it: in the editor, or with `sayso sign closed --by "M. Checker"`.

```sayso
article "Harbour Bridge closed"
  status: ready

source town-notice: press-release "Harbour Bridge closed until further notice"

claim closed: "Harbour Bridge was closed on Monday"
  source: @town-notice at para 1
  checked: 2026-03-03 by "M. Checker" seal 7f3a-9c1e-05d2
```

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    // A claim without a title is still being typed.
    if item.title.is_none() || UNSOURCED_CLAIM_KINDS.contains(&item.kind().unwrap_or("fact")) {
        return;
    }
    let severity = match status(context) {
        Some("ready") => Severity::Warning,
        Some("published") => Severity::Error,
        _ => return,
    };
    let claim_label = context.named();
    let message = match claim.checked() {
        [] => message!(
            "nobody has signed off {}: check it, then sign it",
            claim_label
        ),
        // Before publication, the finding of `broken-seal` is enough.
        _ if severity == Severity::Error && is_expired(context) => message!(
            "{} has changed since it was signed off: check it again, then sign it again",
            claim_label
        ),
        _ => return,
    };
    report
        .add(context.here(context.title_span()), message)
        .with_severity(severity);
}

/// The article's `status:`.
fn status<'a>(context: &Context<'a>) -> Option<&'a str> {
    let (_, article) = context.file.article()?;
    article.status.as_ref().map(|status| status.text.as_str())
}

/// Whether all sign-offs of the claim have seals, and all these seals are broken.
fn is_expired(context: &Context) -> bool {
    let Some((_, claim)) = context.claim() else {
        return false;
    };
    let sealed = claim.checked().iter();
    if sealed.clone().any(|signature| signature.seal.is_none()) {
        return false;
    }
    let checked = context.checked();
    let mut standings = sealed.map(|signature| SignOffState::of(signature, checked.as_ref()));
    standings.all(|standing| !standing.counts())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::check;

    fn draft(status: &str) -> String {
        format!(
            "article \"A\"\n  status: {status}\ntext\n  One was freed. Two were freed.\nclaim c: \"One was freed\"\nclaim: opinion \"x\"\nclaim d\nclaim: \"Two\"\n  checked: 2026-01-09 by \"M\"\nclaim e: \"Two were freed\"\n  checked: 2026-01-09 by \"M\" seal 7f3a-9c1e-05d2\n"
        )
    }

    #[test]
    fn fires() {
        check(
            &RULE,
            &draft("ready"),
            expect![[r#"
            draft.sayso:5 "\"One was freed\"" warning: nobody has signed off claim `c`: check it, then sign it
        "#]],
        );
        check(
            &RULE,
            &draft("published"),
            expect![[r#"
                draft.sayso:5 "\"One was freed\"" error: nobody has signed off claim `c`: check it, then sign it
                draft.sayso:10 "\"Two were freed\"" error: claim `e` has changed since it was signed off: check it again, then sign it again
            "#]],
        );
    }

    #[test]
    fn silent() {
        for status in ["draft", "checking", "withdrawn", "redy"] {
            check(&RULE, &draft(status), expect![[""]]);
        }
        check(&RULE, "claim: \"One was freed\"\n", expect![[""]]);
    }
}
