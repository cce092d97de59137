//! What the words of each claim's passage are, and which claims of one draft may tell the same quantity.

use std::hash::{BuildHasher, Hash};
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

use crate::article::hash_of;
use crate::model::Item;
use crate::prose::{Mark, Marks};
use crate::text::lower::lower;
use crate::workspace::{ArticleText, DeclarationId};

/// The longest passage that is read for numbers, in bytes. Reading more would take long and tell nothing.
pub const LONGEST: usize = 4 * 1024;

/// The claims that tell a number, by what they tell of it, and what the words of all passages may
/// be. Adding or removing a claim costs what it touches.
#[derive(Clone, Debug, Default)]
pub struct SameQuantities {
    told: FxHashMap<DeclarationId, StatedQuantity>,
    by_key: FxHashMap<u64, SmallVec<[DeclarationId; 4]>>,
}

/// What one passage tells.
#[derive(Clone, Copy, Debug)]
struct StatedQuantity {
    marks: Marks,
    /// What it tells a number of, where it tells one.
    key: Option<u64>,
}

/// More claims than these in the same words tell no longer one quantity.
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
        let Some(told) = read(text, item, passage) else {
            return;
        };
        self.told.insert(id, told);
        if let Some(key) = told.key {
            self.by_key.entry(key).or_default().push(id);
        }
    }

    /// What the words of the claim's passage may be or begin. None where they were not read.
    pub fn marks(&self, id: DeclarationId) -> Option<Marks> {
        self.told.get(&id).map(|told| told.marks)
    }

    pub fn remove(&mut self, id: DeclarationId) {
        let Some(key) = self.told.remove(&id).and_then(|told| told.key) else {
            return;
        };
        if let Some(alike) = self.by_key.get_mut(&key) {
            alike.retain(|other| *other != id);
            if alike.is_empty() {
                self.by_key.remove(&key);
            }
        }
    }

    /// The claims that may tell the same, this one among them, in no order. None where there are too many.
    pub fn alike(&self, id: DeclarationId) -> &[DeclarationId] {
        let alike = self.with_key_of(id);
        if alike.len() > MOST { &[] } else { alike }
    }

    /// The claims whose findings may be others once this one is added, or before it is removed.
    pub fn touched_by(&self, id: DeclarationId) -> &[DeclarationId] {
        let alike = self.with_key_of(id);
        if alike.len() > MOST + 1 { &[] } else { alike }
    }

    fn with_key_of(&self, id: DeclarationId) -> &[DeclarationId] {
        let key = self.told.get(&id).and_then(|told| told.key);
        let alike = key.and_then(|key| self.by_key.get(&key));
        alike.map_or(&[], |alike| alike)
    }
}

/// What the words of a claim's passage may be; and a hash of whom it is about, who says so, and its
/// longer words but for those that may belong to a number. Claims that tell the same quantity have the
/// same hash; so may others, who have to be read. None where the claim tells no number, or not whom it
/// is about.
fn read(text: &ArticleText, item: &Item, passage: Range<usize>) -> Option<StatedQuantity> {
    let article = text.article().filter(|_| passage.len() <= LONGEST)?;
    let lexicon = crate::prose::lexicon::of_language(&text.language)?;
    let folded = article.folded();
    let words = article.words().within(&folded.folded_range(passage));
    let mut all = Marks::default();
    let mut told: SmallVec<[u64; 32]> = SmallVec::new();
    for (word, &hash) in words.words.iter().zip(words.hashes) {
        let word = &folded.text()[word.clone()];
        let marks = lexicon.marks_of_hashed(word, hash);
        all = all.and(marks);
        let is_number = marks.has(Mark::Count) || marks.has(Mark::AroundCount);
        if !is_number {
            told.extend(key_of(word, hash));
        }
    }
    let claim = item.claim().filter(|_| item.about().next().is_some());
    let claim = claim.filter(|_| all.has(Mark::Count) && !told.is_empty());
    let key = claim.map(|_| {
        let name = |at: usize| hash((&item.references[at].name, &item.references[at].file));
        let names = [
            set(item.about().map(name).collect()),
            set(item.said_by().map(name).collect()),
        ];
        hash((set(told), names))
    });
    Some(StatedQuantity { marks: all, key })
}

/// A word as it is compared: "bridges" are no other thing than a "bridge".
pub fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// What stands for a word in any letter case, in the singular or not; none for a short one. `hash` is that
/// of the word.
fn key_of(word: &str, hash: u32) -> Option<u64> {
    /// Shorter words say little, and may be a unit.
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

/// In one order, and each once.
fn set(mut hashes: SmallVec<[u64; 32]>) -> SmallVec<[u64; 32]> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

fn hash(value: impl Hash) -> u64 {
    FxBuildHasher.hash_one(value)
}
