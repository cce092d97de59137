//! Somebody is said to have said it, and no source is theirs.

use crate::model::{By, Claim, Item};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::context::chains::{Node, Who};
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::fold::fold_for_search;
use crate::text::words::words;
use crate::workspace::{FileId, Target, entity_keys};

pub static RULE: Rule = Rule {
    name: "attribution-mismatch",
    group: Group::Attribution,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "No source is by the one who is said to have said it",
    documentation: r#"
## What it finds

A claim with a `said-by:` whom none of its sources is by: neither `by:` nor `publisher:` of a source, nor of anything that
it is `derived-from:`, is that person or organisation. It stays silent where it cannot know: where nobody is named
behind a source, or only described ("the press office"); where a source is confidential, is not to be found or goes
back to itself; and between a person and an organisation, which may speak for each other. A news story (`news-article`,
`wire`) is the exception: what it is not derived from, it only reports.

## Why it matters

What somebody said stands in their speech, their letter, the recording of the call. A newspaper's account of it is
what the newspaper heard, and quotations change on the way.

## Example

```sayso
entity ines-varga: person "Ines Varga"

source story: news-article "Mayor calls delay a disgrace"
  by: "The Brack Courier"

claim disgrace: quote "called the delay “a disgrace”"
  said-by: @ines-varga
  source: @story
```

## Instead

```sayso
entity ines-varga: person "Ines Varga"

source address: statement "Address to the council"
  by: @ines-varga

source story: news-article "Mayor calls delay a disgrace"
  by: "The Brack Courier"
  derived-from: @address

claim disgrace: quote "called the delay “a disgrace”"
  said-by: @ines-varga
  source: @story
```

## Settings

None.
"#,
    subject: Subject::Claim,
};

pub const CHECK: Check = Check::Declaration(check);

/// How many sources are followed, and how many are shown.
const FOLLOWED: usize = 64;
const SHOWN: usize = 5;

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    if item.said_by().next().is_none() || claim.sources().next().is_none() {
        return;
    }
    for reference in item.said_by() {
        if let Some(speaker) = Speaker::of(context, reference)
            && let Some(cited) = others_sources(context, claim, &speaker)
        {
            report_one(context, report, item, reference, &cited);
        }
    }
}

fn report_one(context: &Context, report: &mut Report, item: &Item, speaker: usize, cited: &[Node]) {
    let place = &item.references[speaker];
    let written = place.span.of(&context.segment.text);
    let message = format!(
        "{} has `said-by: {written}`, and none of its sources is by them or derived from one that is: cite where they said it, or correct `said-by:`",
        context.named()
    );
    let finding = report.add(context.here(place.span), message);
    for &node in cited.iter().take(SHOWN) {
        let traced = context.known.chains.traced(node);
        let by = traced.by.as_ref().and_then(|by| by.first());
        let told = match (by.map(Who::label), traced.from.first()) {
            (Some(by), _) => format!("`{}` is by {by}", traced.name),
            (None, Some((_, from))) => {
                let from = context.known.chains.traced(*from);
                format!("`{}` is derived from `{}`", traced.name, from.name)
            }
            (None, None) => format!("`{}` is published by somebody else", traced.name),
        };
        finding.related(traced.place(), told);
    }
}

/// Who is said to have said it: a person or an organisation.
struct Speaker<'a> {
    target: Target<'a>,
    /// The known names, folded for search.
    names: Vec<String>,
}

/// Whether a source is the speaker's, as far as that can be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    Theirs,
    Unknown,
    Others,
}

