//! A quote without a speaker.

use crate::model::{By, Claim};
use crate::rules::check::Check;
use crate::rules::claim::names_in_passage::{item_of, reference_to};
use crate::rules::context::Context;
use crate::rules::context::passage_memo::EntityId;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::message;

pub static RULE: Rule = Rule {
    name: "missing-speaker",
    group: Group::Attribution,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A quote without `said-by:`",
    documentation: r#"
## What it finds

A claim of the kind `quote` that has no `said-by:`.

## Why it matters

A quotation is correct if this person said these words. Without the person, there is nothing to check.

## Example

```sayso
source address: statement "Address to the council"

claim disgrace: quote "called the delay “a disgrace”"
  source: @address at para 2
```

## Instead

```sayso
entity ines-varga: person "Ines Varga"

source address: statement "Address to the council"
  by: @ines-varga

claim disgrace: quote "called the delay “a disgrace”"
  said-by: @ines-varga
  source: @address at para 2
```

The quick fixes offer the people and organisations that the sentence names, and those that the claim's sources are by.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of speakers that are offered.
const OFFERED: usize = 5;

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    if item.kind() != Some("quote") || item.said_by().next().is_some() {
        return;
    }
    if context.has_mistake_in("said-by") {
        return;
    }
    let message = message!(
        "{} is a quote without a speaker: add `said-by: @…`",
        context.named()
    );
    let finding = report.add(context.here(context.title_span()), message);
    if !context.wants_fixes {
        return;
    }
    let mut speakers: Vec<String> = Vec::new();
    let named = named_near(context).into_iter();
    for entity in named.chain(authors_of_sources(context, claim)) {
        let name = name_of(context, entity).filter(|name| !speakers.contains(name));
        speakers.extend(name);
    }
    for name in speakers.into_iter().take(OFFERED) {
        let line = format!("said-by: @{name}");
        finding.manual_fix(format!("Add `{line}`"), vec![context.add_field(&line)]);
    }
}

/// The entities that are named in the sentences of the claim's passage.
fn named_near(context: &Context) -> Vec<EntityId> {
    let (Some(article), Some(passage)) = (context.article(), context.passage()) else {
        return Vec::new();
    };
    let names = context.workspace.known_names();
    let sentences = article.sentences_in(passage).iter();
    sentences
        .flat_map(|sentence| names.mentions(article.folded_text(sentence.range.clone())))
        .map(|mention| mention.id)
        .collect()
}

/// The entities that the claim's sources are by, except confidential sources.
fn authors_of_sources(context: &Context, claim: &Claim) -> Vec<EntityId> {
    let mut found = Vec::new();
    for evidence in claim.sources() {
        let target = context.target(evidence.reference);
        let Some((target, cited)) = target.as_ref().and_then(|it| Some((it, it.item()?))) else {
            continue;
        };
        let Some(source) = cited.source().filter(|source| !source.confidential) else {
            continue;
        };
        for by in &source.by {
            if let By::Entity(reference) = by {
                let entity = context.workspace.target(target.file, cited, *reference);
                found.extend(entity.map(|entity| (entity.file, entity.id)));
            }
        }
    }
    found
}

/// The reference to write after `@` in this file for a person or an organisation; `None` for other entities.
fn name_of(context: &Context, entity: EntityId) -> Option<String> {
    let kind = item_of(context, entity)?.kind();
    let can_speak = matches!(kind, Some("person" | "organisation"));
    reference_to(context, entity).filter(|_| can_speak)
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
            "claim goodwill: quote \"a “gesture”\"\nclaim: quote\n",
            expect![[r#"
                draft.sayso:1 "\"a “gesture”\"" error: claim `goodwill` is a quote without a speaker: add `said-by: @…`
                draft.sayso:2 "claim" error: this claim is a quote without a speaker: add `said-by: @…`
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "claim: quote \"a\"\n  said-by: @x\nclaim: \"a “gesture”\"\n",
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "//- all.sayso\nentity ana: person \"Ana Díaz\"\nentity madrid: place \"Madrid\"\nentity town: organisation \"T\"\n\
             source n: statement \"N\"\n  by: @town\n\
             //- draft.sayso\narticle \"A\"\ntext\n  “Never”, Ana Diaz said in Madrid.\nclaim: quote “\"Never\"”\n  source: @n\n",
            expect![[r#"
                === Add `said-by: @ana` (preferred, manual)
                article "A"
                text
                  “Never”, Ana Diaz said in Madrid.
                claim: quote “"Never"”
                  source: @n
                  said-by: @ana
                === Add `said-by: @town` (manual)
                article "A"
                text
                  “Never”, Ana Diaz said in Madrid.
                claim: quote “"Never"”
                  source: @n
                  said-by: @town
            "#]],
        );
    }
}
