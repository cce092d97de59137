//! Names in a text that are nearly known ones: one letter of one word is another.
//!
//! A name is found by the hash of all its words but one, so that a text costs what its own
//! capitalised words cost. Much that differs by a letter is another name: only names of several
//! words are looked for, and only long words may differ, neither in their first letter nor in
//! their last, where names are inflected and `Julio` becomes `Julia`.

use std::ops::Range;

use rapidfuzz::distance::osa;

use super::mentions::{MOST_ALIKE, Name, Names, WordRun, folded_word, is_loose};
use crate::tables::Key;

/// What stands in a text in the place of a known name: byte offsets in that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss<'a, Id> {
    pub range: Range<usize>,
    /// The known name.
    pub name: &'a str,
    pub id: Id,
}

/// How many words a name has.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=5;
/// The fewest letters of a word of which one may be missing, too many, or in the wrong place.
const LEAST_LETTERS: usize = 5;
/// The fewest letters of a word of which one may be another: Karen is not Karin.
const LEAST_LETTERS_SUBSTITUTED: usize = 6;

impl<Id: Copy + PartialEq> Names<Id> {
    /// What among some words of a text is nearly a known name, and no known name itself.
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

    /// Adds what `words` begin with; `hashes` are theirs.
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
        // Only the word that differs may be one that no name has.
        let mut strange = None;
        for (at, hash) in hashes.iter().enumerate().take(together.min(*LENGTHS.end())) {
            if !self.words.may_hold(*hash) && strange.replace(at).is_some() {
                return;
            }
            let length = at + 1;
            if !LENGTHS.contains(&length) {
                continue;
            }
            let (window, behind) = words.split_at(length);
            if together > length && is_capitalised(&text[behind[0].clone()]) {
                continue;
            }
            for hole in strange.map_or(0..length, |strange| strange..strange + 1) {
                let word = &text[window[hole].clone()];
                if !may_differ(word) {
                    continue;
                }
                let key = key_without(hole, hashes[..length].iter().copied());
                let names = self.by_rest.get(key);
                let names = names.iter().take_while(|_| names.len() <= MOST_ALIKE);
                let near = names.filter(|name| {
                    name.words.len() == length
                        && name.stands_at_but_for(Some(hole), text, window)
                        && is_slip(&folded_word(word), name.folded(hole))
                });
                found.extend(near.map(|name| NearMiss {
                    range: window[0].start..window[length - 1].end,
                    name: &name.written,
                    id: name.id,
                }));
            }
        }
    }
}

/// What a name is found by, for each of its words that may differ.
pub(super) fn keys_of<Id>(name: &Name<Id>) -> impl Iterator<Item = Key> {
    let is_long = LENGTHS.contains(&name.words.len());
    let words = name.words.iter().enumerate().filter(move |_| is_long);
    let holes = words.filter(|(_, word)| {
        may_differ(&name.written[word.range.start as usize..word.range.end as usize])
    });
    holes.map(|(hole, _)| key_without(hole, name.hashes()))
}

/// The key of some words, by their hashes, but for one.
fn key_without(hole: usize, hashes: impl Iterator<Item = u32>) -> Key {
    let mut key = hole as u32;
    for (at, hash) in hashes.enumerate() {
        let hash = if at == hole { 0 } else { hash };
        key = key.rotate_left(7).wrapping_mul(0x9E37_79B1) ^ hash;
    }
    Key::of(&key)
}

fn may_differ(word: &str) -> bool {
    is_capitalised(word)
        && word.chars().count() >= LEAST_LETTERS
        && word.chars().all(char::is_alphabetic)
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether one of the two is the other with a slip of the pen.
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

/// Whether the two hold the same letters.
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
    use crate::article::TextWords;

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
    fn a_letter_of_one_word() {
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
    fn what_is_another_name() {
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
    fn names_come_and_go() {
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
