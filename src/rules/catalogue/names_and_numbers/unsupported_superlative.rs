//! A superlative such as "the first", "the only" or "the largest" that no source is quoted for.
//!
//! A superlative is supported by the source's words or by the kind `superlative`. No checker can know whether a report
//! covers the whole county; somebody who writes down the words or the kind has checked. "The latest", "the newest" and
//! "the first" of a series ("the first half") are not superlatives.

use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::model::{Claim, Evidence, EvidenceRole, Item};
use crate::prose::lexicon;
use crate::prose::{Lexicon, Mark};
use crate::rules::check::Check;
use crate::rules::claim::passage_prose::{Prose, holds_word};
use crate::rules::context::Context;
use crate::rules::context::claim_words::report_words;
use crate::rules::context::passages::LONGEST_READ;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::fold::fold;
use crate::text::message::{message, written};
use crate::text::words::words as words_of;

pub static RULE: Rule = Rule {
    name: "unsupported-superlative",
    group: Group::Facts,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A superlative such as \"the first\" or \"the largest\" without a source that says so",
    documentation: r#"
## What it finds

A claim whose passage says that something is the first, the only, the largest or similar, if none of the words
quoted from its sources contain a superlative. The sources may support only the rest of the claim. A claim of the
kind `superlative` says that its sources are about the scope of the superlative (the largest of which group?). Such
a claim is reported only if all of its sources are quoted and none of these words is a superlative.

The rule looks for "the largest", "the world's most …", "one of the oldest", "the second-largest … in", "for the first
time", "the first … since", "the first woman in space", "the only …", "the sole …", "hit a record", "a record 45,000",
and their equivalents in Spanish. "The most populous …" needs a scope behind it ("in", "of", "ever"), and so does "the biggest …";
opinions, and what is somebody's largest, need a measure ("the most powerful woman in the world", "its lowest level since 2010"). It
reports nothing for "the first half", "the latest" and "at least"; for nouns that nobody can count ("the biggest threat", "the only
problem"); for a class ("the richest families"); for what one person does for the first time ("she was elected for the
first time"); for words inside quotation marks, which are the speaker's; for quotations (`quote`, `asserts: said`); for
claims without any source, which `unsourced-claim` reports; if a claim of the kind `superlative` covers the words; for
claims of the kinds that need no source; and in other languages.

## Why it matters

A register shows that a bridge is 130 years old. "The oldest in the county" is a claim about every other bridge, and
readers write in about it.

## Example

```sayso
article "Harbour Bridge closed"

text
  Harbour Bridge, the oldest bridge in the county, was closed.

source register: dataset "Register of bridges"

claim closed: "Harbour Bridge, the oldest bridge in the county, was closed."
  source: @register at row 12
```

## Instead

```sayso
article "Harbour Bridge closed"

text
  Harbour Bridge, the oldest bridge in the county, was closed.

source register: dataset "Register of bridges"

claim closed: "was closed"
  source: @register at row 12

claim oldest: superlative "the oldest bridge in the county"
  source: @register at table 1
  note: "The next one was built eleven years later."
```

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
    let is_said = kind == "quote" || claim.asserts().is_some_and(|it| it.text == "said");
    if is_said || UNSOURCED_CLAIM_KINDS.contains(&kind) || claim.sources().next().is_none() {
        return;
    }
    if !holds_word(context, Mark::Superlative, Lexicon::may_be_superlative) {
        return;
    }
    let Some(prose) = Prose::of(context) else {
        return;
    };
    let quoted = context.article().map(|article| prose.quoted(article));
    let quoted = quoted.unwrap_or_default();
    let own = prose
        .lexicon
        .own_superlative_in(&prose.text, &prose.passage, &quoted);
    let Some(found) = own else {
        return;
    };
    let is_covered = || {
        is_covered(
            context,
            prose
                .start
                .map(|start| start + found.start..start + found.end),
        )
    };
    if is_supported(context, (item, claim), prose.lexicon) || is_covered() {
        return;
    }
    let superlative = written(&prose.text[found.clone()]);
    let claim = context.named();
    let message = match kind {
        "superlative" => message!(
            "{} says “{}”, but the words quoted from its sources do not: quote words that support it",
            claim,
            superlative
        ),
        _ => message!(
            "{} says “{}”, but no words quoted from its sources say so: quote the source's words, or make it a claim of the kind `superlative`",
            claim,
            superlative
        ),
    };
    let in_article = prose.in_article(&found);
    report_words(context, report, &prose.text[found], in_article, message);
}

/// Whether a source may support the superlative: its quoted words contain one or cannot be read, or no words are quoted
/// and the claim's kind says that somebody has checked.
fn is_supported(context: &Context, (item, claim): (&Item, &Claim), own: &'static Lexicon) -> bool {
    let roles = [EvidenceRole::Source, EvidenceRole::Context];
    let mut all = roles.into_iter().flat_map(|role| claim.evidence_as(role));
    all.any(|evidence| match &evidence.words {
        None => item.kind() == Some("superlative"),
        // A quotation this long is not read, and probably contains the superlative.
        Some(words) if words.text.len() > LONGEST_READ => true,
        Some(words) => {
            let Some(lexicon) = lexicon_of_source(context, evidence, own) else {
                return true;
            };
            // The quoted words may be a fragment, such as "the oldest in the county".
            let quoted = fold(&words.text);
            words_of(&quoted).any(|word| {
                lexicon.may_be_superlative(&quoted[word.start..], &quoted[word.clone()])
            })
        }
    })
}

/// `None` if Sayso does not read the source's language.
fn lexicon_of_source(
    context: &Context,
    evidence: &Evidence,
    own: &'static Lexicon,
) -> Option<&'static Lexicon> {
    let target = context.target(evidence.reference)?;
    match &target.item()?.source()?.language {
        Some(language) => lexicon::of_language(language),
        None => Some(own),
    }
}

