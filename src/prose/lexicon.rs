//! What rules know of words, by language: numbers, months, and how prose attributes what it says.
//! A language that is not here is unknown: rules that need its words stay silent.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::hash_of_word;
use crate::prose::figures::{Figure, Figures, Numeral};
use crate::prose::languages::{english, spanish};
use crate::prose::marks::{self, Mark, Marks};
use crate::prose::phrases::Phrases;
use crate::prose::superlatives::SuperlativePhrases;
use crate::prose::words::Words;
use crate::text::lower::lower;

/// A language's words, ready to be looked up.
pub struct Lexicon {
    pub words: &'static Words,
    pub figures: Figures,
    pub(super) superlatives: SuperlativePhrases,
    marks: FxHashMap<&'static str, Marks>,
    /// The hashes of the words that have marks. Most words of a text have none.
    marked: FxHashSet<u32>,
    classes: FxHashMap<&'static str, u16>,
    vague: Phrases<()>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    Group,
    Modifier,
    Definite,
    Verb,
    DoneToPeople,
    Quoting,
    InName,
    Between,
    Linking,
    Article,
    Formerly,
    AtATime,
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&english::WORDS));
static SPANISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&spanish::WORDS));

/// The words of the language with that BCP 47 tag.
pub fn of_language(tag: &str) -> Option<&'static Lexicon> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    match primary {
        _ if primary.eq_ignore_ascii_case("en") => Some(&ENGLISH),
        _ if primary.eq_ignore_ascii_case("es") => Some(&SPANISH),
        _ => None,
    }
}

/// The words of every language that is known.
pub fn all() -> impl Iterator<Item = &'static Lexicon> {
    [&ENGLISH, &SPANISH].into_iter().map(|lexicon| &**lexicon)
}

/// Whether a known language multiplies by that word: "mil", "thousand".
pub fn is_scale_elsewhere(word: &str) -> bool {
    let is_scale = |lexicon: &Lexicon| {
        let figure = lexicon.figure(word);
        matches!(
            figure,
            Some(Figure::Numeral(Numeral::Scale(_) | Numeral::BareScale(_)))
        )
    };
    [&ENGLISH, &SPANISH]
        .into_iter()
        .any(|lexicon| is_scale(lexicon))
}

impl Lexicon {
    fn of(words: &'static Words) -> Lexicon {
        let mut classes: FxHashMap<&'static str, u16> = FxHashMap::default();
        for (class, list) in [
            (WordClass::Group, words.groups),
            (WordClass::Modifier, words.modifiers),
            (WordClass::Definite, words.definite),
            (WordClass::Verb, words.verbs),
            (WordClass::DoneToPeople, words.done_to_people),
            (WordClass::Quoting, words.quoting),
            (WordClass::InName, words.in_names),
            (WordClass::Between, words.between),
            (WordClass::Linking, words.linking),
            (WordClass::Article, words.articles),
            (WordClass::Formerly, words.formerly),
            (WordClass::AtATime, words.at_a_time),
        ] {
            for &word in list {
                *classes.entry(word).or_default() |= 1 << class as u16;
            }
        }
        let marks = marks::of(words);
        Lexicon {
            marked: marks.keys().map(|word| hash_of_word(word)).collect(),
            words,
            figures: Figures::of(words.numbers, words.calendar),
            superlatives: SuperlativePhrases::of(words.superlatives),
            marks,
            classes,
            vague: Phrases::of(words.vague.iter().map(|phrase| (*phrase, ()))),
        }
    }

    /// Whether `word`, in any letter case, is of that class.
    pub fn is(&self, word: &str, class: WordClass) -> bool {
        let classes = self.classes.get(&*lower(word));
        classes.is_some_and(|classes| classes & (1 << class as u16) != 0)
    }

    /// What numbers or dates are made of the word, in any letter case.
    pub fn figure(&self, word: &str) -> Option<Figure> {
        self.figures.by_word.get(&*lower(word)).copied()
    }

    /// What the word, in lower case, may be or begin.
    pub fn marks_of(&self, word: &str) -> Marks {
        let begins = self.marks.get(word).copied().unwrap_or_default();
        match word.starts_with(|c: char| c.is_ascii_digit()) {
            true => begins.with(Mark::Count),
            false => begins,
        }
    }

    /// The same of a word in any letter case, which has that hash: see [`hash_of_word`].
    pub fn marks_of_hashed(&self, word: &str, hash: u32) -> Marks {
        match self.marked.contains(&hash) || word.starts_with(|c: char| c.is_ascii_digit()) {
            true => self.marks_of(&lower(word)),
            false => Marks::default(),
        }
    }

    /// The length in bytes of the vague phrase that `text` starts with, should its first word begin one.
    pub fn vague_at(&self, text: &str, first_word: &str) -> Option<usize> {
        self.vague.at(text, first_word).map(|(length, _)| length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_words_are_known_by_their_hashes() {
        for lexicon in all() {
            for word in lexicon.marks.keys() {
                for written in [word.to_string(), word.to_uppercase()] {
                    let marks = lexicon.marks_of_hashed(&written, hash_of_word(&written));
                    assert_eq!(marks, lexicon.marks_of(word), "{written}");
                }
            }
        }
    }
}
