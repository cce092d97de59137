//! Where each word of an article stands, so that a search costs what its rarest word costs.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::mentions::{WordRun, hash_of_word};

/// Positions of words in a text, by the hash of the word without letter case and diacritics. A
/// bucket may hold several words: who looks one up compares the text.
#[derive(Debug)]
pub struct WordIndex {
    /// Where each bucket starts in `positions`; one more than there are buckets.
    starts: Vec<u32>,
    positions: Vec<u32>,
}

impl WordIndex {
    /// `all` are the words of the text.
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

    /// Where `word` may stand, in order: everywhere it does, and a few places where it does not.
    pub fn positions_of(&self, word: &str) -> &[u32] {
        let bucket = bucket_of(key_of(word, || hash_of_word(word)), self.starts.len() - 1);
        &self.positions[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }
}

fn bucket_of(hash: u32, buckets: usize) -> usize {
    hash as usize & (buckets - 1)
}

/// What `word` is found by; `hash` is its [`hash_of_word`].
fn key_of(word: &str, hash: impl FnOnce() -> u32) -> u32 {
    // The scripts from here on have neither letter case nor diacritics, and every character of most is a word.
    const CASELESS: char = '\u{2e80}';
    match word.starts_with(|first| first >= CASELESS) {
        true => hash_of(word),
        false => hash(),
    }
}

/// The hash of `word`, whatever its letter case.
pub fn hash_of(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    if word.is_ascii() {
        // In words of ASCII, this bit is the letter case and nothing else.
        const CASE: u64 = 0x2020_2020_2020_2020;
        for chunk in word.as_bytes().chunks(8) {
            let mut bytes = [0; 8];
            bytes[..chunk.len()].copy_from_slice(chunk);
            hasher.write_u64(u64::from_le_bytes(bytes) | CASE);
        }
    } else {
        word.chars()
            .flat_map(char::to_lowercase)
            .for_each(|c| hasher.write_u32(c as u32));
    }
    let hash = hasher.finish();
    (hash >> 32) as u32 ^ hash as u32
}
