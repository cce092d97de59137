//! Near misses: words of a text that differ from a known name by one letter of one word.
//!
//! All words of a name but one find it, and a Bloom filter (`tables::word_filter`) of the words of all
//! names rejects most words of a text. So the cost depends on the capitalised words of the text, even in
//! a workspace of 10,000 entities.
//! Many words that differ by a letter are other names. So only names of several words count, only
//! long words may differ, and never in their first or last letter: names are inflected at the end, and
//! `Julio` is not `Julia`.

use std::ops::Range;

use rapidfuzz::distance::osa;

use super::name::{
    LEAST_LETTERS, NEAR_MISS_WORDS, Name, is_capitalised, is_loose, key_without_word, may_differ,
};
use super::names::{MOST_ALIKE, Names};
use super::text_words::{WordRun, folded_word};

/// Words that are nearly a known name. The range counts bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss<'a, Id> {
    pub range: Range<usize>,
    /// The known name.
    pub name: &'a str,
    pub id: Id,
}

/// The minimum number of letters in a word with one wrong letter: Karen is not Karin.
const LEAST_LETTERS_SUBSTITUTED: usize = 6;

impl<Id: Copy + PartialEq> Names<Id> {
    /// Near misses of known names among some words of a text, without the known names themselves.
    pub fn near_misses(&self, text: &str, all: WordRun) -> Vec<NearMiss<'_, Id>> {
        let mut found = Vec::new();
        let WordRun { words, hashes } = all;
        for first in 0..words.len() {
            if is_capitalised(&text[words[first].clone()]) {
                self.push_near_misses_at(text, &words[first..], &hashes[first..], &mut found);
            }
        }
        found
    }

    /// Adds the near misses at the start of `words`, whose hashes are `hashes`.
    fn push_near_misses_at<'a>(
        &'a self,
        text: &str,
        words: &[Range<usize>],
        hashes: &[u32],
        found: &mut Vec<NearMiss<'a, Id>>,
    ) {
        let gaps = words
            .windows(2)
            .map(|pair| &text[pair[0].end..pair[1].start]);
        let together = 1 + gaps.take_while(|gap| is_loose(gap)).count();
        // Only the word with the slip may be in no name.
        let mut unknown = None;
        let longest = together.min(*NEAR_MISS_WORDS.end());
        for (at, hash) in hashes.iter().enumerate().take(longest) {
            if !self.words.may_contain(*hash) && unknown.replace(at).is_some() {
                return;
            }
            let length = at + 1;
            if !NEAR_MISS_WORDS.contains(&length) {
                continue;
            }
            let (window, rest) = words.split_at(length);
            if together > length && is_capitalised(&text[rest[0].clone()]) {
                continue;
            }
            for slip in unknown.map_or(0..length, |unknown| unknown..unknown + 1) {
                let names = self.with_slip_at(slip, text, window, &hashes[..length]);
                found.extend(names.map(|name| NearMiss {
                    range: window[0].start..window[length - 1].end,
                    name: &name.written,
                    id: name.id,
                }));
            }
        }
    }

    /// The names that `words` are, but for a slip in the word at index `slip`.
    fn with_slip_at<'a>(
        &'a self,
        slip: usize,
        text: &str,
        words: &[Range<usize>],
        hashes: &[u32],
    ) -> impl Iterator<Item = &'a Name<Id>> {
        let word = &text[words[slip].clone()];
        let names = match may_differ(word) {
            true => self
                .by_rest
                .get(key_without_word(slip, hashes.iter().copied())),
            false => &[],
        };
        let names = if names.len() <= MOST_ALIKE {
            names
        } else {
            &[]
        };
        let is_near = move |name: &&Name<Id>| {
            name.words.len() == words.len()
                && name.is_at_except(Some(slip), text, words)
                && is_slip(&folded_word(word), name.folded(slip))
        };
        names.iter().map(|name| &**name).filter(is_near)
    }
}

/// Whether one of the two is the other with one slip.
fn is_slip(written: &str, known: &str) -> bool {
    let lower: Vec<char> = written.to_lowercase().chars().collect();
    let known: Vec<char> = known.to_lowercase().chars().collect();
    let least = match lower.len() == known.len() && !is_swap(&lower, &known) {
        true => LEAST_LETTERS_SUBSTITUTED,
        false => LEAST_LETTERS,
    };
    lower.len().min(known.len()) >= least
        && lower.first() == known.first()
        && lower.last() == known.last()
        && osa::distance(lower.iter().copied(), known.iter().copied()) == 1
}

/// Whether the two have the same letters.
fn is_swap(left: &[char], right: &[char]) -> bool {
    let sorted = |word: &[char]| {
        let mut word = word.to_vec();
        word.sort();
        word
    };
    sorted(left) == sorted(right)
}

#[cfg(test)]
mod tests {
    use super::Names;
    use crate::article::text_words::TextWords;

    #[track_caller]
    fn check(names: &[&str], text: &str, expected: &[(&str, &str)]) {
        let names = Names::new(names.iter().enumerate().map(|(id, name)| (*name, id)));
        let found = names.near_misses(text, TextWords::of(text).all());
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|miss| (&text[miss.range.clone()], miss.name))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn one_letter_of_one_word_differs() {
        let names = [
            "Jorge Rodríguez",
            "Human Rights Watch",
            "María Corina Machado",
        ];
        check(
            &names,
            "said Jorge Rodrígez, and Jorge Rodrgíuez's aide, of Human Rihgts Watch",
            &[
                ("Jorge Rodrígez", names[0]),
                ("Jorge Rodrgíuez", names[0]),
                ("Human Rihgts Watch", names[1]),
            ],
        );
        check(
            &names,
            "María Corina Macbado and MARÍA COIRNA MACHADO",
            &[
                ("María Corina Macbado", names[2]),
                ("MARÍA COIRNA MACHADO", names[2]),
            ],
        );
        check(
            &["Владимир Путин"],
            "Валдимир Путин",
            &[("Валдимир Путин", "Владимир Путин")],
        );
    }

    #[test]
    fn other_names_are_no_near_misses() {
        for (known, text) in [
            ("Jorge Rodríguez", "Jorge Rodríguez"),
            ("Jorge Rodríguez", "Jorge Rodriguez"),
            ("Julio García", "Julia García"),
            ("Karen Smith", "Karin Smith"),
            ("Bill Smith", "Will Smith"),
            ("Juan Rodrigo", "Juan Rodrigos"),
            ("Владимир Путин", "Владимира Путина"),
            ("Machado", "Machaddo"),
            ("United States", "The Unitted"),
            ("Carlos Ramírez", "Carlos, Ramírrez"),
            ("Carlos Ramírez", "Carlos Ramírrez Ponce"),
            ("Hall of Fame", "Hall off Fame"),
        ] {
            check(&[known], text, &[]);
        }
    }

    #[test]
    fn near_misses_follow_added_and_removed_names() {
        let mut names = Names::default();
        names.insert("Jorge Rodríguez", 1);
        names.insert("jorge", 2);
        let found = |names: &Names<i32>| {
            let text = "jorge met Jorge Rodríguez, not Jorge Rodrígez";
            (
                names.mentions(text).len(),
                names.near_misses(text, TextWords::of(text).all()).len(),
            )
        };
        assert_eq!(found(&names), (3, 1));
        names.remove("Jorge Rodríguez", 1);
        assert_eq!(found(&names), (3, 0));
        names.remove("jorge", 2);
        assert_eq!(found(&names), (0, 0));
        assert!(names.is_empty());
    }
}