/// Whether a claim of the kind `superlative` quotes these words of the article.
fn is_covered(context: &Context, words: Option<std::ops::Range<usize>>) -> bool {
    let (Some(article), Some(words)) = (context.article(), words) else {
        return false;
    };
    let range = article.folded().source_range(words);
    let mut others = context.passages.overlapping(range.clone());
    others.any(|(id, passage)| {
        let slot = context.file.get(id).filter(|_| id != context.id);
        let item = slot.and_then(|(_, slot)| slot.segment.item.as_ref());
        passage.start <= range.start
            && range.end <= passage.end
            && item.is_some_and(|item| item.kind() == Some("superlative"))
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::prose::lexicon::of_language;
    use crate::rules::testing::check;

    #[track_caller]
    fn check_texts(language: &str, texts: &[(&str, Option<&str>)]) {
        let lexicon = of_language(language).expect("a known language");
        for (text, expected) in texts {
            let found = lexicon.superlative_in(text, &(0..text.len()));
            assert_eq!(found.map(|at| &text[at]), *expected, "{text}");
        }
    }

    #[test]
    fn finds_superlatives() {
        check_texts(
            "en",
            &[
                (
                    "Harbour Bridge is the oldest bridge in the county",
                    Some("the oldest"),
                ),
                (
                    "one of the most popular in North America",
                    Some("the most popular"),
                ),
                (
                    "rates them among the world's most persecuted groups",
                    Some("world's most persecuted"),
                ),
                (
                    "one of the most successful software products ever",
                    Some("the most successful"),
                ),
                ("the world's largest bridge", Some("world's largest")),
                ("was closed for the first time", Some("for the first time")),
                (
                    "Sweden's first victory in the opening match since 1958",
                    Some("Sweden's first"),
                ),
                ("He became the first mayor of both towns", Some("the first")),
                ("a record 45,756 migrants", Some("record")),
                ("the only bridge in town", Some("the only")),
                ("the first woman in space", Some("the first")),
                ("the first rise in more than 30 years", Some("the first")),
                ("Prices hit a record on Monday", Some("hit a record")),
                (
                    "the second-largest city in Norway",
                    Some("the second-largest"),
                ),
                ("the sole survivor", Some("the sole")),
                ("Norway's largest private bank", Some("Norway's largest")),
                (
                    "For the first time, a poll shows it",
                    Some("For the first time"),
                ),
                ("its lowest level since 2010", Some("its lowest")),
                (
                    "the nation's most populous state",
                    Some("nation's most populous"),
                ),
                ("one of the largest ports in Norway", Some("the largest")),
                (
                    "he ran faster for the first time in history",
                    Some("for the first time"),
                ),
                ("his flag has never before been open", Some("never before")),
            ],
        );
        check_texts(
            "es",
            &[
                (
                    "es el puente más antiguo de la región",
                    Some("el puente más antiguo"),
                ),
                ("fue cerrado por primera vez", Some("por primera vez")),
                ("el mayor incendio de la década", Some("el mayor")),
                ("la única salida del pueblo", Some("la única")),
                ("una cifra récord", Some("récord")),
            ],
        );
    }

    #[test]
    fn ignores_other_words() {
        for text in [
            "in the first half, in the first game of the day",
            "with the first meeting set to take place",
            "The first referendum is to be held in May",
            "the latest versions, the most recent one, at least five, at the latest",
            "most people, the most points",
            "the only thing that gave her solace, not the only one",
            "First Lady, the First Minister, the Most Reverend",
            "the second lowest grade of documents",
            "his first attempt failed",
            "a record of the meeting",
            "a most careful man, the most important questions",
            "the biggest challenge in the north, her worst regret",
            "she was elected for the first time",
            "the first match in the World Cup",
            "The first case is of a mayor who in recent years refused",
            "the second-largest room",
            "He's only won once, and his biggest supporters left.",
            "It isn't the only bridge.",
            "Sol's biggest media booster, Sol's most important ruling",
            "the biggest trouble spot for them, the only big hitch",
            "the most important port in Norway",
            "the richest families pay less",
            "Many saw for the first time what it was, and the worst was over",
            "her first-quarter average in years, the worst possible result",
        ] {
            check_texts("en", &[(text, None)]);
        }
        for text in [
            "una ciudad más grande, más de cien, los más de 700",
            "la mayor parte de ellos, el mayor de los hermanos",
            "el primer partido en Madrid",
            "lo único que sabe",
        ] {
            check_texts("es", &[(text, None)]);
        }
    }

    const DRAFT: &str = "source en: report \"R\"\nsource de: report \"R\"\n  language: de\nsource es: report \"R\"\n  language: es\narticle \"A\"\ntext\n  It is the oldest bridge in the county. It was closed.\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!("{DRAFT}claim a: \"It is the oldest bridge\"\n  source: @en at p. 1\n"),
            expect![[r#"
                draft.sayso:9 "the oldest" warning: claim `a` says “the oldest”, but no words quoted from its sources say so: quote the source's words, or make it a claim of the kind `superlative`
            "#]],
        );
        check(
            &RULE,
            &format!(
                "{DRAFT}claim b: superlative \"the oldest bridge\"\n  source: @en \"an old bridge\"\n"
            ),
            expect![[r#"
                draft.sayso:9 "the oldest" warning: claim `b` says “the oldest”, but the words quoted from its sources do not: quote words that support it
            "#]],
        );
    }

    #[test]
    fn silent() {
        for claims in [
            "claim: \"the oldest bridge\"\n  source: @en \"the oldest in the county\"\n",
            "claim: \"the oldest bridge\"\n  source: @en\n  context: @es \"el puente más antiguo de todos\"\n",
            "claim: \"the oldest bridge\"\n  source: @de \"die Brücke\"\n",
            "claim: \"the oldest bridge\"\n",
            "claim: superlative \"the oldest bridge\"\n  source: @en at p. 1\n",
            "claim: quote \"the oldest bridge\"\n  source: @en\n",
            "claim: \"the oldest bridge\"\n  source: @en\n  asserts: said\n",
            "claim: opinion \"the oldest bridge\"\n  source: @en\n",
            "claim: \"It was closed\"\n  source: @en\n",
        ] {
            check(&RULE, &format!("{DRAFT}{claims}"), expect![[""]]);
        }
        let covered = "claim: \"It is the oldest bridge\"\n  source: @en\nclaim: superlative \"the oldest bridge in\"\n  source: @en\n";
        check(&RULE, &format!("{DRAFT}{covered}"), expect![[""]]);
        let said = "source s: report \"S\"\narticle \"A\"\ntext\n  She called it “the oldest bridge in the county” again.\nclaim: \"called it “the oldest bridge in the county” again\"\n  source: @s\n";
        check(&RULE, said, expect![[""]]);
        let german = "source s: report \"S\"\narticle \"A\"\n  language: de\nclaim: \"the oldest bridge\"\n  source: @s\n";
        check(&RULE, german, expect![[""]]);
    }
}
