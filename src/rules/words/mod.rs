//! What rules know of words, by language: numbers, months, and how prose attributes what it says.
//! A language that is not here is unknown: rules that need its words stay silent.

mod english;
mod spanish;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// One language's words, in lower case.
pub struct Words {
    /// Months and days of the week.
    pub calendar: &'static [&'static str],
    /// Those of them that are common words, too: no date at the start of a sentence.
    pub calendar_or_not: &'static [&'static str],
    /// Numbers that cannot be meant otherwise.
    pub numbers: &'static [&'static str],
    /// Those who are named when nobody is: "officials", "rights groups".
    pub vague: &'static [&'static str],
    /// What may stand before these and names nobody: "senior", "some".
    pub modifiers: &'static [&'static str],
    /// What before these refers to somebody known: "the", "these", "its".
    pub definite: &'static [&'static str],
    /// What they do when something is attributed to them.
    pub verbs: &'static [&'static str],
    /// What may stand between them and the verb: "have", "also".
    pub between: &'static [&'static str],
    /// What before them attributes: "according to".
    pub according: &'static [&'static str],
    /// What behind them begins to say who they are: "of", "at", "such".
    pub linking: &'static [&'static str],
}

/// A language's words, ready to be looked up.
pub struct Lexicon {
    pub words: &'static Words,
    sorts: FxHashMap<&'static str, u16>,
    /// By their first word.
    vague: FxHashMap<&'static str, Vec<&'static str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Calendar,
    CalendarOrNot,
    Number,
    Modifier,
    Definite,
    Verb,
    Between,
    Linking,
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

impl Lexicon {
    fn of(words: &'static Words) -> Lexicon {
        let mut sorts: FxHashMap<&'static str, u16> = FxHashMap::default();
        for (sort, list) in [
            (Sort::Calendar, words.calendar),
            (Sort::CalendarOrNot, words.calendar_or_not),
            (Sort::Number, words.numbers),
            (Sort::Modifier, words.modifiers),
            (Sort::Definite, words.definite),
            (Sort::Verb, words.verbs),
            (Sort::Between, words.between),
            (Sort::Linking, words.linking),
        ] {
            for &word in list {
                *sorts.entry(word).or_default() |= 1 << sort as u16;
            }
        }
        let mut vague: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
        for &phrase in words.vague {
            let first = phrase.split(' ').next().unwrap_or(phrase);
            vague.entry(first).or_default().push(phrase);
        }
        Lexicon {
            words,
            sorts,
            vague,
        }
    }

    /// Whether `word`, in any letter case, is of that sort.
    pub fn is(&self, word: &str, sort: Sort) -> bool {
        let sorts = self.sorts.get(lower(word).as_str());
        sorts.is_some_and(|sorts| sorts & (1 << sort as u16) != 0)
    }

    /// The length in bytes of the vague phrase that `text` starts with, should its first word begin one.
    pub fn vague_at(&self, text: &str, first_word: &str) -> Option<usize> {
        let phrases = self.vague.get(lower(first_word).as_str())?;
        let fits = |phrase: &&&str| {
            let length = phrase.chars().count();
            let end = text
                .char_indices()
                .nth(length)
                .map_or(text.len(), |(at, _)| at);
            let ends = !text[end..].starts_with(char::is_alphanumeric);
            ends && lower(&text[..end]) == **phrase
        };
        let longest = phrases
            .iter()
            .filter(fits)
            .max_by_key(|phrase| phrase.len())?;
        let characters = longest.chars().count();
        Some(
            text.char_indices()
                .nth(characters)
                .map_or(text.len(), |(at, _)| at),
        )
    }
}

/// `word` in lower case, without an allocation where it is short.
fn lower(word: &str) -> SmolStr {
    const SHORT: usize = 23;
    let mut bytes = [0; SHORT];
    if word.is_ascii() && word.len() <= SHORT {
        let bytes = &mut bytes[..word.len()];
        bytes.copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
        if let Ok(word) = std::str::from_utf8(bytes) {
            return SmolStr::new_inline(word);
        }
    }
    word.to_lowercase().into()
}
