//! A known name in the article, written with other accents.
//!
//! The rule works in both directions: accents that the known name lacks are as likely to be wrong as missing ones.

use crate::model::Item;
use crate::rules::check::Check;
use crate::rules::claim::spellings;
use crate::rules::claim::spellings::{Spelling, is_alike, part_named};
use crate::rules::context::entities::{NAMESAKES, in_order, item_of};
use crate::rules::context::in_article::TextContext;
use crate::rules::context::names_in_text::MeantName;
use crate::rules::context::passage_memo::{EntityId, NameInPassage};
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::quoted;
use crate::text::fold::fold_for_search;
use crate::text::message::{message, written};
use crate::text::words::words;
use crate::workspace::Workspace;

pub static RULE: Rule = Rule {
    name: "name-diacritics",
    group: Group::Facts,
    severity: Severity::Information,
    policy: Policy::Adjustable,
    summary: "A known name, written with other accents",
    documentation: r#"
## What it finds

The name or an `aka:` of an entity with missing or different accents, anywhere in the article or in its headline: "Rocio"
for "Rocío", "Oresund" for "Øresund". The rule reports nothing if any `aka:` has this spelling, or if the words are in
capitals, which have no accents in many languages.

## Why it matters

For the person who has the name, it is misspelled, and a search for one spelling does not find the other. Some
newsrooms omit accents on purpose: then add the spelling to `aka:` once.

## Example

```sayso
article "Freed"

text
  Rocio San Miguel was freed.

entity rocio-san-miguel: person "Rocío San Miguel"

claim freed: "Rocio San Miguel was freed."
  about: @rocio-san-miguel
```

## Instead

```sayso
article "Freed"

text
  Rocío San Miguel was freed.

entity rocio-san-miguel: person "Rocío San Miguel"

claim freed: "Rocío San Miguel was freed."
  about: @rocio-san-miguel
```

One quick fix writes the known name into the article and into the claims that quote it, the other one adds the
spelling to `aka:`.

## Settings

If your newsroom writes without accents, turn the rule off.
"#,
    subject: Subject::Text,
    reads_prose: false,
};

pub const CHECK: Check = Check::Text(check);

fn check(context: &TextContext, report: &mut Report) {
    for (part, named) in &context.names.respelled {
        let as_written = &context.names.text(*part)[named.range.clone()];
        let Some((entity, name)) = known_by(context.workspace, named, as_written) else {
            continue;
        };
        let Some(declared) = item_of(context.workspace, entity).and_then(Item::name) else {
            continue;
        };
        let name = MeantName {
            entity,
            name: name.to_owned(),
            meant: name.to_owned(),
        };
        let message = message!(
            "{} has {}, but `{}` is known as {}: correct the accents, or add the spelling to its `aka:`",
            part_named(*part),
            written(quoted(as_written, "“")),
            written(declared),
            written(quoted(&name.name, "“"))
        );
        let spelling = Spelling {
            part: *part,
            range: named.range.clone(),
            name: &name,
        };
        spellings::report(context, report, &spelling, message);
    }
}

/// The known name that was meant, and its entity. `None` if an entity is known by the name as written.
fn known_by<'a>(
    workspace: &'a Workspace,
    named: &NameInPassage,
    as_written: &str,
) -> Option<(EntityId, &'a str)> {
    let entities = named.entities.iter();
    let mut items = entities.filter_map(|&entity| item_of(workspace, entity));
    let is_known = |item: &Item| item.known_names().any(|name| is_alike(as_written, name));
    if named.entities.len() > NAMESAKES || items.any(is_known) {
        return None;
    }
    let without_accents = |name: &str| -> Vec<String> {
        words(name)
            .map(|word| fold_for_search(&name[word]))
            .collect()
    };
    let wanted = without_accents(as_written);
    in_order(workspace, &named.entities)
        .into_iter()
        .find_map(|entity| {
            let item = item_of(workspace, entity)?;
            let mut names = item.known_names().filter(|_| item.name().is_some());
            Some((entity, names.find(|name| without_accents(name) == wanted)?))
        })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const PEOPLE: &str = "//- people.sayso\nentity rocio: person \"Rocío San Miguel\"\n  aka: \"Rocío\"\nentity sund: place \"Øresund\"\n\
        entity macho: person \"María Machado\"\n  aka: \"Maria Machado\"\nentity sao: place \"São Paulo\"\nentity sao-city: place \"Sao Paulo\"\n\
        //- draft.sayso\narticle \"A\"\n  text: \"a.md\"\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{PEOPLE}claim freed: \"Rocio San Miguel came over the Oresund\"\nclaim: \"not\"\n//- a.md\nRocio San Miguel came over the Oresund. It is not.\n"
            ),
            expect![[r#"
                a.md:1 "Rocio San Miguel" information: the article has “Rocio San Miguel”, but `rocio` is known as “Rocío San Miguel”: correct the accents, or add the spelling to its `aka:`
                    people.sayso:1 "\"Rocío San Miguel\"": the known name
                a.md:1 "Oresund" information: the article has “Oresund”, but `sund` is known as “Øresund”: correct the accents, or add the spelling to its `aka:`
                    people.sayso:3 "\"Øresund\"": the known name
            "#]],
        );
    }

    #[test]
    fn silent() {
        let text = "Rocío met Maria Machado and María Machado in Sao Paulo, São Paulo, ROCIO SAN MIGUEL's home.";
        check(
            &RULE,
            &format!("{PEOPLE}claim: \"{text}\"\n//- a.md\n{text}\n"),
            expect![[""]],
        );
    }

    #[test]
    fn names_are_found_anywhere() {
        check(
            &RULE,
            "//- people.sayso\nentity rocio: person \"Rocío San Miguel\"\n//- draft.sayso\narticle \"Rocio San Miguel left\"\n  text: \"a.md\"\n//- a.md\n# Rocio San Miguel\n\nShe left.\n",
            expect![[r#"
                a.md:1 "Rocio San Miguel" information: the article has “Rocio San Miguel”, but `rocio` is known as “Rocío San Miguel”: correct the accents, or add the spelling to its `aka:`
                    people.sayso:1 "\"Rocío San Miguel\"": the known name
                draft.sayso:1 "Rocio San Miguel" information: the headline has “Rocio San Miguel”, but `rocio` is known as “Rocío San Miguel”: correct the accents, or add the spelling to its `aka:`
                    people.sayso:1 "\"Rocío San Miguel\"": the known name
            "#]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            &format!(
                "{PEOPLE}claim: \"Rocio San\n    Miguel … left\"\nclaim: opinion \"Miguel came\"\nclaim: opinion \"left\"\n//- a.md\n*Rocio San* Miguel came and left.\n"
            ),
            expect![[r#"
                === Write “Rocío San Miguel” in the article (preferred)
                *Rocío San* Miguel came and left.
                article "A"
                  text: "a.md"
                claim: "Rocío San
                    Miguel … left"
                claim: opinion "Miguel came"
                claim: opinion "left"
                === Add `aka: "Rocio San Miguel"` to `rocio` (manual)
                entity rocio: person "Rocío San Miguel"
                  aka: "Rocío"
                  aka: "Rocio San Miguel"
                entity sund: place "Øresund"
                entity macho: person "María Machado"
                  aka: "Maria Machado"
                entity sao: place "São Paulo"
                entity sao-city: place "Sao Paulo"
            "#]],
        );
    }
}
