//! An entity that is declared twice in the workspace.
//!
//! Two entities are the same if they have the same Wikidata number, or the same kind and the same full name, ignoring
//! case. Diacritics count: San José and San Jose are two entities. Entities with different Wikidata numbers differ,
//! whatever they are called. A shared alias does not make a duplicate: many people share one.
//!
//! A duplicate is reported on each declaration, so that it is visible in whichever file is open.

use crate::model::Item;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{Message, message, public, written};
use crate::workspace::Place;
use crate::workspace::{EntityKey, File, entity_keys};

pub static RULE: Rule = Rule {
    name: "duplicate-entity",
    group: Group::Names,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "An entity that is declared twice in the workspace",
    documentation: r##"
## What it finds

Two entities, anywhere in the workspace, with the same Wikidata number, or with the same kind and the same full name
(ignoring case). Entities with different Wikidata numbers are not duplicates.

## Why it matters

The information about a person is then split, with aliases in one place and the role in another, and claims about
one person look like claims about two.

## Example

```sayso
//- draft.sayso
entity rsm: person "Rocío San Miguel"
//- people.sayso
entity rocio-san-miguel: person "Rocío San Miguel"
```

## Instead

```sayso
//- draft.sayso
claim: opinion "she is known"
  about: @rocio-san-miguel
//- people.sayso
entity rocio-san-miguel: person "Rocío San Miguel"
```

## Settings

None.
"##,
    subject: Subject::Declaration,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// If there are more other declarations than this, only the first is shown.
const SHOWN: usize = 5;

fn check(context: &Context, report: &mut Report) {
    let Some(item) = context.item().filter(|item| item.entity().is_some()) else {
        return;
    };
    for key in entity_keys(item) {
        let is_unique = context.workspace.index.entities(&key).len() < 2;
        if !is_unique && declared_again(context, item, &key, report) {
            return;
        }
    }
}

/// Returns whether it reported a finding.
fn declared_again(context: &Context, item: &Item, key: &EntityKey, report: &mut Report) -> bool {
    let others = others_of(context, item, key);
    let Some(OtherDeclaration {
        item: first, file, ..
    }) = others.first()
    else {
        return false;
    };
    let same: Message = match key {
        EntityKey::Wikidata(id) => message!("the same Wikidata number {}", written(id)),
        EntityKey::Name(..) => "the same kind and name".into(),
    };
    let file_name = written(file.path.file_name().unwrap_or_default().to_string_lossy());
    let (own, other) = (own_label(item), label(first));
    let message = match own.as_str() == other.as_str() {
        true => message!(
            "another {} in `{}` has {}: keep one of them",
            own,
            file_name,
            same
        ),
        false => message!(
            "{} and {} in `{}` have {}: keep one of them",
            own,
            other,
            file_name,
            same
        ),
    };
    let Some(span) = item.name_span().or(item.title_span()) else {
        return false;
    };
    let finding = report.add(context.here(span), message);
    for other in &others {
        finding.related(
            other.place,
            message!("{} is declared here", label(other.item)),
        );
    }
    true
}

/// The name or title of the declaration that the finding is in.
fn own_label(item: &Item) -> Message {
    match item.name() {
        Some(name) => message!("`{}`", public(name)),
        None => label(item),
    }
}

fn label(item: &Item) -> Message {
    match item.name() {
        Some(name) => message!("`{}`", written(name)),
        None => message!("“{}”", written(item.label())),
    }
}

struct OtherDeclaration<'a> {
    file: &'a File,
    item: &'a Item,
    place: Place,
}

/// The first other declarations of the same entity, by file and place.
fn others_of<'a>(context: &Context<'a>, item: &Item, key: &EntityKey) -> Vec<OtherDeclaration<'a>> {
    let same_entities = context.known.same_entities.of(context.workspace, key);
    let others = same_entities.iter().filter_map(|&(file_id, id)| {
        if (file_id, id) == (context.file_id, context.id) {
            return None;
        }
        let file = context.workspace.file(file_id)?;
        let (_, slot) = file.get(id)?;
        let other = slot.segment.item.as_ref()?;
        // `duplicate-name` reports one name twice in a file.
        let is_reported_elsewhere =
            file_id == context.file_id && item.name() == other.name() && item.name().is_some();
        if is_reported_elsewhere || have_different_numbers(item, other) {
            return None;
        }
        let span = other.name_span().or(other.title_span())?;
        let place = Place::Declaration {
            file: file_id,
            id,
            span,
        };
        Some(OtherDeclaration {
            file,
            item: other,
            place,
        })
    });
    let mut others: Vec<OtherDeclaration> = others.take(SHOWN + 1).collect();
    if others.len() > SHOWN {
        others.truncate(1);
    }
    others
}

/// Whether they have different Wikidata numbers.
fn have_different_numbers(one: &Item, other: &Item) -> bool {
    let number = |item: &Item| item.entity()?.wikidata.as_ref().map(|id| id.text.clone());
    matches!((number(one), number(other)), (Some(one), Some(other)) if one != other)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::check;

    #[test]
    fn fires() {
        check(
            &RULE,
            "//- a.sayso\nentity rsm: person \"rocío  san Miguel\"\nentity x: place \"X\"\n  wikidata: Q42\n//- b.sayso\nentity rocio: person \"Rocío San Miguel\"\nentity y: event \"Y\"\n  wikidata: Q42\n",
            expect![[r#"
                a.sayso:1 "rsm" warning: `rsm` and `rocio` in `b.sayso` have the same kind and name: keep one of them
                    b.sayso:1 "rocio": `rocio` is declared here
                a.sayso:2 "x" warning: `x` and `y` in `b.sayso` have the same Wikidata number Q42: keep one of them
                    b.sayso:2 "y": `y` is declared here
                b.sayso:1 "rocio" warning: `rocio` and `rsm` in `a.sayso` have the same kind and name: keep one of them
                    a.sayso:1 "rsm": `rsm` is declared here
                b.sayso:2 "y" warning: `y` and `x` in `a.sayso` have the same Wikidata number Q42: keep one of them
                    a.sayso:2 "x": `x` is declared here
            "#]],
        );
    }

    #[test]
    fn fires_on_the_same_name_in_two_files() {
        check(
            &RULE,
            "//- a.sayso\nentity x: place \"X\"\n//- b.sayso\nentity x: place \"X\"\n",
            expect![[r#"
                a.sayso:1 "x" warning: another `x` in `b.sayso` has the same kind and name: keep one of them
                    b.sayso:1 "x": `x` is declared here
                b.sayso:1 "x" warning: another `x` in `a.sayso` has the same kind and name: keep one of them
                    a.sayso:1 "x": `x` is declared here
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "//- a.sayso\nentity a: place \"San José\"\nentity b: place \"San Jose\"\nentity c: place \"C\"\n  wikidata: Q1\nentity d: place \"D\"\n  wikidata: unknown\n//- b.sayso\nentity c2: place \"C\"\n  wikidata: Q2\nentity d2: person \"D\"\n  wikidata: unknown\nsource s: book \"C\"\n",
            expect![[""]],
        );
    }
}
