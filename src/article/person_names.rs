//! The search for people whom an article must not name. It finds what [`super::names::Names`] does not: a name with
//! another one in the middle, a surname with a form of address, and names in addresses and file names.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::mentions::Mention;
use super::name::{Name, are_gaps_alike, is_capitalised, is_loose};
use super::text_words::{TextWords, WordRun, hash_of, hash_of_word};

/// How to look for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameForm {
    /// As it is written, apart from accents.
    Exact,
    /// Also with another name in the middle, with the surname first, and as a surname with a form of address.
    Person,
    /// A single word that other names may begin with: not before another capitalised word.
    Surname,
}

/// The hashes of words before and after surnames: "Ms", "-san".
#[derive(Debug, Default)]
pub struct FormsOfAddress {
    before: FxHashSet<u32>,
    after: FxHashSet<u32>,
}

impl FormsOfAddress {
    pub fn new<'a>(
        before: impl Iterator<Item = &'a str>,
        after: impl Iterator<Item = &'a str>,
    ) -> FormsOfAddress {
        FormsOfAddress {
            before: before.map(hash_of_word).collect(),
            after: after.map(hash_of_word).collect(),
        }
    }
}

/// Names of people, each with what it names. A search takes time for the words of the text, not for each name.
#[derive(Debug)]
pub struct PersonNames<Id> {
    names: Vec<(Arc<Name<Id>>, NameForm)>,
    /// By the first two words; for [`NameForm::Person`], also by the last word and the first.
    by_pair: FxHashMap<(u32, u32), Vec<(usize, Order)>>,
    by_only_word: FxHashMap<u32, Vec<usize>>,
    /// By each word of a [`NameForm::Person`]: the name, and the index of the word in it.
    by_any_word: FxHashMap<u32, Vec<(usize, usize)>>,
    /// By all its words without anything between them.
    by_joined: FxHashMap<u32, Vec<usize>>,
    forms: FormsOfAddress,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Written,
    SurnameFirst,
}

/// How exactly a text must write a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// With its capitals.
    Prose,
    /// In any letter case, with other characters between its words: `jane-doe.jpg`.
    Address,
}

/// More names that begin alike are not compared, so that a search takes bounded time.
const MOST_ALIKE: usize = 200;
/// The maximum number of words in the middle of a name that the name does not have.
const MOST_BETWEEN: usize = 2;
/// Nobody looks at more in one text, and many sources with one name would take memory without bound.
const MOST_MENTIONS: usize = 10_000;
/// The minimum number of bytes in a name that is found without anything between its words.
const LEAST_JOINED: usize = 7;

