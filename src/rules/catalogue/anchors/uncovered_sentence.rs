//! A sentence of the article that no claim covers.
//!
//! Headings, heads of tables, footnotes and addresses do not count as uncovered. A claim may still quote them.

use crate::prose::lexicon;
use crate::prose::{Figure, Lexicon, Numeral};
use crate::rules::check::Check;
use crate::rules::claim::coverage::wants_claim;
use crate::rules::context::in_article::SentenceContext;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::quoted;
use crate::text::Span;
use crate::text::addresses::without_addresses;
use crate::text::lower::lower;
use crate::text::message::message;
use crate::text::words::words as words_of;
use crate::workspace::Place;

pub static RULE: Rule = Rule {
    name: "uncovered-sentence",
    group: Group::Anchors,
    severity: Severity::Hint,
    policy: Policy::Adjustable,
    summary: "A sentence of the article that no claim covers",
    documentation: r#"
## What it finds

A sentence of the article that no claim quotes. The finding is a hint, or a warning if the sentence contains a number,
a date, a quotation or a known name. The rule recognizes numbers in words, months and days of the week in English and
Spanish. It ignores what repeats the article or is not its own words: headings, the heads of tables, footnotes, lists of
links, and addresses such as `https://example.org/2026/03/02` or `desk@example.org`.

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
};

pub const CHECK: Check = Check::Sentence(check);

fn check(context: &SentenceContext, report: &mut Report) {
    if !wants_claim(context.article, context.sentence) {
        return;
    }
    let text = context.article.folded_text(context.sentence.range.clone());
    let text = &*without_addresses(text);
    let visible_text = || context.article.reader_text(context.sentence.range.clone());
    // Folding turns every quotation mark into an apostrophe.
    let is_quotation = text.contains('\'') && contains_quotation(&visible_text());
    let contents = [
        (context.names_somebody, "a known name"),
        (contains_word(context.language, text, is_date), "a date"),
        (contains_number(context.language, text), "a number"),
        (is_quotation, "a quotation"),
    ];
    let content = contents
        .iter()
        .find(|(is_contained, _)| *is_contained)
        .map(|(_, content)| *content);
    let message = match content {
        Some(content) => message!(
            "no claim covers this sentence, which contains {}: add a claim that quotes it",
            content
        ),
        None => "no claim covers this sentence: add a claim that quotes it".into(),
    };
    let place = Place::Article {
        file: context.file_id,
        span: Span::from(context.sentence.range.clone()),
    };
    let finding = report.add(place, message);
    if content.is_some() {
        finding.with_severity(Severity::Warning);
    }
    if context.wants_fixes {
        let stub = format!("claim: fact {}", quoted(&visible_text(), "\""));
        finding.manual_fix("Add a claim for this sentence", vec![context.append(&stub)]);
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

    const DRAFT: &str = "entity ana: person \"Ana Díaz\"\narticle \"A\"\ntext\n  # Heading\n\n  One was freed. Nobody spoke. Then Ana Diaz came. It was 5 o'clock. She said “yes”.\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            DRAFT,
            expect![[r#"
                draft.sayso:6 "One was freed." hint: no claim covers this sentence: add a claim that quotes it
                draft.sayso:6 "Nobody spoke." hint: no claim covers this sentence: add a claim that quotes it
                draft.sayso:6 "Then Ana Diaz came." warning: no claim covers this sentence, which contains a known name: add a claim that quotes it
                draft.sayso:6 "It was 5 o'clock." warning: no claim covers this sentence, which contains a number: add a claim that quotes it
                draft.sayso:6 "She said “yes”." warning: no claim covers this sentence, which contains a quotation: add a claim that quotes it
            "#]],
        );
    }

    #[test]
    fn dates_and_numbers_in_words() {
        check(
            &RULE,
            "article \"A\"\n  language: es\ntext\n  Fue en mayo. Fueron cinco. Fue una vez.\n",
            expect![[r#"
                draft.sayso:4 "Fue en mayo." warning: no claim covers this sentence, which contains a date: add a claim that quotes it
                draft.sayso:4 "Fueron cinco." warning: no claim covers this sentence, which contains a number: add a claim that quotes it
                draft.sayso:4 "Fue una vez." hint: no claim covers this sentence: add a claim that quotes it
            "#]],
        );
        check(
            &RULE,
            "article \"A\"\ntext\n  It was in May. Hundreds came.\n",
            expect![[r#"
                draft.sayso:3 "It was in May. Hundreds came." warning: no claim covers this sentence, which contains a date: add a claim that quotes it
            "#]],
        );
        check(
            &RULE,
            "article \"A\"\n  language: de\ntext\n  Es war im April. Es waren zehn.\n",
            expect![[r#"
                draft.sayso:4 "Es war im April." hint: no claim covers this sentence: add a claim that quotes it
                draft.sayso:4 "Es waren zehn." hint: no claim covers this sentence: add a claim that quotes it
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
    fn an_address_is_neither_number_nor_date() {
        check(
            &RULE,
            "article \"A\"\ntext\n  Watch https://example.org/2026/may/5 now.\n\n  - [It sank.](a.md)\n",
            expect![[r#"
                draft.sayso:3 "Watch https://example.org/2026/may/5 now." hint: no claim covers this sentence: add a claim that quotes it
                draft.sayso:5 "It sank." hint: no claim covers this sentence: add a claim that quotes it
            "#]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "article \"A\"\ntext\n  One “a” was freed.\n",
            expect![[r#"
                === Add a claim for this sentence (preferred, manual)
                article "A"
                text
                  One “a” was freed.

                claim: fact "One “a” was freed."
            "#]],
        );
    }
}
