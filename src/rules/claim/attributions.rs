//! Attributions that name nobody: "officials said", "according to experts".

use std::ops::Range;

use crate::prose::{Lexicon, Mark, WordClass};
use crate::rules::context::Context;
use crate::text::words::words;

/// A phrase such as "rights groups" that something is attributed to.
#[derive(Debug, PartialEq, Eq)]
pub struct Attribution {
    pub range: Range<usize>,
    /// Whether a name before it says who they are: "Spanish officials".
    pub is_named: bool,
}

/// The words of the article's language, the text to search, and the claim's passage in it: the article's folded text
/// or, if the passage was not found, the claim's title. `None` if the passage attributes nothing.
pub fn prose<'a>(context: &Context<'a>) -> Option<(&'static Lexicon, &'a str, Range<usize>)> {
    if !context.may_hold(Mark::Vague) {
        return None;
    }
    let lexicon = context.lexicon()?;
    if let Some((text, passage)) = context.folded_passage() {
        return Some((lexicon, text, passage));
    }
    let title = context.item()?.title.as_ref()?.text.as_str();
    Some((lexicon, title, 0..title.len()))
}

/// The attributions in `passage`, in order. The `text` around the passage counts as context. Leaves out phrases that
/// refer to somebody known: "the officials", "its critics", "officials of the ministry".
pub fn attributions(
    lexicon: &Lexicon,
    text: &str,
    passage: Range<usize>,
) -> impl Iterator<Item = Attribution> {
    let in_passage = words(&text[passage.clone()]);
    in_passage
        .map(move |word| passage.start + word.start..passage.start + word.end)
        .filter_map(|word| {
            let length = lexicon.vague_at(&text[word.start..], &text[word.clone()])?;
            attribution(lexicon, text, word.start..word.start + length)
        })
}

/// The maximum number of modifiers that are skipped before a phrase.
const MODIFIERS: usize = 3;
/// The number of bytes around a phrase that are searched.
const REACH: usize = 80;

fn attribution(lexicon: &Lexicon, text: &str, vague: Range<usize>) -> Option<Attribution> {
    let mut start = vague.start;
    for _ in 0..MODIFIERS {
        match word_before(text, start) {
            Some(word) if lexicon.is(&text[word.clone()], WordClass::Modifier) => {
                start = word.start
            }
            _ => break,
        }
    }
    let head = text[..start].trim_end();
    let is_according = lexicon
        .words
        .according
        .iter()
        .any(|words| ends_with_words(head, words));
    let before = word_before(text, start).map(|word| &text[word]);
    let starts_with_capital = text[start..].starts_with(char::is_uppercase);
    let is_definite = before.is_some_and(|word| lexicon.is(word, WordClass::Definite));
    if is_definite || text[..start].ends_with("'s ") || text[..start].ends_with("s' ") {
        return None;
    }
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_named = !is_according && !starts_with_capital && before.is_some_and(is_capital);
    let after = words_after(text, vague.end);
    if verb_follows(lexicon, text, vague.end, &after) {
        let range = vague;
        return Some(Attribution { range, is_named });
    }
    let linked = after
        .first()
        .is_some_and(|word| lexicon.is(&text[word.clone()], WordClass::Linking));
    // "said experts." attributes, "he says experts are slow" does not.
    let ends = !text[vague.end..]
        .trim_start()
        .starts_with(char::is_alphanumeric);
    let says = |word: &str| {
        lexicon.is(word, WordClass::Verb) && !lexicon.is(word, WordClass::DoneToPeople)
    };
    let is_inverted = ends && before.is_some_and(says);
    let range = vague;
    (!linked && !is_named && (is_according || is_inverted))
        .then_some(Attribution { range, is_named })
}

/// Whether a verb of saying follows a phrase, with only adverbs and the like between them.
fn verb_follows(lexicon: &Lexicon, text: &str, end: usize, after: &[Range<usize>]) -> bool {
    let mut at = end;
    for word in after {
        if text[at..word.start].trim() != "" {
            return false;
        }
        if lexicon.is(&text[word.clone()], WordClass::Verb) {
            return true;
        }
        if !lexicon.is(&text[word.clone()], WordClass::Between) {
            return false;
        }
        at = word.end;
    }
    false
}

/// Whether `text` ends with `words`, in any letter case.
pub fn ends_with_words(text: &str, words: &str) -> bool {
    let start = text.len().checked_sub(words.len());
    let end = start.and_then(|start| text.get(start..));
    end.is_some_and(|end| end.to_lowercase() == words)
        && !text[..text.len() - words.len()].ends_with(char::is_alphanumeric)
}

/// The word directly before `at`, separated by one space.
fn word_before(text: &str, at: usize) -> Option<Range<usize>> {
    let head = text[..at].strip_suffix(' ')?;
    let from = text.floor_char_boundary(head.len().saturating_sub(REACH));
    let last = words(&head[from..]).last()?;
    (from + last.end == head.len()).then_some(from + last.start..from + last.end)
}

/// The first few words after `at`.
fn words_after(text: &str, at: usize) -> Vec<Range<usize>> {
    const FEW: usize = 4;
    let to = text.ceil_char_boundary((at + REACH).min(text.len()));
    words(&text[at..to])
        .take(FEW)
        .map(|word| at + word.start..at + word.end)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::attributions;
    use crate::prose::lexicon::of_language;

    #[track_caller]
    fn check_text(language: &str, text: &str, expected: Option<&str>) {
        let lexicon = of_language(language).expect("a known language");
        let found = attributions(lexicon, text, 0..text.len()).find(|it| !it.is_named);
        assert_eq!(found.map(|it| &text[it.range]), expected, "{text}");
    }

    #[test]
    fn vague_attributions_are_found() {
        for (text, expected) in [
            ("Officials called it a gesture", "Officials"),
            ("whom rights groups consider prisoners", "rights groups"),
            ("Some senior officials have also said so", "officials"),
            ("It was, said experts, too late", "experts"),
            ("It was, according to several experts, too late", "experts"),
            (
                "Human rights organizations have repeatedly warned",
                "Human rights organizations",
            ),
            ("He left. Critics said no", "Critics"),
        ] {
            check_text("en", text, Some(expected));
        }
        for (text, expected) in [
            (
                "Según fuentes oficiales, fueron liberados",
                "fuentes oficiales",
            ),
            ("Los expertos advierten", "expertos"),
            (
                "a quienes grupos de derechos humanos consideran presos",
                "grupos de derechos humanos",
            ),
        ] {
            check_text("es-VE", text, Some(expected));
        }
    }

    #[test]
    fn other_mentions_and_named_groups_are_not_attributions() {
        for text in [
            "Five officials were arrested",
            "The officials said so",
            "Its critics said so",
            "Spanish officials said so",
            "the ministry's officials said so",
            "Officials of the ministry said so",
            "according to officials at NASA",
            "said experts such as Ana Díaz",
            "He met critics. Said she",
            "We held hearings, called witnesses, and went home",
            "He blamed local officials.",
            "He says authorities are slow",
            "semiofficials said",
            "It has many sources",
        ] {
            check_text("en", text, None);
        }
        check_text("es", "Sus críticos dijeron que no", None);
    }

    #[test]
    fn a_name_before_the_phrase_is_noticed() {
        let lexicon = of_language("en").expect("English");
        for (text, expected) in [
            ("Spanish officials said so", Some("officials")),
            ("The officials said so", None),
            ("Spanish officials were arrested", None),
        ] {
            let found = attributions(lexicon, text, 0..text.len()).next();
            assert_eq!(found.map(|it| &text[it.range]), expected, "{text}");
        }
    }
}
