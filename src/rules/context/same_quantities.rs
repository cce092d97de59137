//! The claims of one draft that may state the same quantity, and the marks of the words in each claim's passage.
//!
//! A hash of their longer words finds claims that may state the same quantity; only those few are read.

use std::hash::{BuildHasher, Hash};
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

use crate::article::hash_of;
use crate::model::Item;
use crate::prose::{Mark, Marks};
use crate::rules::context::passages::LONGEST_READ;
use crate::text::lower::lower;
use crate::workspace::{ArticleText, DeclarationId};

/// The claims that state a number, by the hash of what they state, and the marks of all passages. The cost of adding or
/// removing a claim depends only on the claims with the same hash.
#[derive(Clone, Debug, Default)]
pub struct SameQuantities {
    stated: FxHashMap<DeclarationId, StatedQuantity>,
    by_key: FxHashMap<u64, SmallVec<[DeclarationId; 4]>>,
}

/// What the words of one passage are, and what they state a number of.
#[derive(Clone, Copy, Debug)]
struct StatedQuantity {
    marks: Marks,
    /// A hash of what it states a number of; `None` if it states no number.
    key: Option<u64>,
}

/// The maximum number of claims with the same hash that are compared. More claims in the same words do not state one
/// quantity.
pub const MOST: usize = 16;

impl SameQuantities {
    /// Adds the claim whose passage is that range of the article's source.
    pub fn insert(
        &mut self,
        id: DeclarationId,
        text: &ArticleText,
        item: &Item,
        passage: Range<usize>,
    ) {
        let Some(stated) = read(text, item, passage) else {
            return;
        };
        self.stated.insert(id, stated);
        if let Some(key) = stated.key {
            self.by_key.entry(key).or_default().push(id);
        }
    }

    /// What the words of the claim's passage may be or begin; `None` if they were not read.
    pub fn marks(&self, id: DeclarationId) -> Option<Marks> {
        self.stated.get(&id).map(|stated| stated.marks)
    }

    pub fn remove(&mut self, id: DeclarationId) {
        let Some(key) = self.stated.remove(&id).and_then(|stated| stated.key) else {
            return;
        };
        if let Some(alike) = self.by_key.get_mut(&key) {
            alike.retain(|other| *other != id);
            if alike.is_empty() {
                self.by_key.remove(&key);
            }
        }
    }

    /// The claims that may state the same quantity, including this one, in arbitrary order. Empty if there are too
    /// many.
    pub fn alike(&self, id: DeclarationId) -> &[DeclarationId] {
        let alike = self.with_key_of(id);
        if alike.len() > MOST { &[] } else { alike }
    }

    /// The claims whose findings may change when this one is added or removed. To be called while it is in here.
    pub fn affected_by(&self, id: DeclarationId) -> &[DeclarationId] {
        let alike = self.with_key_of(id);
        if alike.len() > MOST + 1 { &[] } else { alike }
    }

    fn with_key_of(&self, id: DeclarationId) -> &[DeclarationId] {
        let key = self.stated.get(&id).and_then(|stated| stated.key);
        let alike = key.and_then(|key| self.by_key.get(&key));
        alike.map_or(&[], |alike| alike)
    }
}

/// What the words of a claim's passage may be, and a hash of its `about:`, its `said-by:`, and its longer words except
/// those that may belong to a number. Claims that state the same quantity have the same hash. Other claims may have it
/// too, so they still have to be read. There is no hash if the claim states no number or has no `about:`.
fn read(text: &ArticleText, item: &Item, passage: Range<usize>) -> Option<StatedQuantity> {
    let article = text.article().filter(|_| passage.len() <= LONGEST_READ)?;
    let lexicon = crate::prose::lexicon::of_language(&text.language)?;
    let folded = article.folded();
    let words = article.words().within(&folded.folded_range(passage));
    let mut all = Marks::default();
    let mut stated: SmallVec<[u64; 32]> = SmallVec::new();
    for (word, &hash) in words.words.iter().zip(words.hashes) {
        let word = &folded.text()[word.clone()];
        let marks = lexicon.marks_of_hashed(word, hash);
        all = all.and(marks);
        let is_number = marks.has(Mark::Count) || marks.has(Mark::AroundCount);
        if !is_number {
            stated.extend(key_of(word, hash));
        }
    }
    let claim = item.claim().filter(|_| item.about().next().is_some());
    let claim = claim.filter(|_| all.has(Mark::Count) && !stated.is_empty());
    let key = claim.map(|_| {
        let name = |at: usize| hash((&item.references[at].name, &item.references[at].file));
        let names = [
            set(item.about().map(name).collect()),
            set(item.said_by().map(name).collect()),
        ];
        hash((set(stated), names))
    });
    Some(StatedQuantity { marks: all, key })
}

/// The form of a word that is compared: "bridges" and "bridge" count as the same word.
pub fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// The hash of a word's singular in lower case; `None` if the word is short. `hash` is the hash of the word itself.
fn key_of(word: &str, hash: u32) -> Option<u64> {
    /// The minimum length in bytes: shorter words say little, and may be a unit.
    const LEAST: usize = 4;
    if !word.is_ascii() {
        let word = lower(word);
        return (word.len() >= LEAST).then(|| hash_of(singular(&word)).into());
    }
    let singular = word.strip_suffix(['s', 'S']).unwrap_or(word);
    let is_singular = singular.len() == word.len();
    let key = || if is_singular { hash } else { hash_of(singular) };
    (word.len() >= LEAST).then(|| key().into())
}

/// Sorted and without duplicates.
fn set(mut hashes: SmallVec<[u64; 32]>) -> SmallVec<[u64; 32]> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

fn hash(value: impl Hash) -> u64 {
    FxBuildHasher.hash_one(value)
}
