//! The names of all known things, as tables.
//!
//! Names are found by their words, without an automaton, and one look-up takes several words at once. So
//! the cost of a search depends on the words of the text, not on how many names there are or how many
//! begin alike.

use std::cmp::Reverse;
use std::sync::Arc;

use super::name::Name;
use super::text_words::hash_of_word;
use crate::tables::{Key, Multimap, Values, WordFilter};

/// Known names, each with the thing that it names. Cloning is cheap, and so is adding one name to
/// many.
#[derive(Debug, Clone)]
pub struct Names<Id> {
    /// By [`Name::key`]; the longest names first.
    pub(super) by_words: Multimap<Arc<Name<Id>>>,
    /// By [`Name::first_key`]; the longest keys first.
    pub(super) lengths: Multimap<Length>,
    /// By [`Name::near_miss_keys`].
    pub(super) by_rest: Multimap<Arc<Name<Id>>>,
    /// By [`Name::last_key`].
    by_last: Multimap<Arc<Name<Id>>>,
    /// All words of names. Most words of a text are not among them.
    pub(super) words: WordFilter,
    /// The number of names that start without a capital. While it is 0, words of the text without a
    /// capital need no look-up.
    pub(super) in_any_case: usize,
}

/// A name that more entities share is not looked for in text. Nobody could say which one is meant, and
/// listing them all for every place would take memory without bound.
pub(super) const MOST_ALIKE: usize = 200;

/// How many names have a key of this many words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Length {
    pub words: u8,
    names: u32,
}

impl<Id> Default for Names<Id> {
    fn default() -> Self {
        Names {
            by_words: Multimap::default(),
            lengths: Multimap::default(),
            by_rest: Multimap::default(),
            by_last: Multimap::default(),
            words: WordFilter::default(),
            in_any_case: 0,
        }
    }
}

impl<Id: Copy + PartialEq> Names<Id> {
    /// Several things may share a name, and one thing may have several names.
    pub fn new<N: AsRef<str>>(names: impl IntoIterator<Item = (N, Id)>) -> Names<Id> {
        let mut all: Vec<Arc<Name<Id>>> = names
            .into_iter()
            .filter_map(|(name, id)| Name::of(name.as_ref(), id))
            .collect();
        all.sort_by_key(|name| Reverse(name.words.len()));
        let mut words = WordFilter::default();
        let hashes = all.iter().flat_map(|name| name.hashes());
        hashes.for_each(|hash| words.insert(hash));
        let rests = all
            .iter()
            .flat_map(|name| name.near_miss_keys().map(|key| (key, name.clone())));
        let lasts = all.iter();
        let lasts = lasts.filter_map(|name| Some((name.last_key()?, name.clone())));
        Names {
            by_last: lasts.collect::<Vec<_>>().into(),
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
        for key in name.near_miss_keys() {
            self.by_rest.change(key, |names| names.push(name.clone()));
        }
        if let Some(key) = name.last_key() {
            self.by_last.change(key, |names| names.push(name.clone()));
        }
        let lengths = &mut self.lengths;
        lengths.change(name.first_key(), |lengths| {
            count(lengths, name.key_length())
        });
        self.by_words.change(name.key(), |names| {
            let length = name.words.len();
            let at = names.partition_point(|other| other.words.len() >= length);
            names.insert(at, name.clone());
        });
    }

    /// Removes `name` as a name of that thing.
    pub fn remove(&mut self, name: &str, id: Id) {
        let Some(name) = Name::of(name, id) else {
            return;
        };
        self.in_any_case -= usize::from(name.starts_in_any_case());
        for key in name.near_miss_keys() {
            self.by_rest.change(key, |names| remove_once(names, &name));
        }
        if let Some(key) = name.last_key() {
            self.by_last.change(key, |names| remove_once(names, &name));
        }
        let lengths = &mut self.lengths;
        lengths.change(name.first_key(), |lengths| {
            count_out(lengths, name.key_length());
        });
        self.by_words.change(name.key(), |names| {
            remove_once(names, &name);
        });
    }

    /// The things with a name of several words that ends with `word`, each with that name.
    pub fn ending_with(&self, word: &str) -> impl Iterator<Item = (&str, Id)> {
        let names = self.by_last.get(Key::of(&hash_of_word(word)));
        let names = names.iter();
        let ends = move |name: &&Arc<Name<Id>>| name.has_word(name.words.len() - 1, word);
        names.filter(ends).map(|name| (&*name.written, name.id))
    }

    pub fn is_empty(&self) -> bool {
        self.by_words.is_empty()
    }
}

/// The key lengths of `names`, which are sorted by their number of words, longest first.
fn lengths_of<Id>(names: &[Arc<Name<Id>>]) -> Vec<(Key, Length)> {
    let keyed = names
        .iter()
        .map(|name| (name.first_key(), name.key_length()));
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

/// Counts one more name with a key of `words` words.
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

/// Counts one name less with a key of `words` words.
fn count_out(lengths: &mut Values<Length>, words: usize) {
    lengths.retain(|length| {
        length.names -= u32::from(length.words as usize == words);
        length.names > 0
    });
}

/// Removes `name` once: an entity may have it twice.
fn remove_once<Id: PartialEq>(names: &mut Values<Arc<Name<Id>>>, name: &Name<Id>) {
    if let Some(at) = names.iter().position(|other| **other == *name) {
        names.remove(at);
    }
}
