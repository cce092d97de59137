//! One known name: its words, how a text may write each of them, and the keys that find it.

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use super::text_words::{folded_word, hash_of};
use crate::tables::Key;
use crate::text::fold::{QUOTE, fold, fold_for_search};
use crate::text::words::words;

/// The maximum number of a name's words in its key.
pub(super) const KEY_WORDS: usize = 6;
/// The number of words in names that near misses are looked for.
pub(super) const NEAR_MISS_WORDS: RangeInclusive<usize> = 2..=5;
/// The minimum number of letters in a word with a missing, extra or misplaced letter.
pub(super) const LEAST_LETTERS: usize = 5;

#[derive(Debug, PartialEq)]
pub(super) struct Name<Id> {
    pub written: Box<str>,
    /// As articles are folded, if that is not how it is written.
    folded: Option<Box<str>>,
    pub words: Box<[NameWord]>,
    pub id: Id,
}

#[derive(Debug, PartialEq)]
pub(super) struct NameWord {
    /// Byte offsets in the folded name.
    range: Range<u32>,
    /// Without case and diacritics. `None` for an ASCII word: the folded name serves for it,
    /// compared without case.
    folded: Option<Box<str>>,
    case: WordCase,
}

/// The letter case that a text must use for a word of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WordCase {
    Any,
    /// Starts with a capital.
    Capital,
    /// Short and all capitals: `WHO` is neither `who` nor `Who`.
    Acronym,
}

impl<Id> Name<Id> {
    /// `None` for text without words.
    pub fn of(written: &str, id: Id) -> Option<Arc<Name<Id>>> {
        let folded = fold(written);
        let words: Box<[NameWord]> = words(&folded)
            .map(|range| NameWord::of(&folded, range))
            .collect();
        (!words.is_empty()).then(|| {
            Arc::new(Name {
                written: written.into(),
                folded: (folded != written).then(|| folded.into()),
                words,
                id,
            })
        })
    }

    /// The name as articles are folded.
    fn text(&self) -> &str {
        self.folded.as_deref().unwrap_or(&self.written)
    }

    /// The key of its first [`KEY_WORDS`] words.
    pub fn key(&self) -> Key {
        Key::of(&self.hashes().take(self.key_length()).fold(0, extended_key))
    }

    /// The key of its first word.
    pub fn first_key(&self) -> Key {
        Key::of(&self.hashes().take(1).fold(0, extended_key))
    }

    /// The key of its last word; `None` for a name of one word.
    pub fn last_key(&self) -> Option<Key> {
        let last = self.words.len() - 1;
        (last > 0).then(|| Key::of(&hash_of(self.folded(last))))
    }

    /// The number of words in its key.
    pub fn key_length(&self) -> usize {
        self.words.len().min(KEY_WORDS)
    }

    /// The keys that find it in spite of a slip: one for each word that may have the slip.
    pub fn near_miss_keys(&self) -> impl Iterator<Item = Key> {
        let fits = NEAR_MISS_WORDS.contains(&self.words.len());
        let words = self.words.iter().enumerate().filter(move |_| fits);
        let may_differ = words.filter(|(_, word)| may_differ(word.of_name(self.text())));
        may_differ.map(|(at, _)| key_without_word(at, self.hashes()))
    }

    /// The hash of each of its words.
    pub fn hashes(&self) -> impl Iterator<Item = u32> {
        (0..self.words.len()).map(|at| hash_of(self.folded(at)))
    }

    /// The word at index `at` without diacritics, and without case unless it is ASCII.
    pub fn folded(&self, at: usize) -> &str {
        let word = &self.words[at];
        let written = || word.of_name(self.text());
        word.folded.as_deref().unwrap_or_else(written)
    }

    /// Whether it is one word in capitals.
    pub fn is_acronym(&self) -> bool {
        self.words.len() == 1 && self.words[0].case == WordCase::Acronym
    }

    pub fn starts_in_any_case(&self) -> bool {
        self.words[0].case == WordCase::Any
    }

    /// The text after the last word, as in `Washington D.C.`.
    pub fn tail(&self) -> &str {
        let end = self.words.last().map_or(0, |word| word.range.end);
        self.text()[end as usize..].trim_end()
    }

    /// Whether `words` of the text begin with this name.
    pub fn is_at(&self, text: &str, words: &[Range<usize>]) -> bool {
        self.is_at_except(None, text, words)
    }

