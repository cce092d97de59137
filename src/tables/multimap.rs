//! From a key to its values: fast to fill, cheap to clone, and cheap to change when it is shared.

use std::borrow::Borrow;
use std::hash::Hash;
use std::sync::Arc;

use imbl::GenericHashMap;
use imbl::shared_ptr::DefaultSharedPtr;
use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

/// Most keys have one value: then it stands in the map itself.
pub type Values<V> = SmallVec<[V; 1]>;

/// As long as nobody else holds a clone, a change is made in the plain map below. From then on
/// changes lie above it, where one costs what its key costs.
#[derive(Clone, Debug)]
pub struct Multimap<K, V> {
    below: Arc<FxHashMap<K, Values<V>>>,
    /// An empty list hides the one below.
    above: GenericHashMap<K, Values<V>, FxBuildHasher, DefaultSharedPtr>,
}

impl<K, V> Default for Multimap<K, V> {
    fn default() -> Self {
        Multimap {
            below: Arc::default(),
            above: GenericHashMap::with_hasher(FxBuildHasher),
        }
    }
}

impl<K: Hash + Eq + Clone, V: Clone> From<FxHashMap<K, Values<V>>> for Multimap<K, V> {
    fn from(values: FxHashMap<K, Values<V>>) -> Self {
        let mut map = Multimap::default();
        map.extend(values);
        map.shrink();
        map
    }
}

impl<K: Hash + Eq + Clone, V: Clone> Multimap<K, V> {
    pub fn is_empty(&self) -> bool {
        self.keys().next().is_none()
    }

    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> &[V]
    where
        K: Borrow<Q>,
    {
        let above = self.above.get(key);
        above
            .or_else(|| self.below.get(key))
            .map_or(&[], SmallVec::as_slice)
    }

    /// The keys that have values.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        let above = self.above.iter().filter(|(_, values)| !values.is_empty());
        let shows = |key: &&K| self.above.is_empty() || !self.above.contains_key(*key);
        let below = self.below.keys().filter(shows);
        above.map(|(key, _)| key).chain(below)
    }

    /// Changes the values of a key, of which there may be none.
    pub fn change(&mut self, key: &K, change: impl FnOnce(&mut Values<V>)) {
        if self.above.is_empty()
            && let Some(below) = Arc::get_mut(&mut self.below)
        {
            match below.get_mut(key) {
                Some(values) => {
                    change(values);
                    if values.is_empty() {
                        below.remove(key);
                    }
                }
                None => {
                    let mut values = Values::new();
                    change(&mut values);
                    if !values.is_empty() {
                        below.insert(key.clone(), values);
                    }
                }
            }
            return;
        }
        let mut values = Values::from(self.get(key));
        change(&mut values);
        if values.is_empty() && !self.below.contains_key(key) {
            self.above.remove(key);
        } else {
            self.above.insert(key.clone(), values);
        }
    }

    /// Adds the values of many keys at once.
    pub fn extend(&mut self, more: FxHashMap<K, Values<V>>) {
        if self.above.is_empty() && self.below.is_empty() {
            self.below = Arc::new(more);
            return;
        }
        for (key, values) in more {
            self.change(&key, |all| all.extend(values));
        }
    }

    /// Gives back the memory that was kept for growing. Does nothing while somebody holds a clone.
    pub fn shrink(&mut self) {
        if let Some(below) = Arc::get_mut(&mut self.below) {
            below.shrink_to_fit();
            for values in below.values_mut() {
                values.shrink_to_fit();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whoever holds which clone, each is what a plain map would be.
        #[test]
        fn is_a_map_of_lists(steps in prop::collection::vec((0u8..5, 0u8..4, any::<bool>(), any::<bool>()), 0..40)) {
            let mut map: Multimap<u8, u8> = Multimap::default();
            let mut model: BTreeMap<u8, Values<u8>> = BTreeMap::new();
            let mut held = Vec::new();
            for (key, value, hold, many) in steps {
                if hold {
                    held.push((map.clone(), model.clone()));
                }
                if many {
                    let more = |key| (key, Values::from_iter([value, value + 4]));
                    map.extend([key, key + 1].map(more).into_iter().collect());
                    for (key, values) in [key, key + 1].map(more) {
                        model.entry(key).or_default().extend(values);
                    }
                }
                let toggle = |values: &mut Values<u8>| match values.contains(&value) {
                    true => values.retain(|other| *other != value),
                    false => values.push(value),
                };
                map.change(&key, toggle);
                toggle(model.entry(key).or_default());
                model.retain(|_, values| !values.is_empty());
                held.push((map.clone(), model.clone()));
                if !hold {
                    held.clear();
                }
                for (map, model) in &held {
                    let mut keys: Vec<u8> = map.keys().copied().collect();
                    keys.sort();
                    prop_assert_eq!(keys, model.keys().copied().collect::<Vec<_>>());
                    for (key, values) in model {
                        prop_assert_eq!(map.get(key), values.as_slice());
                    }
                }
            }
        }
    }
}
