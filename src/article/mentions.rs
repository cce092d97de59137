//! Known names in a text.
//!
//! A name is found by its words, as many as are looked up at once, so that a text costs what its
//! words cost, however many names are known and however many begin alike. Diacritics are ignored; a capital in the name must be one in the text.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use super::index::hash_of;
use super::near_names;
use crate::tables::{Key, Multimap, Values, WordFilter};
use crate::text::fold::fold_for_search;
use crate::text::words::words;

/// A name in a text: byte offsets in that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<Id> {
    pub range: Range<usize>,
    pub id: Id,
}

/// The names that are known, each with what it names. Cloning them is cheap, and so is adding one
/// to many.
#[derive(Debug, Clone)]
pub struct Names<Id> {
    /// By the hash of all words, or of the first [`KEYED`]; the longest names first.
    by_words: Multimap<Arc<Name<Id>>>,
    /// By the hash of the first word, how many names have so many keyed words; the most words first.
    lengths: Multimap<Length>,
    /// By the hash of all words but one: see [`Names::near_misses`].
    pub(super) by_rest: Multimap<Arc<Name<Id>>>,
    /// All words of names. Most words of a text are none.
    pub(super) words: WordFilter,
    /// How many names start without a capital; while none does, most words of a text need no look.
    in_any_case: usize,
}

/// How many words of a name are looked up.
const KEYED: usize = 6;
/// Of names that are more than this many under one key, nobody can say which is meant: they are no
/// names. In no newsroom there are as many.
pub(super) const MOST_ALIKE: usize = 200;

/// So many names have so many keyed words.
#[derive(Debug, Clone, Copy)]
struct Length {
    words: u8,
    names: u32,
}

#[derive(Debug, PartialEq)]
pub(super) struct Name<Id> {
    pub written: Box<str>,
    pub words: Box<[NameWord]>,
    pub id: Id,
}

#[derive(Debug, PartialEq)]
pub(super) struct NameWord {
    /// Where it stands in the name.
    pub range: Range<u32>,
    /// Without case and diacritics. None for a word of ASCII, which stands in the name but for its case.
    folded: Option<Box<str>>,
    case: Case,
}

/// How a word of a name wants to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Any,
    /// Starts with a capital.
    Capital,
    /// All capitals and short: `WHO` is neither `who` nor `Who`.
    Acronym,
}

impl<Id> Default for Names<Id> {
    fn default() -> Self {
        Names {
            by_words: Multimap::default(),
            lengths: Multimap::default(),
            by_rest: Multimap::default(),
            words: WordFilter::default(),
            in_any_case: 0,
        }
    }
}

