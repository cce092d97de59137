//! A reference of the wrong kind, such as an entity in `source:`.

use crate::model::{Item, Reference, Role};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::finding::Finding;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::rules::wording::with_article;
use crate::syntax::Keyword;
use crate::text::Span;
use crate::text::message::{message, written};
use crate::workspace::{Resolution, Target};

pub static RULE: Rule = Rule {
    name: "wrong-reference-kind",
    group: Group::Names,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A reference of the wrong kind, such as an entity in `source:`",
    documentation: r##"
## What it finds

A reference that its field does not allow: an entity in `source:`, a claim in `about:`, a
source in `said-by:`.

## Why it matters

A person is not a source. A source is what the person said, with its date and place: an interview, a statement, a
letter. Only that can be looked up.

## Example

```sayso
entity ana: person "Ana Díaz"

claim: "five were freed"
  source: @ana
```

## Instead

```sayso
entity ana: person "Ana Díaz"

source ana-interview: interview "Telephone call with Ana Díaz"
  by: @ana

claim: "five were freed"
  source: @ana-interview at 00:14:05
```

## Settings

None.
"##,
    subject: Subject::Declaration,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of sources offered as fixes.
const OFFERED: usize = 3;

fn check(context: &Context, report: &mut Report) {
    let Some(item) = context.item() else { return };
    for (reference, resolution) in item.references.iter().zip(context.resolved) {
        let Some(expected) = reference.role.expects() else {
            continue;
        };
        let Resolution::Found(target) = resolution else {
            continue;
        };
        let Some(found) = target.item() else { continue };
        // A declaration with an unreadable keyword may be of any kind.
        if found.keyword() != expected && found.keyword() != Keyword::Unknown {
            wrong(context, reference, target, found, report);
        }
    }
}

fn wrong(
    context: &Context,
    reference: &Reference,
    target: &Target,
    found: &Item,
    report: &mut Report,
) {
    let reference_text = reference.span.of(&context.segment.text);
    let found_kind = with_article(found.keyword());
    let expected_kind = match reference.role.expects() {
        Some(Keyword::Source) => "a source",
        _ => "an entity",
    };
    let name = found
        .name
        .as_ref()
        .map_or(Span::default(), |name| name.span);
    let finding = report.add(
        context.here(reference.span),
        message!(
            "`{}` is {}, but this field takes {}: refer to one, or declare one",
            written(reference_text),
            found_kind,
            expected_kind
        ),
    );
    finding.related(
        crate::workspace::Place::Declaration {
            file: target.file,
            id: target.id,
            span: name,
        },
        message!("`{}` is declared here", written(&reference.name)),
    );
    if context.wants_fixes && found.keyword() == Keyword::Entity {
        offer_sources_by(context, reference, finding);
    }
}

/// A person in place of a source usually means something that the person said.
fn offer_sources_by(context: &Context, reference: &Reference, finding: &mut Finding) {
    let is_by = |item: &&Item| {
        item.keyword() == Keyword::Source
            && item
                .references
                .iter()
                .any(|by| by.role == Role::By && by.name == reference.name)
    };
    let users = context.file.referring(&reference.name).iter();
    let items = users.filter_map(|id| context.file.get(*id)?.1.segment.item.as_ref());
    for name in items.filter(is_by).filter_map(Item::name).take(OFFERED) {
        let edit = context.replace(reference.span, format!("@{name}"));
        finding.manual_fix(format!("Change to `@{name}`"), vec![edit]);
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
            "entity ana: person \"Ana\"\nclaim c: \"x\"\n  source: @ana\n  about: @c\n",
            expect![[r#"
                draft.sayso:3 "@ana" error: `@ana` is an entity, but this field takes a source: refer to one, or declare one
                    draft.sayso:1 "ana": `ana` is declared here
                draft.sayso:4 "@c" error: `@c` is a claim, but this field takes an entity: refer to one, or declare one
                    draft.sayso:2 "c": `c` is declared here
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "entity ana: person \"Ana\"\nclam c: \"x\"\nclaim: \"x\"\n  about: @ana, @c, @nobody\n  note: \"@ana\"\n",
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "entity ana: person \"Ana\"\nsource call: interview \"Call\"\n  by: @ana\nclaim c: \"x\"\n  source: @ana at 00:14:05\n",
            expect![[r#"
                === Change to `@call` (preferred, manual)
                entity ana: person "Ana"
                source call: interview "Call"
                  by: @ana
                claim c: "x"
                  source: @call at 00:14:05
            "#]],
        );
    }
}
