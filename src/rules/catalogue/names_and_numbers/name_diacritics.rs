//! A known name in a claim's passage with other accents than it is known by.

use crate::model::Item;
use crate::rules::check::Check;
use crate::rules::claim::names_in_passage::names_in_passage;
use crate::rules::claim::names_in_passage::{NAMESAKES, in_order, item_of};
use crate::rules::claim::spellings;
use crate::rules::claim::spellings::{Spelling, is_alike};
use crate::rules::context::Context;
use crate::rules::context::passage_memo::{EntityId, NameInPassage};
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::quoted;
use crate::text::fold::fold_for_search;
use crate::text::words::words;

pub static RULE: Rule = Rule {
    name: "name-diacritics",
    group: Group::Facts,
    severity: Severity::Information,
    policy: Policy::Adjustable,
    summary: "A known name with other accents than it is known by",
    documentation: r#"
## What it finds

A claim whose passage holds the name or an `aka:` of an entity with accents missing, or with others:
"Rocio" for "Rocío", "Oresund" for "Øresund". It stays silent where any `aka:` has the spelling, and for words in
capitals, which go without accents in many languages.

## Why it matters

To the one who has the name it is misspelled, and a search for the one spelling does not find the
other. Some desks drop accents on purpose: then the `aka:` says so, once.

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

One quick fix writes the known name into the article and into the claims that quote it, the other
adds the spelling to `aka:`.

## Settings

None. A desk that writes without accents turns the rule off.
"#,
    subject: Subject::Claim,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((text, _)) = context.folded_passage() else {
        return;
    };
    for named in names_in_passage(context).iter() {
        let written = &text[named.range.clone()];
        let Some((entity, name)) = known_by(context, named, written) else {
            continue;
        };
        let Some(who) = item_of(context, entity).and_then(Item::name) else {
            continue;
        };
        let spelling = Spelling {
            range: named.range.clone(),
            entity,
            name: name.to_owned(),
        };
        let message = format!(
            "{} has {}, and `{who}` is known as {}: write it so, or add the spelling to its `aka:`",
            context.named(),
            quoted(written, "“"),
            quoted(name, "“")
        );
        spellings::report(context, report, &spelling, message);
    }
}

/// The name that was meant, and whose it is; none where somebody is known by what is written.
fn known_by<'a>(
    context: &Context<'a>,
    named: &NameInPassage,
    written: &str,
) -> Option<(EntityId, &'a str)> {
    let entities = named.entities.iter();
    let mut items = entities.filter_map(|&entity| item_of(context, entity));
    let is_known = |item: &Item| item.known_names().any(|name| is_alike(written, name));
    if named.entities.len() > NAMESAKES || items.any(is_known) {
        return None;
    }
    let bare = |name: &str| -> Vec<String> {
        words(name)
            .map(|word| fold_for_search(&name[word]))
            .collect()
    };
    let wanted = bare(written);
    in_order(context, &named.entities)
        .into_iter()
        .find_map(|entity| {
            let item = item_of(context, entity)?;
            let mut names = item.known_names().filter(|_| item.name().is_some());
            Some((entity, names.find(|name| bare(name) == wanted)?))
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
                draft.sayso:3 "\"Rocio San Miguel came over the Oresund\"" information: claim `freed` has “Rocio San Miguel”, and `rocio` is known as “Rocío San Miguel”: write it so, or add the spelling to its `aka:`
                    a.md:1 "Rocio San Miguel": what the article has
                    people.sayso:1 "\"Rocío San Miguel\"": the known name
                draft.sayso:3 "\"Rocio San Miguel came over the Oresund\"" information: claim `freed` has “Oresund”, and `sund` is known as “Øresund”: write it so, or add the spelling to its `aka:`
                    a.md:1 "Oresund": what the article has
                    people.sayso:3 "\"Øresund\"": the known name
            "#]],
        );
    }

    #[test]
    fn silent() {
        let text = "Rocío met Maria Machado and María Machado in Sao Paulo, São Paulo, ROCIO SAN MIGUEL's home.";
        check(
            &RULE,
            &format!("{PEOPLE}claim: \"{text}\"\n//- a.md\n{text} Rocio left.\n"),
            expect![[""]],
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
                === Add `aka: "Rocio San Miguel"` to `rocio` (by hand)
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
