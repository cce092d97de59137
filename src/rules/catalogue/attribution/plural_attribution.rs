//! "Experts say", and one source.

use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::model::{By, Claim, Item};
use crate::prose::Sort;
use crate::rules::check::Check;
use crate::rules::claim::attributions::{attributions, prose};
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::Span;
use crate::text::words::words;
use crate::workspace::Place;
use crate::workspace::Target;

pub static RULE: Rule = Rule {
    name: "plural-attribution",
    group: Group::Attribution,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "\"Experts say\", and one source",
    documentation: r#"
## What it finds

A claim whose passage attributes something to several ("experts say", "Spanish officials said", "according to rights
groups") and that rests on one source with one voice: a person, a news story, or, where the words are about groups,
one of them. It stays silent where the source is by two or more or goes back to several; where an organisation speaks, and the
words are "officials" and the like, for it may speak for many; where nobody is named as the source's author; where
the claim has two speakers in `said-by:`; for claims of the kinds that need no source; and in articles whose
`language:` is neither English nor Spanish.

## Why it matters

One person becomes "officials" while writing, and one group "rights groups". The reader takes it for agreement.

## Example

```sayso
entity ana-sol: person "Ana Sol"

source call: interview "Telephone call with an engineer"
  by: @ana-sol

claim safe: "Experts say that the bridge is safe"
  said-by: @ana-sol
  source: @call
```

## Instead

```sayso
entity ana-sol: person "Ana Sol"
entity leo-mar: person "Leo Mar"

source call: interview "Telephone call with an engineer"
  by: @ana-sol

source letter: email "Answer of a second engineer"
  by: @leo-mar

claim safe: "Experts say that the bridge is safe"
  said-by: @ana-sol, @leo-mar
  source: @call
  source: @letter
```

Or write in the article how many they are: "one engineer says".

## Settings

None.
"#,
    subject: Subject::Claim,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let kind = item.kind().unwrap_or("fact");
    if item.said_by().nth(1).is_some() || UNSOURCED_CLAIM_KINDS.contains(&kind) {
        return;
    }
    let Some(reference) = only_source(item, claim) else {
        return;
    };
    let Some((lexicon, text, passage)) = prose(context) else {
        return;
    };
    let Some(plural) = attributions(lexicon, text, passage).next() else {
        return;
    };
    let phrase = &text[plural.range];
    let Some(target) = context.target(reference) else {
        return;
    };
    let is_one = match voice_of(context, &target) {
        Some(Voice::One) => true,
        Some(Voice::Body) => words(phrase).any(|word| lexicon.is(&phrase[word], Sort::Group)),
        None => false,
    };
    if !is_one {
        return;
    }
    let source = &item.references[reference].name;
    let message = format!(
        "{} is attributed to “{phrase}”, which are several, and rests on `@{source}` alone: cite another, or write whose words they are",
        context.named()
    );
    let declared = target.item().and_then(|item| item.name.as_ref());
    let place = Place::Declaration {
        file: target.file,
        id: target.id,
        span: declared.map_or(Span::at(0), |name| name.span),
    };
    report
        .add(context.here(context.title_span()), message)
        .related(place, "the one source");
}

/// The one source that the claim cites, however often: the place of a reference to it.
fn only_source(item: &Item, claim: &Claim) -> Option<usize> {
    let mut sources = claim.sources().map(|evidence| evidence.reference);
    let first = sources.next()?;
    let named = |reference: usize| {
        let reference = &item.references[reference];
        (&reference.name, &reference.file)
    };
    sources
        .all(|other| named(other) == named(first))
        .then_some(first)
}

/// How many speak in a source.
enum Voice {
    /// One, or a news story, in which one newsroom does.
    One,
    /// An organisation.
    Body,
}

/// None where several speak, or nobody knows.
fn voice_of(context: &Context, cited: &Target) -> Option<Voice> {
    let node = context
        .known
        .chains
        .follow_target(context.workspace, cited)?;
    let [root] = context.known.chains.traced(node).roots.as_ref()?[..] else {
        return None;
    };
    let (file, id) = {
        let traced = context.known.chains.traced(root);
        (traced.file, traced.id)
    };
    let (_, slot) = context.workspace.file(file)?.get(id)?;
    let item = slot.segment.item.as_ref()?;
    let source = item.source()?;
    let kind = item.kind()?;
    let is_talk = matches!(kind, "interview" | "email");
    if is_talk && source.confidential {
        return Some(Voice::One);
    }
    let [by] = &source.by[..] else { return None };
    let behind = match by {
        By::Name(_) if is_talk => Voice::One,
        By::Name(_) => Voice::Body,
        By::Entity(reference) => {
            let behind = context.workspace.target(file, item, *reference)?;
            match behind.item()?.kind()? {
                "person" => Voice::One,
                "organisation" => Voice::Body,
                _ => return None,
            }
        }
    };
    match kind {
        "news-article" | "wire" => Some(Voice::One),
        _ => Some(behind),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, count};

    const SOURCES: &str = "//- all.sayso\nentity ana: person \"Ana\"\nentity town: organisation \"Town\"\nentity pier: place \"Pier\"\n\
        source call: interview \"C\"\n  by: @ana\nsource insider: email \"I\"\n  confidential: yes\nsource note: statement \"N\"\n  by: @town\n\
        source story: news-article \"S\"\n  by: \"Example Press\"\nsource copy: webpage \"C\"\n  derived-from: @story\n\
        source both: report \"B\"\n  by: @ana, @town\nsource two: wire \"T\"\n  by: \"W\"\n  derived-from: @call, @note\nsource bare: report \"B\"\n\
        source of-pier: report \"P\"\n  by: @pier\nsource lost: wire \"L\"\n  by: \"W\"\n  derived-from: @nowhere\n//- draft.sayso\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{SOURCES}claim safe: \"Experts say so\"\n  said-by: @ana\n  source: @call at p. 1, @call at p. 2\nclaim: \"Rights groups warned of it\"\n  source: @note\n"
            ),
            expect![[r#"
                draft.sayso:1 "\"Experts say so\"" warning: claim `safe` is attributed to “Experts”, which are several, and rests on `@call` alone: cite another, or write whose words they are
                    all.sayso:4 "call": the one source
                draft.sayso:4 "\"Rights groups warned of it\"" warning: this claim is attributed to “Rights groups”, which are several, and rests on `@note` alone: cite another, or write whose words they are
                    all.sayso:8 "note": the one source
            "#]],
        );
        for claim in [
            "\"Spanish officials said so\"\n  source: @call",
            "\"Officials said so\"\n  source: @insider",
            "\"Officials said so\"\n  source: @story",
            "\"Officials said so\"\n  source: @copy",
        ] {
            assert_eq!(
                count(&RULE, &format!("{SOURCES}claim: {claim}\n")),
                1,
                "{claim}"
            );
        }
    }

    #[test]
    fn silent() {
        for claim in [
            "\"Officials said so\"\n  source: @note",
            "\"Experts say so\"\n  source: @call, @note",
            "\"Experts say so\"\n  source: @both",
            "\"Experts say so\"\n  source: @two",
            "\"Experts say so\"\n  source: @bare",
            "\"Experts say so\"\n  source: @of-pier",
            "\"Experts say so\"\n  source: @lost",
            "\"Experts say so\"\n  source: @unknown",
            "\"Experts say so\"\n  said-by: @ana, @town\n  source: @call",
            "opinion \"Experts say so\"\n  source: @call",
            "\"The experts say so\"\n  source: @call",
            "\"Experts say so\"",
        ] {
            assert_eq!(
                count(&RULE, &format!("{SOURCES}claim: {claim}\n")),
                0,
                "{claim}"
            );
        }
        let draft = format!(
            "{SOURCES}article \"A\"\n  language: de\ntext\n  Experts say so.\nclaim: \"Experts say so\"\n  source: @call\n"
        );
        assert_eq!(count(&RULE, &draft), 0);
    }
}
