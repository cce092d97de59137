//! A Bloom filter with one hash: a set of words that sometimes contains a word by mistake.

use std::sync::Arc;

/// The words of all names, by their hashes. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct WordFilter {
    bits: Arc<[u64]>,
}

/// A hundred thousand words fill a fifth of it, and it fits into a processor's cache.
const BITS: usize = 1 << 19;

impl Default for WordFilter {
    fn default() -> Self {
        WordFilter {
            bits: vec![0; BITS / 64].into(),
        }
    }
}

impl WordFilter {
    /// Words are never removed: a leftover word only costs an unnecessary look-up.
    pub fn insert(&mut self, hash: u32) {
        if !self.may_contain(hash) {
            let (at, bit) = place(hash);
            Arc::make_mut(&mut self.bits)[at] |= bit;
        }
    }

    pub fn may_contain(&self, hash: u32) -> bool {
        let (at, bit) = place(hash);
        self.bits[at] & bit != 0
    }
}

fn place(hash: u32) -> (usize, u64) {
    let place = hash as usize % BITS;
    (place / 64, 1 << (place % 64))
}
