//! Phrases, indexed by their first word.

use rustc_hash::FxHashMap;

use crate::text::lower::lower;
use crate::text::words::is_boundary;

/// Phrases in lower case, each with its meaning.
pub struct Phrases<T> {
    by_first_word: FxHashMap<&'static str, Vec<(&'static str, T)>>,
}

impl<T: Copy> Phrases<T> {
    pub fn of(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Phrases<T> {
        let mut by_first_word: FxHashMap<&'static str, Vec<(&'static str, T)>> =
            FxHashMap::default();
        for (phrase, meaning) in phrases {
            let same = by_first_word.entry(first_word_of(phrase)).or_default();
            same.push((phrase, meaning));
            // Longest first.
            same.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        }
        Phrases { by_first_word }
    }

    /// The longest phrase that `text` starts with, in any letter case: its length in `text` in bytes, and its
    /// meaning. `first_word` is the first word of `text`.
    pub fn at(&self, text: &str, first_word: &str) -> Option<(usize, T)> {
        let phrases = self.by_first_word.get(&*lower(first_word))?;
        phrases.iter().find_map(|&(phrase, meaning)| {
            let length = length_of(text, phrase.chars().count());
            let fits = is_boundary(text, length) && *lower(&text[..length]) == *phrase;
            fits.then_some((length, meaning))
        })
    }

    /// The longest phrase that `text` ends with, in any letter case: where it starts, and its meaning. Finds phrases
    /// of up to `LONGEST` words.
    pub fn before(&self, text: &str) -> Option<(usize, T)> {
        let text = text.trim_end_matches(' ');
        let mut found = None;
        let mut start = text.len();
        for _ in 0..LONGEST {
            let head = text[..start].trim_end_matches(' ');
            let from = head.rfind(|c: char| !c.is_alphanumeric());
            let word = from.map_or(0, |at| at + 1);
            let word = head.ceil_char_boundary(word);
            if word == head.len() {
                break;
            }
            start = word;
            let rest = &text[start..];
            if let Some((length, meaning)) = self.at(rest, &head[word..])
                && length == rest.len()
            {
                found = Some((start, meaning));
            }
        }
        found
    }
}

/// The first word of a phrase, by which it is indexed.
pub fn first_word_of(phrase: &'static str) -> &'static str {
    let end = phrase.find(|c: char| !c.is_alphanumeric());
    &phrase[..end.unwrap_or(phrase.len())]
}

/// The maximum number of words in a phrase that [`Phrases::before`] finds.
const LONGEST: usize = 4;

/// The length in bytes of the first `characters` of `text`.
fn length_of(text: &str, characters: usize) -> usize {
    let end = text.char_indices().nth(characters);
    end.map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn finds_the_longest_phrase() {
        let phrases = Phrases::of([("más", 1), ("más de", 2), ("per cent", 3)]);
        assert_eq!(phrases.at("Más de cien", "Más"), Some((7, 2)));
        assert_eq!(phrases.at("más denso", "más"), Some((4, 1)));
        assert_eq!(phrases.at("masa", "masa"), None);
        assert_eq!(phrases.at("per", "per"), None);
        assert_eq!(phrases.before("Son más de"), Some((4, 2)));
        assert_eq!(phrases.before("Son más "), Some((4, 1)));
        assert_eq!(phrases.before("more per"), None);
        assert_eq!(phrases.before(""), None);
    }
}