impl<'a> Speaker<'a> {
    fn of(context: &Context<'a>, reference: usize) -> Option<Speaker<'a>> {
        let target = context.target(reference)?;
        let entity = target.item()?;
        let can_speak = matches!(entity.kind(), Some("person" | "organisation"));
        let names = entity.known_names().map(fold_for_search).collect();
        can_speak.then_some(Speaker { target, names })
    }

    /// Whether this one, who stands behind a source in `file`, is the speaker.
    fn is(&self, context: &Context, file: FileId, source: &Item, by: &By) -> Whose {
        let is_news = matches!(source.kind(), Some("news-article" | "wire"));
        match by {
            By::Entity(reference) => {
                let other = context.workspace.target(file, source, *reference);
                other.map_or(Whose::Unknown, |other| self.is_entity(&other, is_news))
            }
            By::Name(name) => self.is_named(&name.text, is_news),
        }
    }

    fn is_entity(&self, other: &Target, is_news: bool) -> Whose {
        let entity = other.item().filter(|item| item.entity().is_some());
        let (Some(own), Some(item)) = (self.target.item(), entity) else {
            return Whose::Unknown;
        };
        let keys = entity_keys(own);
        let is_same = (other.file, other.id) == (self.target.file, self.target.id)
            || entity_keys(item).iter().any(|key| keys.contains(key));
        match is_same {
            true => Whose::Theirs,
            false if is_news || item.kind() == own.kind() => Whose::Others,
            false => Whose::Unknown,
        }
    }

    /// A name that is part of the other, or has it as a part, is the same: "Mayor Varga" is Varga.
    fn is_named(&self, name: &str, is_news: bool) -> Whose {
        let folded = fold_for_search(name);
        let is_part = |part: &str, whole: &str| {
            let part: Vec<&str> = words(part).map(|word| &part[word]).collect();
            let whole: Vec<&str> = words(whole).map(|word| &whole[word]).collect();
            !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
        };
        let mut names = self.names.iter();
        let is_same = names.any(|own| is_part(own, &folded) || is_part(&folded, own));
        match is_same {
            true => Whose::Theirs,
            // What begins with a small letter describes somebody, who may be anybody.
            false if is_news && !name.starts_with(char::is_lowercase) => Whose::Others,
            false => Whose::Unknown,
        }
    }
}

/// The claim's sources, when all of them, and all that they are derived from, are known to be of
/// others.
fn others_sources(context: &Context, claim: &Claim, speaker: &Speaker) -> Option<Vec<Node>> {
    let mut cited: Vec<Node> = Vec::new();
    for evidence in claim.sources() {
        let target = context.target(evidence.reference)?;
        let node = context
            .known
            .chains
            .follow_target(context.workspace, &target)?;
        if !cited.contains(&node) {
            cited.push(node);
        }
    }
    let mut followed = cited.clone();
    let mut at = 0;
    while let Some(&node) = followed.get(at) {
        at += 1;
        let from: Vec<Node> = {
            let traced = context.known.chains.traced(node);
            let is_known = traced.complete && !traced.confidential && traced.ring.is_none();
            let from = traced.from.iter().map(|(_, next)| *next);
            is_known.then(|| from.collect())?
        };
        let is_derived = !from.is_empty();
        if whose(context, node, speaker, is_derived)? != Whose::Others {
            return None;
        }
        for next in from {
            if !followed.contains(&next) {
                followed.push(next);
            }
        }
        if followed.len() > FOLLOWED {
            return None;
        }
    }
    Some(cited)
}

/// Whose the source is. One that names nobody and is derived from others is theirs alone.
fn whose(context: &Context, node: Node, speaker: &Speaker, is_derived: bool) -> Option<Whose> {
    let (file, id) = {
        let traced = context.known.chains.traced(node);
        (traced.file, traced.id)
    };
    let (_, slot) = context.workspace.file(file)?.get(id)?;
    let item = slot.segment.item.as_ref()?;
    let source = item.source()?;
    let behind = source.by.iter().chain(&source.publisher);
    let found: Vec<Whose> = behind
        .map(|by| speaker.is(context, file, item, by))
        .collect();
    Some(match found.is_empty() {
        true if is_derived => Whose::Others,
        true => Whose::Unknown,
        false if found.contains(&Whose::Theirs) => Whose::Theirs,
        false if found.contains(&Whose::Unknown) => Whose::Unknown,
        false => Whose::Others,
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, count};

    const SOURCES: &str = "//- all.sayso\nentity ines: person \"Ines Varga\"\n  aka: \"Varga\"\nentity leo: person \"Leo\"\nentity town: organisation \"Town\"\n\
        entity pier: place \"Pier\"\nsource address: statement \"A\"\n  by: @ines\nsource letter: email \"L\"\n  by: @leo\nsource notice: press-release \"N\"\n  by: @town\n\
        source story: news-article \"S\"\n  by: \"The Brack Courier\"\nsource told: wire \"T\"\n  by: \"Example Wire\"\n  derived-from: @address\n\
        source hearsay: webpage \"H\"\n  derived-from: @story\nsource named: interview \"N\"\n  by: \"Mayor Varga\"\nsource paper: wire \"P\"\n  publisher: @town\n\
        source office: wire \"O\"\n  by: \"the press office\"\nsource bare: report \"B\"\nsource insider: email \"I\"\n  confidential: yes\n\
        source lost: wire \"L\"\n  by: \"W\"\n  derived-from: @nowhere\nsource ring: wire \"R\"\n  by: \"W\"\n  derived-from: @ring\n//- draft.sayso\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{SOURCES}claim so: quote \"so\"\n  said-by: @ines\n  source: @hearsay, @letter\nclaim: quote \"so\"\n  said-by: @ines, @leo\n  source: @address\n"
            ),
            expect![[r#"
                draft.sayso:2 "@ines" warning: claim `so` has `said-by: @ines`, and none of its sources is by them or derived from one that is: cite where they said it, or correct `said-by:`
                    all.sayso:17 "hearsay": `hearsay` is derived from `story`
                    all.sayso:8 "letter": `letter` is by `@leo`
                draft.sayso:5 "@leo" warning: this claim has `said-by: @leo`, and none of its sources is by them or derived from one that is: cite where they said it, or correct `said-by:`
                    all.sayso:6 "address": `address` is by `@ines`
            "#]],
        );
        for claim in [
            "said-by: @town\n  source: @story",
            "said-by: @ines\n  source: @paper",
            "said-by: @leo\n  source: @told",
        ] {
            assert_eq!(
                count(&RULE, &format!("{SOURCES}claim: \"a\"\n  {claim}\n")),
                1,
                "{claim}"
            );
        }
    }

    #[test]
    fn silent() {
        for claim in [
            "said-by: @ines\n  source: @told",
            "said-by: @ines\n  source: @story, @named",
            "said-by: @ines\n  source: @notice",
            "said-by: @town\n  source: @letter",
            "said-by: @town\n  source: @paper",
            "said-by: @pier\n  source: @story",
            "said-by: @unknown\n  source: @story",
            "said-by: @ines\n  source: @unknown",
            "said-by: @ines\n  source: @office",
            "said-by: @ines\n  source: @bare",
            "said-by: @ines\n  source: @insider",
            "said-by: @ines\n  source: @lost",
            "said-by: @ines\n  source: @ring",
            "said-by: @ines\n  context: @story",
            "about: @ines\n  source: @story",
        ] {
            assert_eq!(
                count(&RULE, &format!("{SOURCES}claim: \"a\"\n  {claim}\n")),
                0,
                "{claim}"
            );
        }
    }
}
