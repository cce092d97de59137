//! A claim that was signed off by its own author.

use crate::model::{By, Item};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::signoff::SignerIdentity;
use crate::text::Span;
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "self-checked",
    group: Group::SignOff,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A claim signed off by somebody in the article's `byline:`",
    documentation: r#"
## What it finds

A `checked:` by somebody who is in the article's `byline:`: the same entity, or the same name. The title and the `aka:`
names of an entity count, too.

## Why it matters

Writers read in a sentence what they meant. It takes a second person to see what it says.

## Example

```sayso
article "Harbour Bridge closed"
  byline: "A. Reporter"

source town-notice: press-release "Harbour Bridge closed until further notice"

claim closed: "Harbour Bridge was closed on Monday"
  source: @town-notice at para 1
  checked: 2026-03-03 by "A. Reporter"
```

## Instead

```sayso
article "Harbour Bridge closed"
  byline: "A. Reporter"

source town-notice: press-release "Harbour Bridge closed until further notice"

claim closed: "Harbour Bridge was closed on Monday"
  source: @town-notice at para 1
  checked: 2026-03-03 by "M. Checker"
```

## Settings

If you work alone, turn the rule off in `sayso.toml`.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of writers and of checkers that are compared: more than any real article has.
const MAX_COMPARED: usize = 100;

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    if claim.checked().is_empty() {
        return;
    }
    let article = context.file.article();
    let Some((_, slot)) = article.and_then(|(id, _)| context.file.get(id)) else {
        return;
    };
    let Some((article, byline)) = byline_of(slot.segment.item.as_ref()) else {
        return;
    };
    let writers = byline.iter().take(MAX_COMPARED).filter_map(|by| {
        let writer = SignerIdentity::of(context.workspace, context.file_id, article, by)?;
        Some((by, writer))
    });
    let writers: Vec<(&By, SignerIdentity)> = writers.collect();
    for signature in claim.checked().iter().take(MAX_COMPARED) {
        let Some(checker) = context.signed_by(signature) else {
            continue;
        };
        let mut writers = writers.iter();
        let writer = writers.find(|(_, writer)| writer.is(&checker));
        if let (Some((writer, _)), Some(by)) = (writer, &signature.by) {
            let message = message!(
                "{} wrote the article and signed off {}: have somebody else check it",
                written(&checker.label),
                context.named()
            );
            let place = context.here(span_of(item, by));
            let finding = report.add(place, message);
            let byline = context.place_in_file(slot.id, span_of(article, writer));
            finding.related(byline, "the byline");
        }
    }
}

fn byline_of(item: Option<&Item>) -> Option<(&Item, &[By])> {
    let byline = &item?.article()?.byline;
    (!byline.is_empty()).then_some((item?, byline))
}

fn span_of(item: &Item, by: &By) -> Span {
    match by {
        By::Name(name) => name.span,
        By::Entity(reference) => item.references[*reference].span,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::check;

    const PEOPLE: &str = "\
//- people.sayso
entity ana: person \"Ana Díaz\"
  aka: \"A. Díaz\"
entity other-ana: person \"Ana Díaz\"
entity eva: person \"Eva\"
//- draft.sayso
article \"A\"
";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{PEOPLE}  byline: @ana, \"Bea  Ruiz\"\nclaim c: \"x\"\n  checked: 2026-01-09 by @ana\n  checked: 2026-01-09 by \"a. díaz\"\nclaim: \"y\"\n  checked: 2026-01-10 by \"Bea Ruiz\"\n"
            ),
            expect![[r#"
                draft.sayso:4 "@ana" warning: Ana Díaz wrote the article and signed off claim `c`: have somebody else check it
                    draft.sayso:2 "@ana": the byline
                draft.sayso:5 "\"a. díaz\"" warning: a. díaz wrote the article and signed off claim `c`: have somebody else check it
                    draft.sayso:2 "@ana": the byline
                draft.sayso:7 "\"Bea Ruiz\"" warning: Bea Ruiz wrote the article and signed off this claim: have somebody else check it
                    draft.sayso:2 "\"Bea  Ruiz\"": the byline
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            &format!(
                "{PEOPLE}  byline: @ana, @nobody\nclaim: \"x\"\n  checked: 2026-01-09 by @other-ana\n  checked: 2026-01-09 by \"Ana Diaz\"\n  checked: 2026-01-09 by @eva\n  checked: 2026-01-09 by @nobody\n  checked: 2026-01-09 by\nclaim: \"y\"\n"
            ),
            expect![[""]],
        );
        check(
            &RULE,
            "claim: \"x\"\n  checked: 2026-01-09 by \"Ana\"\n",
            expect![[""]],
        );
    }
}
