//! A map from keys to several values: small, fast to fill, cheap to clone, and cheap to change while
//! shared.
//!
//! Keys are 64-bit hashes in sorted lists: the index of 10,000 files used to take 40 MB more, when it
//! contained every name once more in hash tables. Two names can have the same hash, so code that looks
//! a name up checks the names of the declarations that it finds. Only two questions rely on the hash
//! itself: whether a name is used at all, and whether two entities are alike. See
//! `docs/decisions/0011-look-names-up-by-hash.md`.

use std::hash::{BuildHasher, Hash};
use std::sync::Arc;

use imbl::GenericHashMap;
use imbl::shared_ptr::DefaultSharedPtr;
use rustc_hash::FxBuildHasher;
use smallvec::SmallVec;

/// Most keys have one value, which is stored in the map itself.
pub type Values<V> = SmallVec<[V; 1]>;

/// The hash of a key, used instead of it. Among a million keys, the odds that two share a hash are 1 in
/// 30 million.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

impl Key {
    pub fn of(key: &(impl Hash + ?Sized)) -> Key {
        Key(FxBuildHasher.hash_one(key))
    }
}

/// The initial content is in `below`, in a few plain lists. Changes are in `above`, where a change costs
/// only its key.
#[derive(Clone, Debug)]
pub struct Multimap<V> {
    below: Arc<Below<V>>,
    /// An empty list hides the one in `below`.
    above: GenericHashMap<Key, Values<V>, FxBuildHasher, DefaultSharedPtr>,
}

/// The values of one key are adjacent, sorted by key.
#[derive(Debug)]
struct Below<V> {
    keys: Box<[Key]>,
    values: Box<[V]>,
    /// Where the keys with each prefix of bits start, and where the last ones end.
    starts: Box<[u32]>,
}

/// The average number of keys with the same prefix.
const TOGETHER: usize = 4;

impl<V> Default for Below<V> {
    fn default() -> Self {
        Below {
            keys: Box::default(),
            values: Box::default(),
            starts: Box::default(),
        }
    }
}

impl<V> Below<V> {
    /// The values of one key keep their order.
    fn of(mut pairs: Vec<(Key, V)>) -> Below<V> {
        pairs.sort_by_key(|(key, _)| *key);
        let (keys, values): (Vec<Key>, Vec<V>) = pairs.into_iter().unzip();
        let mut below = Below {
            keys: keys.into(),
            values: values.into(),
            starts: Box::default(),
        };
        let buckets = (below.keys.len() / TOGETHER).next_power_of_two();
        if buckets > TOGETHER {
            let bits = buckets.trailing_zeros();
            let start = |bucket| {
                let is_before = |key: &Key| key.first_bits(bits) < bucket;
                below.keys.partition_point(is_before) as u32
            };
            below.starts = (0..=buckets).map(start).collect();
        }
        below
    }

    fn get(&self, key: Key) -> &[V] {
        let (from, to) = match self.starts.len() {
            0 => (0, self.keys.len()),
            starts => {
                let bucket = key.first_bits((starts - 1).trailing_zeros());
                (
                    self.starts[bucket] as usize,
                    self.starts[bucket + 1] as usize,
                )
            }
        };
        let start = from + self.keys[from..to].partition_point(|other| *other < key);
        let end = start + self.keys[start..to].partition_point(|other| *other == key);
        &self.values[start..end]
    }
}

impl Key {
    fn first_bits(self, bits: u32) -> usize {
        (self.0 >> (u64::BITS - bits)) as usize
    }
}

impl<V> Default for Multimap<V> {
    fn default() -> Self {
        Multimap {
            below: Arc::default(),
            above: GenericHashMap::with_hasher(FxBuildHasher),
        }
    }
}

impl<V> From<Vec<(Key, V)>> for Multimap<V> {
    /// The values of one key keep their order.
    fn from(pairs: Vec<(Key, V)>) -> Self {
        Multimap {
            below: Arc::new(Below::of(pairs)),
            ..Multimap::default()
        }
    }
}

impl<V: Clone> Multimap<V> {
    pub fn is_empty(&self) -> bool {
        self.keys().next().is_none()
    }

    pub fn get(&self, key: Key) -> &[V] {
        let above = match self.above.is_empty() {
            true => None,
            false => self.above.get(&key),
        };
        above.map_or_else(|| self.below.get(key), SmallVec::as_slice)
    }

    /// The keys with values, each once.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        let above = self.above.iter().filter(|(_, values)| !values.is_empty());
        let shows = |key: &Key| self.above.is_empty() || !self.above.contains_key(key);
        let below = self.below.keys.chunk_by(|one, next| one == next);
        let below = below.map(|same| same[0]).filter(shows);
        above.map(|(key, _)| *key).chain(below)
    }

    /// Changes the values of a key, which may have none yet.
    pub fn change(&mut self, key: Key, change: impl FnOnce(&mut Values<V>)) {
        let mut values = Values::from(self.get(key));
        change(&mut values);
        if values.is_empty() && self.below.get(key).is_empty() {
            self.above.remove(&key);
        } else {
            self.above.insert(key, values);
        }
    }

    /// Adds values after those that their keys have.
    pub fn extend(&mut self, mut pairs: Vec<(Key, V)>) {
        if self.above.is_empty() && self.below.keys.is_empty() {
            self.below = Arc::new(Below::of(pairs));
            return;
        }
        pairs.sort_by_key(|(key, _)| *key);
        for same in pairs.chunk_by(|one, next| one.0 == next.0) {
            let values = same.iter().map(|(_, value)| value.clone());
            self.change(same[0].0, |all| all.extend(values));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// Keys that are far apart or nearly equal, as hashes may be.
    fn key(at: u8) -> Key {
        Key(u64::from(at % 3) << 62 | u64::from(at / 3))
    }

    proptest! {
        /// Every clone equals a plain map, whatever happens to the others.
        #[test]
        fn is_a_map_of_lists(
            filled in prop::collection::vec((0u8..40, 0u8..4), 0..80),
            steps in prop::collection::vec((0u8..40, 0u8..4, any::<bool>(), any::<bool>()), 0..40),
        ) {
            let pairs = filled.iter().map(|(at, value)| (key(*at), *value));
            let mut map: Multimap<u8> = pairs.clone().collect::<Vec<_>>().into();
            let mut model: BTreeMap<Key, Values<u8>> = BTreeMap::new();
            pairs.for_each(|(key, value)| model.entry(key).or_default().push(value));
            let mut held = vec![(map.clone(), model.clone())];
            for (at, value, hold, many) in steps {
                if hold {
                    held.push((map.clone(), model.clone()));
                }
                if many {
                    let more = [at, at + 1, at].map(|at| (key(at), value + 4));
                    map.extend(more.to_vec());
                    for (key, value) in more {
                        model.entry(key).or_default().push(value);
                    }
                }
                let toggle = |values: &mut Values<u8>| match values.contains(&value) {
                    true => values.retain(|other| *other != value),
                    false => values.push(value),
                };
                map.change(key(at), toggle);
                toggle(model.entry(key(at)).or_default());
                model.retain(|_, values| !values.is_empty());
                held.push((map.clone(), model.clone()));
                if !hold {
                    held.clear();
                }
                for (map, model) in &held {
                    let mut keys: Vec<Key> = map.keys().collect();
                    keys.sort();
                    prop_assert_eq!(keys, model.keys().copied().collect::<Vec<_>>());
                    for at in 0..50 {
                        let expected = model.get(&key(at)).map_or(&[][..], |values| values);
                        prop_assert_eq!(map.get(key(at)), expected);
                    }
                }
            }
        }
    }
}
