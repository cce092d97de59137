//! A name in a claim's passage that two entities of this text have.

use crate::model::Item;
use crate::rules::check::Check;
use crate::rules::claim::names_in_passage::names_in_passage;
use crate::rules::claim::names_in_passage::{NAMESAKES, in_order, item_of, linked};
use crate::rules::claim::rewording;
use crate::rules::claim::rewording::Rewording;
use crate::rules::context::Context;
use crate::rules::context::passage_memo::{EntityId, NameInPassage};
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::quoted;
use crate::workspace::entity_keys;

pub static RULE: Rule = Rule {
    name: "ambiguous-alias",
    group: Group::Facts,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A name that two entities of one text have",
    documentation: r#"
## What it finds

A claim whose passage holds a name or an `aka:` that two entities have, when both are of one kind and the
draft refers to both: the text is about two people called Rodríguez. It stays silent where the passage has the
full name of one of them, too, and where the other is known to the newsroom, but not in this text.

## Why it matters

The writer knows who is meant. The reader takes the one who was named last.

## Example

```sayso
article "The council"

text
  Ines Varga met Leo Varga. Later, Varga resigned.

entity ines-varga: person "Ines Varga"
  aka: "Varga"

entity leo-varga: person "Leo Varga"
  aka: "Varga"

claim met: "Ines Varga met Leo Varga."
  about: @ines-varga, @leo-varga

claim resigned: "Later, Varga resigned."
  about: @ines-varga
```

## Instead

```sayso
article "The council"

text
  Ines Varga met Leo Varga. Later, Ines Varga resigned.

entity ines-varga: person "Ines Varga"
  aka: "Varga"

entity leo-varga: person "Leo Varga"
  aka: "Varga"

claim met: "Ines Varga met Leo Varga."
  about: @ines-varga, @leo-varga

claim resigned: "Later, Ines Varga resigned."
  about: @ines-varga
```

The quick fixes write the full names; where the claim says who is meant, only that one.

## Settings

None.
"#,
    subject: Subject::Claim,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let all = names_in_passage(context);
    let is_shared = |named: &&NameInPassage| (2..=NAMESAKES).contains(&named.entities.len());
    for named in all.iter().filter(is_shared) {
        let meant = in_this_text(context, named);
        let is_told = |other: &NameInPassage| matches!(other.entities[..], [one] if meant.iter().any(|(id, _)| *id == one));
        if meant.len() > 1 && !all.iter().any(is_told) {
            report_one(context, report, named, &meant);
        }
    }
}

fn report_one(
    context: &Context,
    report: &mut Report,
    named: &NameInPassage,
    meant: &[(EntityId, &Item)],
) {
    let Some(article) = context.article() else {
        return;
    };
    let folded = article.folded();
    let written = &folded.text()[named.range.clone()];
    let names = meant.iter().filter_map(|(_, it)| it.name());
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    let message = format!(
        "{} has {}, which may be {}, and this text is about both: write the full name",
        context.named(),
        quoted(written, "“"),
        names.join(" or ")
    );
    let place = context.in_article(folded.source_range(named.range.clone()));
    let finding = report.add(context.here(context.title_span()), message);
    finding.related(place, "who is meant?");
    if !context.wants_fixes {
        return;
    }
    let linked = linked(context).unwrap_or_default();
    let is_linked = |(id, _): &&(EntityId, &Item)| linked.contains(id);
    let certain = meant.iter().filter(is_linked).count() == 1;
    for (_, entity) in meant.iter().filter(|it| !certain || is_linked(it)) {
        let Some(title) = entity.title.as_ref().filter(|it| it.text != written) else {
            continue;
        };
        let rewording = Rewording {
            range: named.range.clone(),
            text: title.text.to_string(),
        };
        if let Some(edits) = rewording::edits(context, &[rewording]) {
            let order = format!("Write {} in the article", quoted(&title.text, "“"));
            match certain {
                true => finding.fix(order, edits),
                false => finding.fix_by_hand(order, edits),
            };
        }
    }
}

