//! A claim that is attributed to a speaker, although none of its sources is by them.
//!
//! The rule does not ask who speaks for whom. A ministry's paper contains what its minister said, and a
//! spokesperson's call what the ministry says; no field records that. So the rule is silent between a person and an
//! organisation, unless the source is a news story: that contains what others said and should be `derived-from:` them.

use crate::model::{By, Claim, Item};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::context::chains::{Node, SourceAuthor};
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::fold::fold_for_search;
use crate::text::message::{message, written};
use crate::text::words::words;
use crate::workspace::{FileId, Target, entity_keys};

pub static RULE: Rule = Rule {
    name: "attribution-mismatch",
    group: Group::Attribution,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A claim with `said-by:` and no source by that speaker",
    documentation: r#"
## What it finds

A claim with a `said-by:`, if none of its sources is by that person or organisation: they are in neither `by:` nor
`publisher:` of any source, nor of any source that these are `derived-from:`. The rule reports nothing if it cannot know: if a
source names nobody, or only describes somebody ("the press office"); if a source is confidential, is not declared or is
derived from itself; and if one is a person and the other an organisation, since they may speak for each other. News stories
(`news-article`, `wire`) are the exception: they only report what others said, so `derived-from:` has to name the original.

## Why it matters

What somebody said is in their speech, their letter or the recording of the call. A newspaper's account is only what
the newspaper heard, and quotations change as they are passed on.

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
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of sources that are followed.
const FOLLOWED: usize = 64;
/// The maximum number of sources that are shown.
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
            && let Some(cited) = sources_by_others(context, claim, &speaker)
        {
            report_one(context, report, item, reference, &cited);
        }
    }
}

fn report_one(context: &Context, report: &mut Report, item: &Item, speaker: usize, cited: &[Node]) {
    let place = &item.references[speaker];
    let message = message!(
        "{} has `said-by: {}`, but none of its sources is by them or derived from a source by them: cite where they said it, or correct `said-by:`",
        context.named(),
        written(place.span.of(&context.segment.text))
    );
    let finding = report.add(context.here(place.span), message);
    for &node in cited.iter().take(SHOWN) {
        let traced = context.known.chains.source(node);
        let by = traced.by.as_ref().and_then(|by| by.first());
        let name = written(&traced.name);
        let origin = match (by.map(SourceAuthor::label), traced.from.first()) {
            (Some(by), _) => message!("`{}` is by {}", name, written(by)),
            (None, Some((_, from))) => {
                let from = context.known.chains.source(*from);
                message!("`{}` is derived from `{}`", name, written(&from.name))
            }
            (None, None) => message!("`{}` is published by somebody else", name),
        };
        finding.related(traced.place(), origin);
    }
}

/// A person or an organisation in `said-by:`.
struct Speaker<'a> {
    target: Target<'a>,
    /// The known names, folded for search.
    names: Vec<String>,
}

/// Whether a source is by the speaker, as far as that can be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Authorship {
    BySpeaker,
    ByOthers,
    Unknown,
}

impl<'a> Speaker<'a> {
    fn of(context: &Context<'a>, reference: usize) -> Option<Speaker<'a>> {
        let target = context.target(reference)?;
        let entity = target.item()?;
        let can_speak = matches!(entity.kind(), Some("person" | "organisation"));
        let names = entity.known_names().map(fold_for_search).collect();
        can_speak.then_some(Speaker { target, names })
    }

    /// Whether `by`, from the `by:` or `publisher:` of a source in `file`, is the speaker.
    fn is(&self, context: &Context, file: FileId, source: &Item, by: &By) -> Authorship {
        let is_news = matches!(source.kind(), Some("news-article" | "wire"));
        match by {
            By::Entity(reference) => {
                let other = context.workspace.target(file, source, *reference);
                other.map_or(Authorship::Unknown, |other| self.is_entity(&other, is_news))
            }
            By::Name(name) => self.is_named(&name.text, is_news),
        }
    }

    fn is_entity(&self, other: &Target, is_news: bool) -> Authorship {
        let entity = other.item().filter(|item| item.entity().is_some());
        let (Some(own), Some(item)) = (self.target.item(), entity) else {
            return Authorship::Unknown;
        };
        let keys = entity_keys(own);
        let is_same = (other.file, other.id) == (self.target.file, self.target.id)
            || entity_keys(item).iter().any(|key| keys.contains(key));
        match is_same {
            true => Authorship::BySpeaker,
            false if is_news || item.kind() == own.kind() => Authorship::ByOthers,
            false => Authorship::Unknown,
        }
    }

    /// Two names are the same if one contains the other: "Mayor Varga" is Varga.
    fn is_named(&self, name: &str, is_news: bool) -> Authorship {
        let folded = fold_for_search(name);
        let is_part = |part: &str, whole: &str| {
            let part: Vec<&str> = words(part).map(|word| &part[word]).collect();
            let whole: Vec<&str> = words(whole).map(|word| &whole[word]).collect();
            !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
        };
        let mut names = self.names.iter();
        let is_same = names.any(|own| is_part(own, &folded) || is_part(&folded, own));
        match is_same {
            true => Authorship::BySpeaker,
            // A name that begins with a lower-case letter only describes somebody, who may be anybody.
            false if is_news && !name.starts_with(char::is_lowercase) => Authorship::ByOthers,
            false => Authorship::Unknown,
        }
    }
}

/// The claim's sources, if all of them, and all that they are derived from, are known to be by others; otherwise
/// `None`.
fn sources_by_others(context: &Context, claim: &Claim, speaker: &Speaker) -> Option<Vec<Node>> {
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
            let traced = context.known.chains.source(node);
            let is_known = traced.complete && !traced.confidential && traced.ring.is_none();
            let from = traced.from.iter().map(|(_, next)| *next);
            is_known.then(|| from.collect())?
        };
        let is_derived = !from.is_empty();
        if authorship_of(context, node, speaker, is_derived)? != Authorship::ByOthers {
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

/// Whether the source is by the speaker. A source that names nobody and is derived from others is by those others.
fn authorship_of(
    context: &Context,
    node: Node,
    speaker: &Speaker,
    is_derived: bool,
) -> Option<Authorship> {
    let (file, id) = {
        let traced = context.known.chains.source(node);
        (traced.file, traced.id)
    };
    let (_, slot) = context.workspace.file(file)?.get(id)?;
    let item = slot.segment.item.as_ref()?;
    let source = item.source()?;
    let named = source.by.iter().chain(&source.publisher);
    let found: Vec<Authorship> = named
        .map(|by| speaker.is(context, file, item, by))
        .collect();
    Some(match found.is_empty() {
        true if is_derived => Authorship::ByOthers,
        true => Authorship::Unknown,
        false if found.contains(&Authorship::BySpeaker) => Authorship::BySpeaker,
        false if found.contains(&Authorship::Unknown) => Authorship::Unknown,
        false => Authorship::ByOthers,
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
                draft.sayso:2 "@ines" warning: claim `so` has `said-by: @ines`, but none of its sources is by them or derived from a source by them: cite where they said it, or correct `said-by:`
                    all.sayso:17 "hearsay": `hearsay` is derived from `story`
                    all.sayso:8 "letter": `letter` is by `@leo`
                draft.sayso:5 "@leo" warning: this claim has `said-by: @leo`, but none of its sources is by them or derived from a source by them: cite where they said it, or correct `said-by:`
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
