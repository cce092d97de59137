//! The words of a text and their hashes, so that many searches share one pass over the text.

use std::borrow::Cow;
use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;

use crate::text::fold::fold_for_search;
use crate::text::words::words;

/// The words of a text, each with its hash.
#[derive(Debug)]
pub struct TextWords {
    words: Vec<Range<usize>>,
    hashes: Vec<u32>,
}

/// Consecutive words of a text.
#[derive(Clone, Copy, Debug)]
pub struct WordRun<'a> {
    /// Byte offsets in the text.
    pub words: &'a [Range<usize>],
    /// The [`hash_of_word`] of each word.
    pub hashes: &'a [u32],
}

/// The hash of `word` without letter case and diacritics.
pub fn hash_of_word(word: &str) -> u32 {
    hash_of(&folded_word(word))
}

impl TextWords {
    pub fn of(text: &str) -> TextWords {
        // Most languages have longer words, so the vector does not grow.
        const BYTES_OF_A_WORD: usize = 5;
        let mut all: Vec<Range<usize>> = Vec::with_capacity(text.len() / BYTES_OF_A_WORD);
        all.extend(words(text));
        let hash = |word: &Range<usize>| hash_of_word(&text[word.clone()]);
        TextWords {
            hashes: all.iter().map(hash).collect(),
            words: all,
        }
    }

    pub fn all(&self) -> WordRun<'_> {
        WordRun {
            words: &self.words,
            hashes: &self.hashes,
        }
    }

    /// The words in the bytes `range` of the text.
    pub fn within(&self, range: &Range<usize>) -> WordRun<'_> {
        let first = self.words.partition_point(|word| word.start < range.start);
        let end = self.words.partition_point(|word| word.end <= range.end);
        let places = first..end.max(first);
        WordRun {
            words: &self.words[places.clone()],
            hashes: &self.hashes[places],
        }
    }
}

/// `word` without diacritics, and without case unless it is ASCII.
pub fn folded_word(word: &str) -> Cow<'_, str> {
    match word.is_ascii() {
        true => Cow::Borrowed(word),
        false => Cow::Owned(fold_for_search(word)),
    }
}

/// The hash of `word` without letter case.
pub fn hash_of(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    if word.is_ascii() {
        // In ASCII words, this bit is the letter case and nothing else.
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
