//! Paragraphs that stand beside the report and claim nothing: bylines, datelines, credits, captions with a credit, and
//! the titles of lists. Read by the words of all languages, since a credit is often in another one than the article.

use crate::prose::{Figure, Lexicon, WordClass, lexicon};
use crate::text::lower::lower;
use crate::text::words::words;

/// The maximum length of such a paragraph, in bytes.
const LONGEST: usize = 400;

/// The maximum number of words of a paragraph that only says who or when.
const MOST_WORDS: usize = 12;

/// Whether the paragraph with that text stands beside the report. `last` is its last sentence.
pub fn is_beside_report(paragraph: &str, last: &str) -> bool {
    if paragraph.len() > LONGEST {
        return false;
    }
    let is_short = words(paragraph).nth(MOST_WORDS).is_none();
    let is_one_sentence = paragraph == last;
    lexicon::all().any(|lexicon| {
        is_credit(lexicon, last)
            || is_one_sentence
                && is_short
                && (is_byline(lexicon, last) || is_dateline(lexicon, last))
    }) || is_one_sentence && is_title_of_list(last)
}

/// "Photo: Ana Ruiz", "(Reporting by Ana Ruiz)", "© 2026 The Desk"
fn is_credit(lexicon: &Lexicon, sentence: &str) -> bool {
    let text = sentence.trim_start_matches(['(', '[', ' ']);
    let is_copyright = text.starts_with('©') || text.starts_with("(c) ");
    let text = lower(text);
    is_copyright
        || lexicon
            .words
            .credits
            .iter()
            .any(|credit| begins_with(&text, credit))
}

/// "By Ana Ruiz and Leo Abel in Madrid": nothing but names behind the word.
fn is_byline(lexicon: &Lexicon, sentence: &str) -> bool {
    let text = lower(sentence);
    let bylines = lexicon.words.bylines.iter();
    let behind = bylines
        .filter(|byline| begins_with(&text, byline))
        .filter_map(|byline| sentence.get(byline.len()..));
    behind.into_iter().any(|names| {
        let mut capitals = 0;
        let is_name = |word: &str| {
            let is_capital = word.starts_with(char::is_uppercase);
            capitals += usize::from(is_capital);
            is_capital || is_joining(lexicon, word)
        };
        let mut names = words(names).map(|word| &names[word]);
        names.all(is_name) && capitals > 1
    })
}

/// "MADRID, 9 January 2026", "Friday, May 8, 2009": a date, and perhaps a place.
fn is_dateline(lexicon: &Lexicon, sentence: &str) -> bool {
    let mut dates = 0;
    let mut is_in_date = |word: &str| {
        let is_date = matches!(
            lexicon.figure(word),
            Some(Figure::Month(_) | Figure::Weekday(_))
        );
        dates += usize::from(is_date);
        let is_place = word.starts_with(char::is_uppercase);
        is_date
            || is_place
            || word.starts_with(|c: char| c.is_ascii_digit())
            || is_joining(lexicon, word)
    };
    let has_day = sentence.contains(|c: char| c.is_ascii_digit());
    words(sentence).all(|word| is_in_date(&sentence[word])) && dates > 0 && has_day
}

fn is_title_of_list(sentence: &str) -> bool {
    let title = lower(sentence.trim_end_matches(':'));
    lexicon::all().any(|lexicon| lexicon.words.lists.contains(&&*title))
}

/// Whether the word joins names: "of", "and".
fn is_joining(lexicon: &Lexicon, word: &str) -> bool {
    const AND: [&str; 6] = ["and", "y", "e", "in", "en", "for"];
    AND.contains(&word) || lexicon.is(word, WordClass::InName)
}

fn begins_with(text: &str, words: &str) -> bool {
    let rest = text.strip_prefix(words);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::is_beside_report;

    #[test]
    fn bylines_datelines_and_credits() {
        for text in [
            "By Ana Ruiz",
            "By Ana Ruiz and Leo Abel in Madrid",
            "Por Ana Ruiz y Leo Abel",
            "Friday, May 8, 2009",
            "MADRID, 9 January 2026",
            "Caracas, viernes 9 de enero de 2026",
            "Image: Nick Moreau.",
            "Photo by Ana Ruiz / The Desk",
            "(Reporting by Ana Ruiz; editing by Leo Abel)",
            "© 2026 The Desk",
            "Sources",
            "Related news:",
        ] {
            assert!(is_beside_report(text, text), "{text}");
        }
        let caption = "The bridge on Friday. Photo: Ana Ruiz.";
        assert!(is_beside_report(caption, "Photo: Ana Ruiz."));
    }

    #[test]
    fn sentences_of_the_report() {
        for text in [
            "By 2050, hunger would spread.",
            "By then Ana Ruiz had left.",
            "From Madrid she went to Caracas.",
            "Ana Ruiz came on Friday, May 8.",
            "Five died in May.",
            "Images of the boy spread.",
            "Photographs show it.",
            "Sources say so.",
            "De Madrid al cielo.",
            "It was Friday.",
            "",
        ] {
            assert!(!is_beside_report(text, text), "{text}");
        }
    }
}
