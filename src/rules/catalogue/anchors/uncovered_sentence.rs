//! A sentence of the article that no claim covers.
//!
//! Headings, heads of tables, footnotes and addresses do not count as uncovered. A claim may still quote them.

use crate::prose::lexicon;
use crate::prose::{Figure, Lexicon, Numeral};
use crate::rules::check::Check;
use crate::rules::context::in_article::{SentenceContext, UncoveredSentences};
use crate::rules::guess::claim_for_sentence;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::rules::wording::shortened;
use crate::syntax::quoted;
use crate::text::addresses::without_addresses;
use crate::text::lower::lower;
use crate::text::message::{Message, message, written};
use crate::text::words::words as words_of;

pub static RULE: Rule = Rule {
    name: "uncovered-sentence",
    group: Group::Anchors,
    severity: Severity::Hint,
    policy: Policy::Adjustable,
    summary: "A sentence of the article that no claim covers",
    documentation: r#"
## What it finds

A sentence of the article that no claim quotes. While the `status` of the article is `draft`, or not set, Sayso reports
one hint: how many sentences have no claim, and the first of them. From `checking` on, each of these sentences has a
finding: a hint, or a warning if the sentence contains a number, a date, a quotation or a known name. The rule
recognizes numbers in words, months and days of the week in English and Spanish. It ignores what repeats the article or
is not its own words: headings, the heads of tables, footnotes, lists of links, and addresses such as
`https://example.org/2026/03/02` or `desk@example.org`. It also ignores paragraphs beside the report: bylines ("By Ana
Ruiz"), datelines ("Friday, May 8, 2009"), credits ("Photo: Ana Ruiz") and captions that end with one.

## Why it matters

A late edit can slip past the check where nobody looks. If every sentence is covered, somebody has looked at each one
and decided.

## Example

```sayso
article "Prisoners freed"

text
  Five people were released on Thursday. Their families met them.

claim: number "Five people were released on Thursday."
```

## Instead

```sayso
article "Prisoners freed"

text
  Five people were released on Thursday. Their families met them.

claim: number "Five people were released on Thursday."

claim: observation "Their families met them."
```

A claim of a kind that needs no source (`opinion`, `common-knowledge`, `transition`,
`observation`) covers a sentence too.

## Settings

None.
"#,
    subject: Subject::Sentence,
    reads_prose: false,
};

pub const CHECK: Check = Check::Sentence(check);

/// The maximum number of characters of a sentence in a message.
const SHOWN: usize = 40;

fn check(context: &SentenceContext, report: &mut Report) {
    if context.claims > 0 {
        return;
    }
    let sentence = context.article.reader_text(context.sentence.range.clone());
    let start = quoted(&shortened(&sentence, SHOWN), "“");
    let content = match context.unfinished {
        Some(_) => None,
        None => content_of(context, &sentence),
    };
    let message = match (context.unfinished, content) {
        (Some(uncovered), _) => summary(uncovered, &start),
        (None, Some(content)) => message!(
            "{} has no claim, and contains {}: add a claim that quotes the sentence",
            written(start),
            content
        ),
        (None, None) => message!(
            "{} has no claim: add a claim that quotes the sentence",
            written(start)
        ),
    };
    let place = context.in_article(context.sentence.range.clone());
    let finding = report.add(place, message);
    if content.is_some() {
        finding.with_severity(Severity::Warning);
    }
    if context.wants_fixes {
        let stub = claim_for_sentence(context);
        let edits = context.add_claim(stub.clone());
        let finding = finding.manual_fix("Annotate this sentence", edits);
        finding.to_fill_in(&stub, "");
    }
}

/// How much of an unfinished article is uncovered; its first uncovered sentence starts with `start`.
fn summary(uncovered: UncoveredSentences, start: &str) -> Message {
    let UncoveredSentences { count, of, .. } = uncovered;
    match count {
        1 => message!(
            "1 of {} {} has no claim yet: add one that quotes {}",
            of,
            if of == 1 { "sentence" } else { "sentences" },
            written(start)
        ),
        _ => message!(
            "{} of {} sentences have no claim yet: the first is {}, add a claim that quotes it",
            count,
            of,
            written(start)
        ),
    }
}

/// What the sentence contains that somebody has to check.
fn content_of(context: &SentenceContext, sentence: &str) -> Option<&'static str> {
    let text = context.article.folded_text(context.sentence.range.clone());
    let text = &*without_addresses(text);
    // Folding turns every quotation mark into an apostrophe.
    let is_quotation = || text.contains('\'') && contains_quotation(sentence);
    match () {
        () if context.names_somebody() => Some("a known name"),
        () if contains_word(context.language, text, is_date) => Some("a date"),
        () if contains_number(context.language, text) => Some("a number"),
        () if is_quotation() => Some("a quotation"),
        () => None,
    }
}