/// The entities of that name to which this file refers, so far as they are of one kind and no
/// entity that is declared twice.
fn in_this_text<'a>(context: &Context<'a>, named: &NameInPassage) -> Vec<(EntityId, &'a Item)> {
    let mut meant: Vec<(EntityId, &Item)> = Vec::new();
    for id in in_order(context, &named.entities) {
        let Some(item) = item_of(context, id).filter(|item| is_referred_to(context, id, item))
        else {
            continue;
        };
        let is_same = |(_, other): &(EntityId, &Item)| {
            let keys = entity_keys(other);
            entity_keys(item).iter().any(|key| keys.contains(key))
        };
        if !meant.iter().any(is_same) {
            meant.push((id, item));
        }
    }
    match meant
        .iter()
        .all(|(_, item)| item.kind() == meant[0].1.kind())
    {
        true => meant,
        false => Vec::new(),
    }
}

/// Whether a declaration of this file refers to the entity.
fn is_referred_to(context: &Context, id: EntityId, item: &Item) -> bool {
    let Some(name) = item.name() else {
        return false;
    };
    let mut referring = context.file.referring(name).iter();
    referring.any(|&user| {
        let slot = context.file.get(user).map(|(_, slot)| slot);
        let Some(item) = slot.and_then(|slot| slot.segment.item.as_ref()) else {
            return false;
        };
        let mut references = item.references.iter().enumerate();
        references.any(|(at, reference)| {
            let target = (reference.name == *name)
                .then(|| context.workspace.target(context.file_id, item, at))
                .flatten();
            target.is_some_and(|target| (target.file, target.id) == id)
        })
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const PEOPLE: &str = "//- people.sayso\nentity ana: person \"Ana Ruiz\"\n  aka: \"Ruiz\"\nentity leo: person \"Leo Ruiz\"\n  aka: \"Ruiz\"\n\
        entity eva: person \"Eva Ruiz\"\n  aka: \"Ruiz\"\nentity ruiz: place \"Ruiz\"\n\
        //- draft.sayso\narticle \"A\"\n  text: \"a.md\"\nclaim: opinion \"left\"\n  about: @people/ana, @leo\n";
    const TEXT: &str = "//- a.md\nRuiz came. Leo Ruiz said that Ruiz left.\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!("{PEOPLE}claim came: \"Ruiz came.\"\n{TEXT}"),
            expect![[r#"
                draft.sayso:5 "\"Ruiz came.\"" warning: claim `came` has “Ruiz”, which may be `ana` or `leo`, and this text is about both: write the full name
                    a.md:1 "Ruiz": who is meant?
            "#]],
        );
    }

    #[test]
    fn silent() {
        for claim in [
            "\"Leo Ruiz said that Ruiz left.\"",
            "\"Ruiz came.\"\n  about: @ruiz",
        ] {
            check(
                &RULE,
                &format!("{PEOPLE}claim: {claim}\n{TEXT}"),
                expect![""],
            );
        }
        let one = PEOPLE.replace("@people/ana, ", "");
        check(
            &RULE,
            &format!("{one}claim: \"Ruiz came.\"\n{TEXT}"),
            expect![""],
        );
        let same = PEOPLE.replace("\"Ana Ruiz\"\n", "\"Ana Ruiz\"\n  wikidata: Q1\n");
        let same = same.replace("\"Leo Ruiz\"\n", "\"Leo Ruiz\"\n  wikidata: Q1\n");
        check(
            &RULE,
            &format!("{same}claim: \"Ruiz came.\"\n{TEXT}"),
            expect![""],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            &format!("{PEOPLE}claim: \"Ruiz came.\"\n  about: @leo\n{TEXT}"),
            expect![[r#"
                === Write “Leo Ruiz” in the article (preferred)
                Leo Ruiz came. Leo Ruiz said that Ruiz left.
                article "A"
                  text: "a.md"
                claim: opinion "left"
                  about: @people/ana, @leo
                claim: "Leo Ruiz came."
                  about: @leo
            "#]],
        );
        check_fix(
            &RULE,
            &format!("{PEOPLE}claim: \"Ruiz came.\"\n{TEXT}"),
            expect![[r#"
                === Write “Ana Ruiz” in the article (preferred, by hand)
                Ana Ruiz came. Leo Ruiz said that Ruiz left.
                article "A"
                  text: "a.md"
                claim: opinion "left"
                  about: @people/ana, @leo
                claim: "Ana Ruiz came."
                === Write “Leo Ruiz” in the article (by hand)
                Leo Ruiz came. Leo Ruiz said that Ruiz left.
                article "A"
                  text: "a.md"
                claim: opinion "left"
                  about: @people/ana, @leo
                claim: "Leo Ruiz came."
            "#]],
        );
    }
}
