//! The positions of each word of an article, so that the cost of a search depends on its rarest word.

use std::ops::Range;

use super::text_words::{WordRun, hash_of, hash_of_word};

/// Positions of words in a text, by the hash of the word without letter case and diacritics. A
/// bucket may contain several words: callers compare the text.
#[derive(Debug)]
pub struct WordIndex {
    /// Where each bucket starts in `positions`, and where the last one ends.
    starts: Vec<u32>,
    positions: Vec<u32>,
}

impl WordIndex {
    /// `all` is every word of the text.
    pub fn of(text: &str, all: WordRun) -> WordIndex {
        let key = |(word, hash): (&Range<usize>, &u32)| {
            let key = key_of(&text[word.clone()], || *hash);
            (word.start as u32, key)
        };
        let found: Vec<(u32, u32)> = all.words.iter().zip(all.hashes).map(key).collect();
        let buckets = found.len().next_power_of_two();
        let mut starts = vec![0; buckets + 1];
        for (_, hash) in &found {
            starts[bucket_of(*hash, buckets) + 1] += 1;
        }
        for bucket in 0..buckets {
            starts[bucket + 1] += starts[bucket];
        }
        let mut next = starts.clone();
        let mut positions = vec![0; found.len()];
        for (position, hash) in found {
            let slot = &mut next[bucket_of(hash, buckets)];
            positions[*slot as usize] = position;
            *slot += 1;
        }
        WordIndex { starts, positions }
    }

    /// All positions of `word`, in order, among them a few of other words.
    pub fn positions_of(&self, word: &str) -> &[u32] {
        let bucket = bucket_of(key_of(word, || hash_of_word(word)), self.starts.len() - 1);
        &self.positions[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }
}

fn bucket_of(hash: u32, buckets: usize) -> usize {
    hash as usize & (buckets - 1)
}

/// The hash that finds `word`; `hash` yields its [`hash_of_word`].
fn key_of(word: &str, hash: impl FnOnce() -> u32) -> u32 {
    // The scripts from here on have neither letter case nor diacritics, and in most every character is a word.
    const CASELESS: char = '\u{2e80}';
    match word.starts_with(|first| first >= CASELESS) {
        true => hash_of(word),
        false => hash(),
    }
}