fn contains_number(language: &str, text: &str) -> bool {
    text.contains(char::is_numeric) || contains_word(language, text, is_number)
}

/// Whether the word is a number and can have no other meaning.
fn is_number(lexicon: &Lexicon, word: &str, _: bool) -> bool {
    match lexicon.figure(word) {
        Some(Figure::Numeral(numeral)) => !matches!(numeral, Numeral::Perhaps(_)),
        figure => figure == Some(Figure::VagueNumber),
    }
}

/// Whether the word is a month or a day of the week.
fn is_date(lexicon: &Lexicon, word: &str, is_first: bool) -> bool {
    let is_name = || word.starts_with(char::is_uppercase) && !is_first;
    match lexicon.figure(word) {
        Some(Figure::Month(_) | Figure::Weekday(_)) => {
            let ambiguous = lexicon.words.calendar.ambiguous_months;
            !ambiguous.contains(&&*lower(word)) || is_name()
        }
        _ => false,
    }
}

/// Whether `is_match` accepts any word of the sentence. False for an unknown language.
fn contains_word(language: &str, text: &str, is_match: fn(&Lexicon, &str, bool) -> bool) -> bool {
    lexicon::of_language(language).is_some_and(|lexicon| {
        words_of(text).any(|word| is_match(lexicon, &text[word.clone()], word.start == 0))
    })
}

