//! Which claims of one draft tell the same quantity, as far as their words say so.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};
use smol_str::SmolStr;

use super::prose::{LONGEST, Prose};
use super::words::{Figure, Lexicon, lower};
use crate::article::Article;
use crate::model::{Claim, Item};
use crate::text::words::words;
use crate::workspace::{ArticleText, DeclarationId};

/// The claims that tell a quantity, by what they tell of it. Adding or removing one costs what it
/// touches.
#[derive(Clone, Debug, Default)]
pub struct Tallies {
    keys: FxHashMap<DeclarationId, u64>,
    by_key: FxHashMap<u64, Vec<DeclarationId>>,
}

/// More claims than these in the same words tell no longer one quantity.
pub const MOST: usize = 16;

impl Tallies {
    pub fn insert(&mut self, id: DeclarationId, key: u64) {
        self.keys.insert(id, key);
        self.by_key.entry(key).or_default().push(id);
    }

    pub fn remove(&mut self, id: DeclarationId) {
        let Some(key) = self.keys.remove(&id) else {
            return;
        };
        if let Some(alike) = self.by_key.get_mut(&key) {
            alike.retain(|other| *other != id);
            if alike.is_empty() {
                self.by_key.remove(&key);
            }
        }
    }

    /// The claims that tell the same, this one among them, in no order. None where there are too many.
    pub fn alike(&self, id: DeclarationId) -> &[DeclarationId] {
        let alike = self.keys.get(&id).and_then(|key| self.by_key.get(key));
        let alike = alike.map_or(&[][..], |alike| alike);
        if alike.len() > MOST { &[] } else { alike }
    }

    /// The claims whose findings may be others once this one is added, or before it is removed.
    pub fn touched_by(&self, id: DeclarationId) -> &[DeclarationId] {
        let alike = self.keys.get(&id).and_then(|key| self.by_key.get(key));
        let alike = alike.map_or(&[][..], |alike| alike);
        if alike.len() > MOST + 1 { &[] } else { alike }
    }
}

/// A hash of whom a claim is about, who says so, and the words of its passage but for the number
/// and words that say nothing of their own. None where it does not tell one quantity and whom it
/// is about.
pub fn key_of(text: &ArticleText, item: &Item, passage: Range<usize>) -> Option<u64> {
    let claim = item.claim().filter(|claim| !claim.about.is_empty())?;
    let article = text.article().filter(|_| passage.len() <= LONGEST)?;
    let lexicon = super::words::of_language(&text.language)?;
    let folded = article.folded_text(passage.clone());
    if !words(folded).any(|word| may_count(lexicon, &folded[word])) {
        return None;
    }
    let mut hasher = FxHasher::default();
    names(item, claim, &mut hasher);
    told(lexicon, article, passage, &mut hasher).then(|| hasher.finish())
}

fn may_count(lexicon: &Lexicon, word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(lexicon.figure(word), Some(Figure::Numeral(_)))
}

fn names(item: &Item, claim: &Claim, hasher: &mut FxHasher) {
    for places in [&claim.about, &claim.said_by] {
        let names = places.iter().map(|&at| &item.references[at]);
        let mut names: Vec<(&SmolStr, &Option<Box<SmolStr>>)> = names
            .map(|reference| (&reference.name, &reference.file))
            .collect();
        names.sort();
        names.dedup();
        names.hash(hasher);
    }
}

/// Hashes what the passage tells of its one quantity; says no where it does not tell one.
fn told(
    lexicon: &'static Lexicon,
    article: &Article,
    passage: Range<usize>,
    hasher: &mut FxHasher,
) -> bool {
    let Some(prose) = Prose::around(lexicon, article, passage) else {
        return false;
    };
    let quantities = prose.quantities();
    let Some(quantity) = quantities.only() else {
        return false;
    };
    let numbers = lexicon.words.numbers;
    let is_bound = |word: &str| {
        let mut bounds = numbers
            .bounds
            .iter()
            .flat_map(|(phrase, _)| phrase.split(' '));
        bounds.any(|bound| bound == word)
    };
    let text = &prose.text[prose.passage.clone()];
    let mut told: Vec<SmolStr> = Vec::new();
    for word in words(text) {
        let place = prose.passage.start + word.start;
        let word = lower(&text[word]);
        let says = !quantity.range.contains(&place)
            && word.len() > 1
            && !numbers.small.contains(&word.as_str())
            && !is_bound(&word);
        if says {
            told.push(word.strip_suffix('s').unwrap_or(&word).into());
        }
    }
    told.sort();
    told.dedup();
    (quantity.unit, &told).hash(hasher);
    !told.is_empty()
}
