//! A passage that attributes something to several, as in "experts say", and rests on one source.
//!
//! The rule counts voices, not documents. A statement of a ministry may speak for its officials, but a statement of
//! one rights group never for "rights groups".

use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::model::{By, Claim, Item};
use crate::prose::Mark;
use crate::rules::check::Check;
use crate::rules::claim::attributions::attributions_of;
use crate::rules::context::Context;
use crate::rules::context::claim_words::report_words;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::Span;
use crate::text::message::{message, written};
use crate::workspace::Place;
use crate::workspace::Target;

pub static RULE: Rule = Rule {
    name: "plural-attribution",
    group: Group::Attribution,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "\"Experts say\", but only one source",
    documentation: r#"
## What it finds

A claim whose passage attributes something to several people or groups ("experts say", "Spanish officials said", "according to
rights groups"; see `vague-attribution` for the words that are read), but that rests on one source with one voice: a person, a news story or, if the words are about groups, a
single organisation. The rule reports nothing if the source is by two or more or goes back to several; if the source is by an
organisation and the words are "officials" or similar, since it may speak for many; if the source names no author; if the claim
has two speakers in `said-by:`; for claims of the kinds that need no source; and in articles whose `language:` is neither English
nor Spanish.

## Why it matters

While writing, one person easily becomes "officials", and one group "rights groups". Readers believe that several agree.

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

Or write the actual number in the article: "one engineer says".

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: true,
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
    // Following a source costs more than a look at the words.
    if !context.may_hold(Mark::Speech) {
        return;
    }
    let Some(reference) = only_source(item, claim) else {
        return;
    };
    let Some(target) = context.target(reference) else {
        return;
    };
    let Some(voice) = voice_of(context, &target) else {
        return;
    };
    let Some((prose, attributions)) = attributions_of(context) else {
        return;
    };
    let Some(plural) = attributions.iter().find(|it| !it.is_single) else {
        return;
    };
    if matches!(voice, Voice::Organisation) && !plural.is_of_groups {
        return;
    }
    let phrase = &prose.text[plural.range.clone()];
    let source = &item.references[reference].name;
    let message = message!(
        "{} is attributed to “{}”, but rests only on `@{}`: cite another source, or name the speaker in the article",
        context.named(),
        written(phrase),
        written(source)
    );
    let declared = target.item().and_then(|item| item.name.as_ref());
    let place = Place::Declaration {
        file: target.file,
        id: target.id,
        span: declared.map_or(Span::at(0), |name| name.span),
    };
    let in_article = prose.in_article(&plural.range);
    report_words(context, report, phrase, in_article, message).related(place, "the only source");
}

/// The index of a reference to the only source that the claim cites, however often it does.
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

/// The voice of a source with a single author.
enum Voice {
    /// One person, or a news story, which is by one newsroom.
    Single,
    /// An organisation, which may speak for several people.
    Organisation,
}

/// `None` if several speak in the source, or it is not known who does.
fn voice_of(context: &Context, cited: &Target) -> Option<Voice> {
    let node = context
        .known
        .chains
        .follow_target(context.workspace, cited)?;
    let [root] = context.known.chains.source(node).roots.as_ref()?[..] else {
        return None;
    };
    let (file, id) = {
        let traced = context.known.chains.source(root);
        (traced.file, traced.id)
    };
    let (_, slot) = context.workspace.file(file)?.get(id)?;
    let item = slot.segment.item.as_ref()?;
    let source = item.source()?;
    let kind = item.kind()?;
    let is_talk = matches!(kind, "interview" | "email");
    if is_talk && source.confidential {
        return Some(Voice::Single);
    }
    let [by] = &source.by[..] else { return None };
    let voice = match by {
        By::Name(_) if is_talk => Voice::Single,
        By::Name(_) => Voice::Organisation,
        By::Entity(reference) => {
            let author = context.workspace.target(file, item, *reference)?;
            match author.item()?.kind()? {
                "person" => Voice::Single,
                "organisation" => Voice::Organisation,
                _ => return None,
            }
        }
    };
    match kind {
        "news-article" | "wire" => Some(Voice::Single),
        _ => Some(voice),
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
                draft.sayso:1 "Experts" warning: claim `safe` is attributed to “Experts”, but rests only on `@call`: cite another source, or name the speaker in the article
                    all.sayso:4 "call": the only source
                draft.sayso:4 "Rights groups" warning: this claim is attributed to “Rights groups”, but rests only on `@note`: cite another source, or name the speaker in the article
                    all.sayso:8 "note": the only source
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
