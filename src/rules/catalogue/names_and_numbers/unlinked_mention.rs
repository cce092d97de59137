//! A known entity that is named in a claim's passage, but not in its `about:`.

use crate::model::Item;
use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::rules::check::Check;
use crate::rules::claim::names_in_passage::names_in_passage;
use crate::rules::claim::names_in_passage::{item_of, linked, reference_to};
use crate::rules::context::Context;
use crate::rules::context::claim_words::report_words;
use crate::rules::context::passage_memo::EntityId;
use crate::rules::finding::Edit;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::rules::wording::list_of;
use crate::text::Span;
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "unlinked-mention",
    group: Group::Facts,
    severity: Severity::Hint,
    policy: Policy::Adjustable,
    summary: "A known entity named in a claim's passage, but not in its `about:`",
    documentation: r#"
## What it finds

A claim whose passage contains the name or an `aka:` of an entity that is not in the claim's `about:`, `said-by:` or
`reply:`. The rule reports nothing for a name that several entities share, and for claims of the kinds that need no
source.

## Why it matters

With `about:`, a newsroom finds everything that it has ever published about somebody: when they complain, when a
name was wrong, when they die.

## Example

```sayso
article "Bridge closed"

text
  The bridge was closed, Ines Varga said.

entity ines-varga: person "Ines Varga"

claim closed: "The bridge was closed, Ines Varga said."
```

## Instead

```sayso
article "Bridge closed"

text
  The bridge was closed, Ines Varga said.

entity ines-varga: person "Ines Varga"

claim closed: "The bridge was closed, Ines Varga said."
  said-by: @ines-varga
```

The quick fix adds all missing entities to `about:`.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((item, _)) = context.claim() else {
        return;
    };
    if UNSOURCED_CLAIM_KINDS.contains(&item.kind().unwrap_or("fact")) {
        return;
    }
    let unlinked = unlinked(context);
    let labels = unlinked.iter().filter_map(|&it| item_of(context, it));
    let labels: Vec<&str> = labels.map(Item::label).collect();
    if labels.is_empty() {
        return;
    }
    let (are_missing, them) = match labels.len() {
        1 => ("is not", "it"),
        _ => ("are not", "them"),
    };
    let message = message!(
        "{} names {}, which {} in its `about:`: add {}, so that searches find the claim",
        context.named(),
        written(list_of(&labels)),
        are_missing,
        them
    );
    let first = names_in_passage(context)
        .iter()
        .find(|named| named.entities[..] == unlinked[..1])
        .map(|named| named.range.clone());
    let words = match (context.article(), &first) {
        (Some(article), Some(range)) => &article.folded().text()[range.clone()],
        _ => "",
    };
    let finding = report_words(context, report, words, first, message);
    if context.wants_fixes {
        let names = unlinked.iter().filter_map(|&it| reference_to(context, it));
        let names: Vec<String> = names.map(|name| format!("@{name}")).collect();
        let names = names.join(", ");
        let title = format!("Add `{names}` to `about:`");
        finding.fix(title, vec![add_to_about(context, item, &names)]);
    }
}

/// The entities that are named but not linked, in the order of the passage.
fn unlinked(context: &Context) -> Vec<EntityId> {
    let mut unlinked = Vec::new();
    let named = names_in_passage(context);
    if named.is_empty() {
        return unlinked;
    }
    let Some(linked) = linked(context) else {
        return unlinked;
    };
    for named in named.iter() {
        if let [entity] = named.entities[..]
            && !linked.contains(&entity)
            && !unlinked.contains(&entity)
            && item_of(context, entity).is_some_and(|item| item.name().is_some())
        {
            unlinked.push(entity);
        }
    }
    unlinked
}

fn add_to_about(context: &Context, item: &Item, names: &str) -> Edit {
    let last = item.about().next_back();
    match last.and_then(|reference| item.references.get(reference)) {
        Some(last) => {
            let end = Span::at(last.span.end as usize);
            context.replace(end, format!(", {names}"))
        }
        None => context.add_field(&format!("about: {names}")),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const REGISTRY: &str = "//- all.sayso\nentity ana: person \"Ana Díaz\"\n  aka: \"Díaz\"\nentity madrid: place \"Madrid\"\n\
        entity eva: person \"Eva Ruiz\"\n  aka: \"Ruiz\"\nentity leo: person \"Leo Ruiz\"\n  aka: \"Ruiz\"\n\
        //- draft.sayso\narticle \"A\"\ntext\n  Ana Diaz came to Madrid. Ruiz, Díaz and “Díaz” left Madrid. Nobody spoke.\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{REGISTRY}claim came: \"Ana Diaz came to Madrid.\"\nclaim: \"Ruiz, Díaz and “Díaz” left Madrid.\"\n  about: @madrid\n"
            ),
            expect![[r#"
                draft.sayso:4 "Ana Diaz" hint: claim `came` names Ana Díaz and Madrid, which are not in its `about:`: add them, so that searches find the claim
                draft.sayso:5 "Díaz" hint: this claim names Ana Díaz, which is not in its `about:`: add it, so that searches find the claim
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            &format!(
                "{REGISTRY}claim: \"Ana Diaz came to Madrid.\"\n  said-by: @ana\n  about: @madrid\n\
                 claim: \"Nobody spoke.\"\nclaim: opinion \"left Madrid\"\nclaim: \"Ruiz, Díaz\"\n  about: @nobody\nclaim: \"not there, Madrid\"\n\
                 claim: \"Ruiz\"\nclaim: \"Ana\"\n"
            ),
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            &format!(
                "{REGISTRY}claim: \"Ana Diaz came to Madrid.\"\nclaim: \"Díaz and “Díaz” left Madrid.\"\n  about: @madrid # here\n"
            ),
            expect![[r#"
                === Add `@ana, @madrid` to `about:` (preferred)
                article "A"
                text
                  Ana Diaz came to Madrid. Ruiz, Díaz and “Díaz” left Madrid. Nobody spoke.
                claim: "Ana Diaz came to Madrid."
                  about: @ana, @madrid
                claim: "Díaz and “Díaz” left Madrid."
                  about: @madrid # here
                === Add `@ana` to `about:` (preferred)
                article "A"
                text
                  Ana Diaz came to Madrid. Ruiz, Díaz and “Díaz” left Madrid. Nobody spoke.
                claim: "Ana Diaz came to Madrid."
                claim: "Díaz and “Díaz” left Madrid."
                  about: @madrid, @ana # here
            "#]],
        );
    }
}