impl<Id: Copy + PartialEq> PersonNames<Id> {
    pub fn new<'a>(
        names: impl IntoIterator<Item = (&'a str, NameForm, Id)>,
        forms: FormsOfAddress,
    ) -> PersonNames<Id> {
        let mut all = PersonNames {
            names: Vec::new(),
            by_pair: FxHashMap::default(),
            by_only_word: FxHashMap::default(),
            by_any_word: FxHashMap::default(),
            by_joined: FxHashMap::default(),
            forms,
        };
        for (name, form, id) in names {
            if let Some(name) = Name::of(name, id) {
                all.add(name, form);
            }
        }
        all
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    fn add(&mut self, name: Arc<Name<Id>>, form: NameForm) {
        let hashes: Vec<u32> = name.hashes().collect();
        let at = self.names.len();
        match hashes[..] {
            [only] => add(&mut self.by_only_word, only, at),
            [first, second, ..] => {
                add(&mut self.by_pair, (first, second), (at, Order::Written));
                let joined: String = (0..hashes.len()).map(|word| name.folded(word)).collect();
                if joined.len() >= LEAST_JOINED {
                    add(&mut self.by_joined, hash_of(&joined), at);
                }
            }
            [] => {}
        }
        if form != NameForm::Exact {
            for (word, hash) in hashes.iter().enumerate() {
                let written = name.written_word(word);
                if is_capitalised(written) && written.chars().nth(1).is_some() {
                    add(&mut self.by_any_word, *hash, (at, word));
                }
            }
        }
        if form == NameForm::Person && hashes.len() > 1 {
            let last = hashes[hashes.len() - 1];
            add(
                &mut self.by_pair,
                (last, hashes[0]),
                (at, Order::SurnameFirst),
            );
        }
        self.names.push((name, form));
    }

    /// The names in prose, in order. Of overlapping names of the same thing only the longest counts.
    pub fn in_prose(&self, text: &str) -> Vec<Mention<Id>> {
        match self.is_empty() {
            true => Vec::new(),
            false => self.found(text, TextWords::of(text).all(), Writing::Prose),
        }
    }

    /// The names in prose; and those in addresses, names of files, and other text for programs, in any letter case.
    /// Names of one word are not among the latter.
    pub fn in_prose_and_addresses(&self, text: &str) -> [Vec<Mention<Id>>; 2] {
        let words = TextWords::of(text);
        [Writing::Prose, Writing::Address].map(|writing| self.found(text, words.all(), writing))
    }

    fn found(&self, text: &str, all: WordRun, writing: Writing) -> Vec<Mention<Id>> {
        let search = Search {
            names: self,
            text,
            all,
            writing,
        };
        let mut found = Vec::new();
        for first in 0..search.all.words.len() {
            if found.len() >= MOST_MENTIONS {
                break;
            }
            search.push_pairs(first, &mut found);
            match writing {
                Writing::Prose => {
                    search.push_only_words(first, &mut found);
                    search.push_addressed(first, &mut found);
                }
                Writing::Address => search.push_joined(first, &mut found),
            }
        }
        without_overlaps(found)
    }
}

fn add<K: std::hash::Hash + Eq, V>(map: &mut FxHashMap<K, Vec<V>>, key: K, value: V) {
    let alike = map.entry(key).or_default();
    if alike.len() < MOST_ALIKE {
        alike.push(value);
    }
}

/// Keeps the longest of overlapping mentions of the same thing.
pub(super) fn without_overlaps<Id: Copy + PartialEq>(
    mut found: Vec<Mention<Id>>,
) -> Vec<Mention<Id>> {
    found.sort_by_key(|mention| (mention.range.start, std::cmp::Reverse(mention.range.end)));
    let mut kept: Vec<Mention<Id>> = Vec::with_capacity(found.len());
    // No mention is longer than a few words, so those that overlap are near.
    const NEAR: usize = 4 * MOST_ALIKE;
    for mention in found {
        let near = kept.iter().rev().take(NEAR);
        let mut near = near.filter(|other| other.id == mention.id);
        if near
            .next()
            .is_none_or(|other| other.range.end <= mention.range.start)
        {
            kept.push(mention);
        }
    }
    kept
}

/// The search of one text.
struct Search<'a, Id> {
    names: &'a PersonNames<Id>,
    text: &'a str,
    all: WordRun<'a>,
    writing: Writing,
}