impl<Id: Copy + PartialEq> Names<Id> {
    /// One name may stand for several things, and one thing may have several names.
    pub fn new<'a>(names: impl IntoIterator<Item = (&'a str, Id)>) -> Names<Id> {
        let mut all: Vec<Arc<Name<Id>>> = names
            .into_iter()
            .filter_map(|(name, id)| Name::of(name, id))
            .collect();
        all.sort_by_key(|name| Reverse(name.words.len()));
        let mut words = WordFilter::default();
        let hashes = all.iter().flat_map(|name| name.hashes());
        hashes.for_each(|hash| words.insert(hash));
        let rests = all
            .iter()
            .flat_map(|name| near_names::keys_of(name).map(|key| (key, name.clone())));
        Names {
            by_rest: rests.collect::<Vec<_>>().into(),
            lengths: lengths_of(&all).into(),
            words,
            in_any_case: all.iter().filter(|name| name.starts_in_any_case()).count(),
            by_words: all
                .into_iter()
                .map(|name| (name.key(), name))
                .collect::<Vec<_>>()
                .into(),
        }
    }

    pub fn insert(&mut self, name: &str, id: Id) {
        let Some(name) = Name::of(name, id) else {
            return;
        };
        self.in_any_case += usize::from(name.starts_in_any_case());
        name.hashes().for_each(|hash| self.words.insert(hash));
        for key in near_names::keys_of(&name) {
            self.by_rest.change(key, |names| names.push(name.clone()));
        }
        let lengths = &mut self.lengths;
        lengths.change(name.first_key(), |lengths| count(lengths, name.keyed()));
        self.by_words.change(name.key(), |names| {
            let length = name.words.len();
            let at = names.partition_point(|other| other.words.len() >= length);
            names.insert(at, name.clone());
        });
    }

    /// Forgets that `name` stands for that thing.
    pub fn remove(&mut self, name: &str, id: Id) {
        let Some(name) = Name::of(name, id) else {
            return;
        };
        self.in_any_case -= usize::from(name.starts_in_any_case());
        for key in near_names::keys_of(&name) {
            self.by_rest.change(key, |names| take_out(names, &name));
        }
        let lengths = &mut self.lengths;
        lengths.change(name.first_key(), |lengths| {
            count_out(lengths, name.keyed());
        });
        self.by_words.change(name.key(), |names| {
            take_out(names, &name);
        });
    }

    pub fn is_empty(&self) -> bool {
        self.by_words.is_empty()
    }

    /// The names in `text`, in order. Of names that overlap the longest counts, for everything
    /// that has it.
    pub fn mentions(&self, text: &str) -> Vec<Mention<Id>> {
        match self.is_empty() {
            true => Vec::new(),
            false => self.mentions_among(text, TextWords::of(text).all()),
        }
    }

    /// The same among some words of the text.
    pub fn mentions_among(&self, text: &str, all: WordRun) -> Vec<Mention<Id>> {
        let mut mentions = Vec::new();
        let mut first = 0;
        while first < all.words.len() {
            first += self
                .push_mentions_at(text, all, first, &mut mentions)
                .max(1);
        }
        mentions
    }

    /// Adds the names that start with the word `first`; returns the number of their words.
    fn push_mentions_at(
        &self,
        text: &str,
        all: WordRun,
        first: usize,
        mentions: &mut Vec<Mention<Id>>,
    ) -> usize {
        let (words, hashes) = (&all.words[first..], &all.hashes[first..]);
        if !self.words.may_hold(hashes[0]) {
            return 0;
        }
        let first = &text[words[0].clone()];
        if self.in_any_case == 0 && first.starts_with(|c: char| c.is_ascii_lowercase()) {
            return 0;
        }
        let mut key = join(0, hashes[0]);
        let lengths = self.lengths.get(Key::of(&key));
        let Some(longest) = lengths.first() else {
            return 0;
        };
        let mut keys = [key; KEYED];
        let mut known = 1;
        for hash in hashes.iter().take(longest.words as usize).skip(1) {
            key = join(key, *hash);
            keys[known] = key;
            known += 1;
        }
        let lengths = lengths.iter().map(|length| length.words as usize);
        let keys = lengths.filter_map(|words| keys[..known].get(words - 1));
        let tables = keys.map(|key| self.by_words.get(Key::of(key)));
        let mut length = 0;
        for name in tables
            .filter(|all| all.len() <= MOST_ALIKE)
            .flat_map(|all| all.iter())
        {
            if name.words.len() >= length && name.stands_at(text, words) {
                length = name.words.len();
                let end = words[length - 1].end;
                let tail = name.tail();
                let tail = if text[end..].starts_with(tail) {
                    tail.len()
                } else {
                    0
                };
                mentions.push(Mention {
                    range: words[0].start..end + tail,
                    id: name.id,
                });
            }
        }
        length
    }
}

/// The words of a text.
#[derive(Debug)]
pub struct TextWords {
    words: Vec<Range<usize>>,
    hashes: Vec<u32>,
}

/// Words of a text that follow each other.
#[derive(Clone, Copy, Debug)]
pub struct WordRun<'a> {
    /// Byte offsets in the text.
    pub words: &'a [Range<usize>],
    /// Of each word: see [`hash_of_word`].
    pub hashes: &'a [u32],
}

/// The hash of `word`, whatever its letter case and its diacritics.
pub fn hash_of_word(word: &str) -> u32 {
    hash_of(&folded_word(word))
}

impl TextWords {
    pub fn of(text: &str) -> TextWords {
        // In most languages there are fewer.
        const BYTES_OF_A_WORD: usize = 5;
        let mut all: Vec<Range<usize>> = Vec::with_capacity(text.len() / BYTES_OF_A_WORD);
        all.extend(words(text));
        let hash = |word: &Range<usize>| hash_of_word(&text[word.clone()]);
        TextWords {
            hashes: all.iter().map(hash).collect(),
            words: all,
        }
    }

