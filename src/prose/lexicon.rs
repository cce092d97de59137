//! The words that rules know, by language: for numbers, months and attribution. Rules that need the words of another
//! language report nothing.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::hash_of_word;
use crate::prose::figures::{Figure, Figures, Numeral};
use crate::prose::languages::{english, spanish};
use crate::prose::marks::{self, Mark, Marks};
use crate::prose::speech::{SpeechClasses, SpeechWords};
use crate::prose::superlatives::SuperlativePhrases;
use crate::prose::words::Words;
use crate::text::lower::lower;

/// A language's words, indexed for lookup.
pub struct Lexicon {
    pub words: &'static Words,
    pub figures: Figures,
    pub(super) superlatives: SuperlativePhrases,
    pub(super) speech: SpeechWords,
    marks: FxHashMap<&'static str, Marks>,
    /// The hashes of the words that have marks. Most words of a text have none, so this lookup comes first.
    marked: FxHashSet<u32>,
    classes: FxHashMap<&'static str, u32>,
    outcomes: FxHashMap<&'static str, usize>,
}

/// A class of words: see the lists in [`Words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    Definite,
    DoneToPeople,
    Quoting,
    InName,
    Between,
    Linking,
    Article,
    Formerly,
    AtATime,
    People,
    Accusing,
    Accused,
    Being,
}

/// A language with a list of words.
pub struct Language {
    /// The primary part of its BCP 47 tag, in lower case.
    tag: &'static str,
    /// Its name in English, as in the documentation.
    pub name: &'static str,
    lexicon: LazyLock<Lexicon>,
}

/// All languages with a list of words. There is no other list of them.
pub static LANGUAGES: [Language; 2] = [
    Language {
        tag: "en",
        name: "English",
        lexicon: LazyLock::new(|| Lexicon::of(&english::WORDS)),
    },
    Language {
        tag: "es",
        name: "Spanish",
        lexicon: LazyLock::new(|| Lexicon::of(&spanish::WORDS)),
    },
];

/// The words of the language with the BCP 47 tag `tag`, if known.
pub fn of_language(tag: &str) -> Option<&'static Lexicon> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    let mut languages = LANGUAGES.iter();
    let language = languages.find(|language| primary.eq_ignore_ascii_case(language.tag));
    language.map(|language| &*language.lexicon)
}

/// The words of all known languages.
pub fn all() -> impl Iterator<Item = &'static Lexicon> {
    LANGUAGES.iter().map(|language| &*language.lexicon)
}

/// Whether the word multiplies a number in any known language: "mil", "thousand".
pub fn is_scale_in_any_language(word: &str) -> bool {
    let is_scale = |lexicon: &Lexicon| {
        let figure = lexicon.figure(word);
        matches!(
            figure,
            Some(Figure::Numeral(Numeral::Scale(_) | Numeral::BareScale(_)))
        )
    };
    all().any(is_scale)
}

impl Lexicon {
    fn of(words: &'static Words) -> Lexicon {
        let mut classes: FxHashMap<&'static str, u32> = FxHashMap::default();
        for (class, list) in [
            (WordClass::Definite, words.definite),
            (WordClass::DoneToPeople, words.done_to_people),
            (WordClass::Quoting, words.quoting),
            (WordClass::InName, words.in_names),
            (WordClass::Between, words.between),
            (WordClass::Linking, words.linking),
            (WordClass::Article, words.articles),
            (WordClass::Formerly, words.formerly),
            (WordClass::AtATime, words.at_a_time),
            (WordClass::People, words.counted_people),
            (WordClass::Accusing, words.accusing),
            (WordClass::Accused, words.accused),
            (WordClass::Being, words.being),
        ] {
            for &word in list {
                *classes.entry(word).or_default() |= 1 << class as u16;
            }
        }
        let outcomes = words.outcomes.iter().enumerate();
        let outcomes = outcomes.flat_map(|(at, names)| names.iter().map(move |name| (*name, at)));
        let marks = marks::of(words);
        Lexicon {
            marked: marks.keys().map(|word| hash_of_word(word)).collect(),
            words,
            figures: Figures::of(words.numbers, words.calendar),
            superlatives: SuperlativePhrases::of(words.superlatives),
            speech: SpeechWords::of(words.speech),
            marks,
            classes,
            outcomes: outcomes.collect(),
        }
    }

    /// What the word, in any letter case, is in an attribution.
    pub fn speech_classes(&self, word: &str) -> SpeechClasses {
        self.speech.classes_of(word)
    }

    /// Whether `word`, in any letter case, belongs to `class`.
    pub fn is(&self, word: &str, class: WordClass) -> bool {
        let classes = self.classes.get(&*lower(word));
        classes.is_some_and(|classes| classes & (1 << class as u16) != 0)
    }

    /// The index of the outcome in [`Words::outcomes`](crate::prose::words::Words) that `word`, in any letter case,
    /// names.
    pub fn outcome_of(&self, word: &str) -> Option<usize> {
        self.outcomes.get(&*lower(word)).copied()
    }

    /// Whether `word` looks like a plural noun, so that a number before it counts it.
    pub fn is_plural(&self, word: &str) -> bool {
        /// The least length in bytes of a noun in the plural.
        const LEAST: usize = 4;
        let calendar = self.words.calendar;
        if !word.starts_with(char::is_lowercase) || calendar.not_counted.contains(&word) {
            return false;
        }
        let is_irregular = calendar.counted.iter().any(|end| word.ends_with(end));
        let is_regular = word.len() >= LEAST && word.ends_with('s') && !word.ends_with("ss");
        let is_function_word = self.words.numbers.function_words.contains(&word);
        !is_function_word && (is_irregular || is_regular)
    }

    /// The role of `word`, in any letter case, in a number or date.
    pub fn figure(&self, word: &str) -> Option<Figure> {
        self.figures.by_word.get(&*lower(word)).copied()
    }

    /// What `word`, in lower case, can be or begin.
    pub fn marks_of(&self, word: &str) -> Marks {
        let begins = self.marks.get(word).copied().unwrap_or_default();
        match word.starts_with(|c: char| c.is_ascii_digit()) {
            true => begins.with(Mark::Count),
            false => begins,
        }
    }

    /// What `word`, in any letter case, can be or begin. `hash` is its [`hash_of_word`].
    pub fn marks_of_hashed(&self, word: &str, hash: u32) -> Marks {
        match self.marked.contains(&hash) || word.starts_with(|c: char| c.is_ascii_digit()) {
            true => self.marks_of(&lower(word)),
            false => Marks::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_by_hash() {
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