impl<Id: Copy + PartialEq> Search<'_, Id> {
    fn word(&self, at: usize) -> Option<&str> {
        Some(&self.text[self.all.words.get(at)?.clone()])
    }

    /// What is between the word `at` and the next one.
    fn gap_after(&self, at: usize) -> &str {
        let next = self.all.words.get(at + 1);
        let end = self.all.words[at].end;
        next.map_or("", |next| &self.text[end..next.start])
    }

    fn is_before_capital(&self, at: usize) -> bool {
        self.gap_after(at) == " " && self.word(at + 1).is_some_and(is_capitalised)
    }

    fn push(&self, words: Range<usize>, name: usize, found: &mut Vec<Mention<Id>>) {
        let words = &self.all.words[words];
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            found.push(Mention {
                range: first.start..last.end,
                id: self.names.names[name].0.id,
            });
        }
    }

    /// Whether the text may write its word `at` for the name's word `own`.
    fn fits(&self, name: &Name<Id>, own: usize, at: usize) -> bool {
        self.word(at).is_some_and(|word| match self.writing {
            Writing::Prose => name.has_word(own, word),
            Writing::Address => name.has_word_in_any_case(own, word),
        })
    }

    fn is_gap(&self, name: &Name<Id>, own: usize, at: usize) -> bool {
        let gap = self.gap_after(at);
        are_gaps_alike(name.gap_after(own), gap) || self.is_gap_in_address(at)
    }

    /// Whether addresses have this between the words of a name.
    fn is_gap_in_address(&self, at: usize) -> bool {
        const LONGEST: usize = 8;
        let gap = self.gap_after(at);
        let is_in_address = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '.' | '+');
        self.writing == Writing::Address
            && (1..=LONGEST).contains(&gap.len())
            && gap.chars().all(is_in_address)
    }

    /// Whether the words from `at` are those of the name from `own` on.
    fn has_rest(&self, name: &Name<Id>, own: Range<usize>, at: usize) -> bool {
        own.clone().all(|word| {
            let at = at + (word - own.start);
            self.fits(name, word, at) && (word + 1 == own.end || self.is_gap(name, word, at))
        })
    }

    fn push_pairs(&self, first: usize, found: &mut Vec<Mention<Id>>) {
        for apart in 1..=MOST_BETWEEN + 1 {
            let second = first + apart;
            let (Some(one), Some(other)) =
                (self.all.hashes.get(first), self.all.hashes.get(second))
            else {
                return;
            };
            for &(at, order) in self
                .names
                .by_pair
                .get(&(*one, *other))
                .into_iter()
                .flatten()
            {
                let (name, form) = &self.names.names[at];
                let count = name.words.len();
                let is_here = match order {
                    Order::SurnameFirst => apart == 1 && self.is_surname_first(name, first),
                    Order::Written => {
                        self.fits(name, 0, first)
                            && self.has_rest(name, 1..count, second)
                            && match apart {
                                1 => self.is_gap(name, 0, first),
                                _ => *form == NameForm::Person && self.are_names(first, second),
                            }
                    }
                };
                if is_here {
                    let end = second + count - 1;
                    self.push(first..end, at, found);
                }
            }
        }
    }

    /// Whether the words from `first` are the name with its last word first: "Doe, Jane".
    fn is_surname_first(&self, name: &Name<Id>, first: usize) -> bool {
        let count = name.words.len();
        let is_gap = self.gap_after(first) == ", " || self.is_gap_in_address(first);
        is_gap
            && self.fits(name, count - 1, first)
            && self.has_rest(name, 0..count - 1, first + 1)
            && !(self.writing == Writing::Prose && self.is_before_capital(first + count - 1))
    }

    /// Whether the words between two others may be names of the same person: "Jane M. Doe".
    fn are_names(&self, first: usize, last: usize) -> bool {
        let is_name = |at: usize| {
            self.word(at).is_some_and(|word| match self.writing {
                Writing::Prose => is_capitalised(word),
                Writing::Address => word.chars().nth(1).is_none(),
            })
        };
        let is_joined = |at: usize| {
            let gap = self.gap_after(at);
            !gap.is_empty() && is_loose(gap) || self.is_gap_in_address(at)
        };
        (first + 1..last).all(is_name) && (first..last).all(is_joined)
    }

    fn push_only_words(&self, at: usize, found: &mut Vec<Mention<Id>>) {
        let names = self.names.by_only_word.get(&self.all.hashes[at]);
        for &name in names.into_iter().flatten() {
            let (written, form) = &self.names.names[name];
            let is_other = *form == NameForm::Surname && self.is_before_capital(at);
            if self.fits(written, 0, at) && !is_other {
                self.push(at..at + 1, name, found);
            }
        }
    }

    fn push_addressed(&self, at: usize, found: &mut Vec<Mention<Id>>) {
        let Some(names) = self.names.by_any_word.get(&self.all.hashes[at]) else {
            return;
        };
        let forms = &self.names.forms;
        let is_after_form = at > 0
            && is_loose(self.gap_after(at - 1))
            && forms.before.contains(&self.all.hashes[at - 1])
            && self.word(at - 1).is_some_and(is_form);
        let next = self.all.hashes.get(at + 1);
        let is_before_form = matches!(self.gap_after(at), " " | "-")
            && next.is_some_and(|next| forms.after.contains(next));
        if !is_after_form && !is_before_form {
            return;
        }
        let words = at - usize::from(is_after_form)..at + 1 + usize::from(is_before_form);
        for &(name, own) in names {
            let (written, _) = &self.names.names[name];
            let is_last = own + 1 == written.words.len();
            if self.fits(written, own, at) && (is_last || !self.is_before_capital(at)) {
                self.push(words.clone(), name, found);
            }
        }
    }

    /// Names without anything between their words: `janedoe.jpg`.
    fn push_joined(&self, at: usize, found: &mut Vec<Mention<Id>>) {
        let names = self.names.by_joined.get(&self.all.hashes[at]);
        for &name in names.into_iter().flatten() {
            self.push(at..at + 1, name, found);
        }
    }
}

/// Whether a word that may be a form of address is one here: "Me Doe", but not "told me Doe".
fn is_form(word: &str) -> bool {
    const SHORT: usize = 3;
    word.chars().count() > SHORT || is_capitalised(word)
}