    pub fn all(&self) -> WordRun<'_> {
        WordRun {
            words: &self.words,
            hashes: &self.hashes,
        }
    }

    /// Those that lie in the bytes `range` of the text.
    pub fn within(&self, range: &Range<usize>) -> WordRun<'_> {
        let first = self.words.partition_point(|word| word.start < range.start);
        let end = self.words.partition_point(|word| word.end <= range.end);
        let places = first..end.max(first);
        WordRun {
            words: &self.words[places.clone()],
            hashes: &self.hashes[places],
        }
    }
}

/// The key of some words and one more, of which this is the hash.
fn join(key: u32, word: u32) -> u32 {
    key.rotate_left(5).wrapping_mul(0x9E37_79B1) ^ word
}

/// How many of `names`, of which the longest come first, have so many keyed words.
fn lengths_of<Id>(names: &[Arc<Name<Id>>]) -> Vec<(Key, Length)> {
    let keyed = names.iter().map(|name| (name.first_key(), name.keyed()));
    let mut keyed: Vec<(Key, usize)> = keyed.collect();
    keyed.sort_by_key(|(key, _)| *key);
    let alike = keyed.chunk_by(|one, next| one == next);
    let counted = alike.map(|alike| {
        let (key, words) = alike[0];
        let (words, names) = (words as u8, alike.len() as u32);
        (key, Length { words, names })
    });
    counted.collect()
}

/// Counts one more name of so many words.
fn count(lengths: &mut Values<Length>, words: usize) {
    let words = words as u8;
    match lengths.iter_mut().find(|length| length.words == words) {
        Some(length) => length.names += 1,
        None => {
            let at = lengths.partition_point(|length| length.words > words);
            lengths.insert(at, Length { words, names: 1 });
        }
    }
}

/// Counts one name less.
fn count_out(lengths: &mut Values<Length>, words: usize) {
    lengths.retain(|length| {
        length.names -= u32::from(length.words as usize == words);
        length.names > 0
    });
}

/// Takes `name` out once: an entity may have it twice.
fn take_out<Id: PartialEq>(names: &mut Values<Arc<Name<Id>>>, name: &Name<Id>) {
    if let Some(at) = names.iter().position(|other| **other == *name) {
        names.remove(at);
    }
}

impl<Id> Name<Id> {
    fn of(written: &str, id: Id) -> Option<Arc<Name<Id>>> {
        let words: Box<[NameWord]> = words(written)
            .map(|range| NameWord::of(written, range))
            .collect();
        (!words.is_empty()).then(|| {
            Arc::new(Name {
                written: written.into(),
                words,
                id,
            })
        })
    }

    /// What it is found by.
    fn key(&self) -> Key {
        Key::of(&self.hashes().take(self.keyed()).fold(0, join))
    }

    /// What its first word is found by.
    fn first_key(&self) -> Key {
        Key::of(&self.hashes().take(1).fold(0, join))
    }

    /// The hash of each of its words.
    pub fn hashes(&self) -> impl Iterator<Item = u32> {
        (0..self.words.len()).map(|at| hash_of(self.folded(at)))
    }

    /// The word at that place without diacritics, and without case unless it is ASCII.
    pub fn folded(&self, at: usize) -> &str {
        let NameWord { range, folded, .. } = &self.words[at];
        let written = || &self.written[range.start as usize..range.end as usize];
        folded.as_deref().unwrap_or_else(written)
    }

    /// How many of its words are looked up.
    fn keyed(&self) -> usize {
        self.words.len().min(KEYED)
    }

    fn starts_in_any_case(&self) -> bool {
        self.words[0].case == Case::Any
    }

    /// What stands behind the last word, as in `Washington D.C.`.
    fn tail(&self) -> &str {
        let end = self.words.last().map_or(0, |word| word.range.end);
        self.written[end as usize..].trim_end()
    }

    /// Whether the word at that place may be written so.
    fn reads(&self, at: usize, word: &str) -> bool {
        let case_fits = match self.words[at].case {
            Case::Any => true,
            Case::Capital => word.chars().next().is_some_and(char::is_uppercase),
            Case::Acronym => word.chars().all(char::is_uppercase),
        };
        case_fits && folded_word(word).eq_ignore_ascii_case(self.folded(at))
    }