fn contains_quotation(text: &str) -> bool {
    text.contains(['"', '“', '«', '„', '「', '‹'])
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const DRAFT: &str = "entity ana: person \"Ana Díaz\"\narticle \"A\"\n  status: ready\ntext\n  # Heading\n\n  One was freed. Nobody spoke. Then Ana Diaz came. It was 5 o'clock. She said “yes”.\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            DRAFT,
            expect![[r#"
                draft.sayso:7 "One was freed." hint: “One was freed.” has no claim: add a claim that quotes the sentence
                draft.sayso:7 "Nobody spoke." hint: “Nobody spoke.” has no claim: add a claim that quotes the sentence
                draft.sayso:7 "Then Ana Diaz came." warning: “Then Ana Diaz came.” has no claim, and contains a known name: add a claim that quotes the sentence
                draft.sayso:7 "It was 5 o'clock." warning: “It was 5 o'clock.” has no claim, and contains a number: add a claim that quotes the sentence
                draft.sayso:7 "She said “yes”." warning: "She said “yes”." has no claim, and contains a quotation: add a claim that quotes the sentence
            "#]],
        );
    }

    #[test]
    fn dates_and_numbers_in_words() {
        check(
            &RULE,
            "article \"A\"\n  language: es\n  status: checking\ntext\n  Fue en mayo. Fueron cinco. Fue una vez.\n",
            expect![[r#"
                draft.sayso:5 "Fue en mayo." warning: “Fue en mayo.” has no claim, and contains a date: add a claim that quotes the sentence
                draft.sayso:5 "Fueron cinco." warning: “Fueron cinco.” has no claim, and contains a number: add a claim that quotes the sentence
                draft.sayso:5 "Fue una vez." hint: “Fue una vez.” has no claim: add a claim that quotes the sentence
            "#]],
        );
        check(
            &RULE,
            "article \"A\"\n  status: published\ntext\n  It was in May. Hundreds came.\n",
            expect![[r#"
                draft.sayso:4 "It was in May." warning: “It was in May.” has no claim, and contains a date: add a claim that quotes the sentence
                draft.sayso:4 "Hundreds came." warning: “Hundreds came.” has no claim, and contains a number: add a claim that quotes the sentence
            "#]],
        );
        check(
            &RULE,
            "article \"A\"\n  language: de\n  status: checking\ntext\n  Es war im April. Es waren zehn.\n",
            expect![[r#"
                draft.sayso:5 "Es war im April." hint: “Es war im April.” has no claim: add a claim that quotes the sentence
                draft.sayso:5 "Es waren zehn." hint: “Es waren zehn.” has no claim: add a claim that quotes the sentence
            "#]],
        );
    }

    #[test]
    fn an_article_that_nobody_checks_yet_has_one_finding() {
        let draft = |status: &str, claims: &str| {
            let text = "text\n  # Heading\n\n  One was freed. Nobody spoke. Five left in May.\n";
            format!("article \"A\"\n{status}{text}{claims}")
        };
        check(
            &RULE,
            &draft("", ""),
            expect![[r#"
            draft.sayso:5 "One was freed." hint: 3 of 3 sentences have no claim yet: the first is “One was freed.”, add a claim that quotes it
        "#]],
        );
        let last = "claim: \"Nobody spoke. Five left in May.\"\n";
        check(
            &RULE,
            &draft("  status: draft\n", last),
            expect![[r#"
            draft.sayso:6 "One was freed." hint: 1 of 3 sentences has no claim yet: add one that quotes “One was freed.”
        "#]],
        );
        let first = "claim: \"One was freed.\"\n";
        check(
            &RULE,
            &draft("  status: withdrawn\n", first),
            expect![[r#"
            draft.sayso:6 "Nobody spoke." hint: 2 of 3 sentences have no claim yet: the first is “Nobody spoke.”, add a claim that quotes it
        "#]],
        );
        check(&RULE, &draft("", &format!("{first}{last}")), expect![[""]]);
    }

    #[test]
    fn a_sentence_is_shortened() {
        check(
            &RULE,
            "article \"A\"\n  status: ready\ntext\n  The old bridge over the river was closed to all cars and lorries.\n",
            expect![[r#"
                draft.sayso:4 "The old bridge over the river was closed to all cars and lorries." hint: “The old bridge over the river was …” has no claim: add a claim that quotes the sentence
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "article \"A\"\ntext\n  One was freed. Nobody spoke.\nclaim: \"was freed. Nobody\"\n",
            expect![[""]],
        );
        check(&RULE, "entity ana: person \"Ana Díaz\"\n", expect![[""]]);
    }

    #[test]
    fn silent_beside_the_text() {
        check(
            &RULE,
            "article \"A\"\ntext\n  | Town | Dead in 2026 |\n  |---|---|\n\n  <table><tr><th>Town</th></tr></table>\n\n  \
             Watch https://example.org/2026/03/02[^1]\n\n  <https://example.org/5>\n\n  - [Five dead](a.md)\n  - www.example.org\n\n  \
             [^1]: Five died in May.\nclaim: \"Watch\"\n",
            expect![[""]],
        );
    }

    #[test]
    fn silent_beside_the_report() {
        check(
            &RULE,
            "article \"A\"\n  status: ready\ntext\n  By Ana Ruiz\n\n  MADRID, 9 January 2026\n\n  It closed.\n\n  \
             The bridge on Friday. Photo: Leo Abel.\n\n  (Reporting by Ana Ruiz)\nclaim: \"It closed.\"\n",
            expect![[""]],
        );
    }

    #[test]
    fn an_address_is_neither_number_nor_date() {
        check(
            &RULE,
            "article \"A\"\n  status: checking\ntext\n  Watch https://example.org/2026/may/5 now.\n\n  - [It sank.](a.md)\n",
            expect![[r#"
                draft.sayso:4 "Watch https://example.org/2026/may/5 now." hint: “Watch https://example.org/2026/may/5 …” has no claim: add a claim that quotes the sentence
                draft.sayso:6 "It sank." hint: “It sank.” has no claim: add a claim that quotes the sentence
            "#]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "article \"A\"\ntext\n  One “a” was freed.\n",
            expect![[r#"
                === Annotate this sentence (preferred, manual)
                article "A"
                text
                  One “a” was freed.

                claim: fact "One “a” was freed."
            "#]],
        );
    }
}
