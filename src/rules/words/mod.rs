//! What rules know of words, by language: numbers, months, and how prose attributes what it says.
//! A language that is not here is unknown: rules that need its words stay silent.

mod english;
mod spanish;
mod phrases;
mod figures;
mod marks;
mod superlatives;

use std::ops::Deref;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use phrases::Phrases;
use superlatives::{SuperlativePhrases, Superlatives};

use crate::article::hash_of_word;

pub use figures::{
    Ages, Bound, Calendar, DecimalMark, Figure, Figures, Joint, Numbers, Numeral, Period, Relative,
};
pub use marks::{Mark, Marks};

/// One language's words, in lower case.
pub struct Words {
    pub numbers: &'static Numbers,
    pub calendar: &'static Calendar,
    pub ages: &'static Ages,
    pub superlatives: &'static Superlatives,
    /// Those who are named when nobody is: "officials", "rights groups".
    pub vague: &'static [&'static str],
    /// Those words of them that mean groups, not people.
    pub groups: &'static [&'static str],
    /// What may stand before these and names nobody: "senior", "some".
    pub modifiers: &'static [&'static str],
    /// What before these refers to somebody known: "the", "these", "its".
    pub definite: &'static [&'static str],
    /// What they do when something is attributed to them.
    pub verbs: &'static [&'static str],
    /// Those verbs behind which people are no speakers, but have it done to them: "accused officials".
    pub done_to_people: &'static [&'static str],
    /// What may stand between them and the verb: "have", "also".
    pub between: &'static [&'static str],
    /// What somebody does whose very words are given: "wrote", "added".
    pub quoting: &'static [&'static str],
    /// What is written small in a name or a title: "of", "the".
    pub in_names: &'static [&'static str],
    /// What before them attributes: "according to".
    pub according: &'static [&'static str],
    /// What behind them begins to say who they are: "of", "at", "such".
    pub linking: &'static [&'static str],
    /// What may stand before a role and says nothing of it: "the", "a".
    pub articles: &'static [&'static str],
    /// What before a role says that it is another time's: "former", "then".
    pub formerly: &'static [&'static str],
    /// What behind a role begins to say of when it is: "until", "elect".
    pub at_a_time: &'static [&'static str],
}

/// A language's words, ready to be looked up.
pub struct Lexicon {
    pub words: &'static Words,
    pub figures: Figures,
    superlatives: SuperlativePhrases,
    marks: FxHashMap<&'static str, Marks>,
    /// The hashes of the words that have marks. Most words of a text have none.
    marked: FxHashSet<u32>,
    sorts: FxHashMap<&'static str, u16>,
    vague: Phrases<()>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
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
        let mut sorts: FxHashMap<&'static str, u16> = FxHashMap::default();
        for (sort, list) in [
            (Sort::Group, words.groups),
            (Sort::Modifier, words.modifiers),
            (Sort::Definite, words.definite),
            (Sort::Verb, words.verbs),
            (Sort::DoneToPeople, words.done_to_people),
            (Sort::Quoting, words.quoting),
            (Sort::InName, words.in_names),
            (Sort::Between, words.between),
            (Sort::Linking, words.linking),
            (Sort::Article, words.articles),
            (Sort::Formerly, words.formerly),
            (Sort::AtATime, words.at_a_time),
        ] {
            for &word in list {
                *sorts.entry(word).or_default() |= 1 << sort as u16;
            }
        }
        let marks = marks::of(words);
        Lexicon {
            marked: marks.keys().map(|word| hash_of_word(word)).collect(),
            words,
            figures: Figures::of(words.numbers, words.calendar),
            superlatives: SuperlativePhrases::of(words.superlatives),
            marks,
            sorts,
            vague: Phrases::of(words.vague.iter().map(|phrase| (*phrase, ()))),
        }
    }

    /// Whether `word`, in any letter case, is of that sort.
    pub fn is(&self, word: &str, sort: Sort) -> bool {
        let sorts = self.sorts.get(&*lower(word));
        sorts.is_some_and(|sorts| sorts & (1 << sort as u16) != 0)
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

/// `word` in lower case. Most words are, and cost nothing.
pub fn lower(word: &str) -> Lower<'_> {
    let is_small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.bytes().all(is_small) {
        return Lower::AsWritten(word);
    }
    const SHORT: usize = 23;
    let mut bytes = [0; SHORT];
    if word.is_ascii() && word.len() <= SHORT {
        let bytes = &mut bytes[..word.len()];
        bytes.copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
        if let Ok(word) = std::str::from_utf8(bytes) {
            return Lower::Other(SmolStr::new_inline(word));
        }
    }
    Lower::Other(word.to_lowercase().into())
}

/// A word in lower case, which is allocated only where it is long and has capitals.
pub enum Lower<'a> {
    AsWritten(&'a str),
    Other(SmolStr),
}

impl Deref for Lower<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Lower::AsWritten(word) => word,
            Lower::Other(word) => word,
        }
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