    fn stands_at(&self, text: &str, words: &[Range<usize>]) -> bool {
        self.stands_at_but_for(None, text, words)
    }

    /// Whether `words` of the text begin with this name, whatever stands for its word `but_for`.
    pub fn stands_at_but_for(
        &self,
        but_for: Option<usize>,
        text: &str,
        words: &[Range<usize>],
    ) -> bool {
        if words.len() < self.words.len() {
            return false;
        }
        let mut end = words[0].start;
        let mut own_end = 0;
        self.words
            .iter()
            .zip(words)
            .enumerate()
            .all(|(index, (word, range))| {
                let gap = &text[end..range.start];
                let own_gap = &self.written[own_end..word.range.start as usize];
                (end, own_end) = (range.end, word.range.end as usize);
                (index == 0 || gaps_alike(own_gap, gap))
                    && (but_for == Some(index) || self.reads(index, &text[range.clone()]))
            })
    }
}

impl NameWord {
    fn of(name: &str, range: Range<usize>) -> NameWord {
        const LONGEST_ACRONYM: usize = 5;
        let word = &name[range.clone()];
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let characters = word.chars().count();
        let case = match word.chars().next().is_some_and(char::is_uppercase) {
            true if (2..=LONGEST_ACRONYM).contains(&characters) && capitals == characters => {
                Case::Acronym
            }
            true => Case::Capital,
            false => Case::Any,
        };
        NameWord {
            range: range.start as u32..range.end as u32,
            folded: (!word.is_ascii()).then(|| fold_for_search(word).into()),
            case,
        }
    }
}

/// `word` without diacritics, and without case unless it is ASCII.
pub(super) fn folded_word(word: &str) -> Cow<'_, str> {
    match word.is_ascii() {
        true => Cow::Borrowed(word),
        false => Cow::Owned(fold_for_search(word)),
    }
}

/// `J. D. Vance` is `J.D. Vance`, and `al-Assad` is `al Assad`.
pub(super) fn gaps_alike(left: &str, right: &str) -> bool {
    left == right || is_loose(left) && is_loose(right)
}

/// Whether no more than white space, dots and dashes stands between two words.
pub(super) fn is_loose(gap: &str) -> bool {
    const LONGEST: usize = 4;
    gap.len() <= LONGEST
        && gap
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '.' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], text: &str, expected: &[&str]) {
        let names = Names::new(names.iter().enumerate().map(|(id, name)| (*name, id)));
        let found: Vec<&str> = names
            .mentions(text)
            .into_iter()
            .map(|m| &text[m.range])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn diacritics_do_not_matter() {
        let names = ["María Corina Machado"];
        check(
            &names,
            "Maria Corina Machado's call",
            &["Maria Corina Machado"],
        );
        check(
            &names,
            "MARÍA CORINA MACHADO said",
            &["MARÍA CORINA MACHADO"],
        );
        check(
            &["Maria Corina Machado"],
            "by María Corina Machado.",
            &["María Corina Machado"],
        );
    }

    #[test]
    fn capitals_do() {
        check(&["Apple", "WHO", "US"], "Who told us of an apple?", &[]);
        check(&["Apple", "WHO", "US"], "WHO told Apple", &["WHO", "Apple"]);
        check(&["van der Berg"], "Van der Berg came", &["Van der Berg"]);
    }

    #[test]
    fn the_longest_name_counts() {
        let names = ["San Miguel", "Rocío San Miguel", "Rocío"];
        check(
            &names,
            "Rocío San Miguel and San Miguel",
            &["Rocío San Miguel", "San Miguel"],
        );
        check(&["Machado", "Machado"], "Machado", &["Machado", "Machado"]);
    }

    #[test]
    fn names_start_and_end_with_words() {
        check(&["Art", "Ann"], "Party Annex Art-lover", &["Art"]);
        check(
            &["J.D. Vance", "Washington D.C."],
            "J. D. Vance in Washington D.C.",
            &["J. D. Vance", "Washington D.C."],
        );
        check(&["Smith John"], "by Smith, John came", &[]);
        check(&["习近平"], "主席习近平在", &["习近平"]);
    }
}