    /// Whether `words` of the text begin with this name; any word may be at index `skipped`.
    pub fn is_at_except(&self, skipped: Option<usize>, text: &str, words: &[Range<usize>]) -> bool {
        if words.len() < self.words.len() {
            return false;
        }
        let mut end = words[0].start;
        let mut own_end = 0;
        let mut pairs = self.words.iter().zip(words).enumerate();
        pairs.all(|(at, (word, range))| {
            let gap = &text[end..range.start];
            let own_gap = &self.text()[own_end..word.range.start as usize];
            (end, own_end) = (range.end, word.range.end as usize);
            (at == 0 || are_gaps_alike(own_gap, gap))
                && (skipped == Some(at) || self.has_word(at, &text[range.clone()]))
        })
    }

    /// The word at index `at`, with its case and diacritics.
    pub fn written_word(&self, at: usize) -> &str {
        self.words[at].of_name(self.text())
    }

    /// What is between the word at index `at` and the next one.
    pub fn gap_after(&self, at: usize) -> &str {
        let next = self.words.get(at + 1);
        let end = self.words[at].range.end as usize;
        next.map_or("", |next| &self.text()[end..next.range.start as usize])
    }

    /// Whether `word` is the word at index `at` but for letter case.
    pub fn has_word_in_any_case(&self, at: usize, word: &str) -> bool {
        let (word, own) = (folded_word(word), self.folded(at));
        word.eq_ignore_ascii_case(own) || word.to_lowercase() == own.to_lowercase()
    }

    /// Whether a text may write `word` for the word at index `at`.
    pub fn has_word(&self, at: usize, word: &str) -> bool {
        let case_fits = match self.words[at].case {
            WordCase::Any => true,
            WordCase::Capital => word.chars().next().is_some_and(char::is_uppercase),
            WordCase::Acronym => word.chars().all(char::is_uppercase),
        };
        case_fits && folded_word(word).eq_ignore_ascii_case(self.folded(at))
    }
}

impl NameWord {
    fn of(name: &str, range: Range<usize>) -> NameWord {
        let word = &name[range.clone()];
        NameWord {
            range: range.start as u32..range.end as u32,
            folded: (!word.is_ascii()).then(|| fold_for_search(word).into()),
            case: WordCase::of(word),
        }
    }

    fn of_name<'a>(&self, name: &'a str) -> &'a str {
        &name[self.range.start as usize..self.range.end as usize]
    }
}

impl WordCase {
    fn of(word: &str) -> WordCase {
        const LONGEST_ACRONYM: usize = 5;
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let characters = word.chars().count();
        let is_short = (2..=LONGEST_ACRONYM).contains(&characters);
        match is_capitalised(word) {
            true if is_short && capitals == characters => WordCase::Acronym,
            true => WordCase::Capital,
            false => WordCase::Any,
        }
    }
}

/// `J. D. Vance` equals `J.D. Vance`, and `al-Assad` equals `al Assad`. A nickname may be in quotation marks or not.
pub(super) fn are_gaps_alike(own: &str, gap: &str) -> bool {
    let unquoted = |gap: &str| gap.replace(QUOTE, "");
    own == gap
        || is_loose(own) && is_loose(gap)
        || own.contains(QUOTE) && is_loose(&unquoted(own)) && is_loose(&unquoted(gap))
}

/// Whether the text between two words is only white space, dots and dashes.
pub(super) fn is_loose(gap: &str) -> bool {
    const LONGEST: usize = 4;
    let is_loose = |c: char| c.is_whitespace() || matches!(c, '.' | '-');
    gap.len() <= LONGEST && gap.chars().all(is_loose)
}

/// The key of some words and one more, given the key of those and the hash of this one.
pub(super) fn extended_key(key: u32, hash: u32) -> u32 {
    key.rotate_left(5).wrapping_mul(0x9E37_79B1) ^ hash
}

/// The key of all words but the one at index `skipped`, given their hashes.
pub(super) fn key_without_word(skipped: usize, hashes: impl Iterator<Item = u32>) -> Key {
    let mut key = skipped as u32;
    for (at, hash) in hashes.enumerate() {
        let hash = if at == skipped { 0 } else { hash };
        key = key.rotate_left(7).wrapping_mul(0x9E37_79B1) ^ hash;
    }
    Key::of(&key)
}

/// Whether a word like this may have a slip: it is capitalised and long enough.
pub(super) fn may_differ(word: &str) -> bool {
    is_capitalised(word)
        && word.chars().count() >= LEAST_LETTERS
        && word.chars().all(char::is_alphabetic)
}

pub(super) fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
