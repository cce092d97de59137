//! Near misses: words of a text that differ from a known name by one letter of one word.
//!
//! All words of a name but one find it, and a Bloom filter (`tables::word_filter`) of the words of all
//! names rejects most words of a text. So the cost depends on the capitalised words of the text, even in
//! a workspace of 10,000 entities.
//! Many words that differ by a letter are other names. So only names of several words count, only
//! long words may differ, and never in their first or last letter: names are inflected at the end, and
//! `Julio` is not `Julia`. One letter more or less at the end of a name is told apart, and so are two swapped
//! ones, for languages that do not inflect names.

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
    pub slip: Slip,
}

/// Where a word differs from the one that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// A letter is missing, added or swapped with the next one, but not the first or the last letter.
    Inside,
    /// One letter is another one, but not the first or the last letter.
    Replaced,
    /// There is one letter more or less at its end, or its last two letters are swapped.
    AtEnd,
}

/// The minimum number of letters in a word with one wrong letter: Karen is not Karin.
const LEAST_LETTERS_SUBSTITUTED: usize = 6;

impl<Id: Copy + PartialEq> Names<Id> {
    /// Near misses of known names among some words of a text, without the known names themselves. A capital after such
    /// words makes them a part of a longer name, unless all words have capitals, as in headings.
    pub fn near_misses(
        &self,
        text: &str,
        all: WordRun,
        is_title_case: bool,
    ) -> Vec<NearMiss<'_, Id>> {
        let mut found = Vec::new();
        let WordRun { words, hashes } = all;
        for first in 0..words.len() {
            if is_capitalised(&text[words[first].clone()]) {
                let rest = WordRun {
                    words: &words[first..],
                    hashes: &hashes[first..],
                };
                self.push_near_misses_at(text, rest, is_title_case, &mut found);
            }
        }
        found
    }

    /// Adds the near misses at the start of the words.
    fn push_near_misses_at<'a>(
        &'a self,
        text: &str,
        WordRun { words, hashes }: WordRun,
        is_title_case: bool,
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
            let goes_on = together > length && is_capitalised(&text[rest[0].clone()]);
            if goes_on && !is_title_case {
                continue;
            }
            for slip in unknown.map_or(0..length, |unknown| unknown..unknown + 1) {
                let names = self.with_slip_at(slip, text, window, &hashes[..length]);
                found.extend(names.map(|(name, slip)| NearMiss {
                    range: window[0].start..window[length - 1].end,
                    name: &name.written,
                    id: name.id,
                    slip,
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
    ) -> impl Iterator<Item = (&'a Name<Id>, Slip)> {
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
        let is_last = slip + 1 == words.len();
        names.iter().filter_map(move |name| {
            let is_near =
                name.words.len() == words.len() && name.is_at_except(Some(slip), text, words);
            let found = slip_of(word, name.folded(slip)).filter(|_| is_near)?;
            (found != Slip::AtEnd || is_last).then_some((&**name, found))
        })
    }
}

/// How `written` differs from the word `known`; `None` if they are equal or differ in more than one letter. Case and
/// diacritics do not matter.
pub fn slip_of(written: &str, known: &str) -> Option<Slip> {
    let letters = |word: &str| -> Vec<char> { folded_word(word).to_lowercase().chars().collect() };
    let (written, known) = (letters(written), letters(known));
    let least = match written.len() == known.len() && !is_swap(&written, &known) {
        true => LEAST_LETTERS_SUBSTITUTED,
        false => LEAST_LETTERS,
    };
    if written.len().min(known.len()) < least {
        return None;
    }
    let is_inside = written.first() == known.first()
        && written.last() == known.last()
        && osa::distance(written.iter().copied(), known.iter().copied()) == 1;
    if is_inside {
        let is_replaced = written.len() == known.len() && !is_swap(&written, &known);
        return Some(if is_replaced {
            Slip::Replaced
        } else {
            Slip::Inside
        });
    }
    let (shorter, longer) = match written.len() < known.len() {
        true => (&written, &known),
        false => (&known, &written),
    };
    let is_longer = shorter.len() + 1 == longer.len() && longer.starts_with(shorter);
    let is_swapped = written.len() == known.len() && {
        let before = written.len() - 2;
        written[..before] == known[..before] && is_swap(&written[before..], &known[before..])
    };
    (is_longer || is_swapped && written != known).then_some(Slip::AtEnd)
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
    use super::{Names, Slip, slip_of};
    use crate::article::text_words::TextWords;

    #[track_caller]
    fn check(names: &[&str], text: &str, expected: &[(&str, &str)]) {
        let names = Names::new(names.iter().enumerate().map(|(id, name)| (*name, id)));
        let found = names.near_misses(text, TextWords::of(text).all(), false);
        let inside = found.iter().filter(|miss| miss.slip != Slip::AtEnd);
        let found: Vec<(&str, &str)> = inside
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
    fn a_letter_at_the_end_is_told_apart() {
        let names = Names::new([("Ines Varga", 1)]);
        let slips = |text: &str| -> Vec<Slip> {
            let found = names.near_misses(text, TextWords::of(text).all(), false);
            found.iter().map(|miss| miss.slip).collect()
        };
        assert_eq!(slips("Mayor Ines Vargas spoke"), [Slip::AtEnd]);
        assert_eq!(slips("Mayor Ines Varag spoke"), [Slip::AtEnd]);
        assert_eq!(slips("Mayor Ines Vagra spoke"), [Slip::Inside]);
        assert!(slips("Iness Varga, Ines Vargo and Ines Varg spoke").is_empty());
        assert_eq!(slip_of("Doubble", "double"), Some(Slip::Inside));
        assert_eq!(slip_of("Clifton", "Clinton"), Some(Slip::Replaced));
        assert_eq!(slip_of("Márques", "Marquez"), None);
        assert_eq!(slip_of("Varga", "Varga"), None);
    }

    #[test]
    fn names_are_found_by_their_last_word() {
        let mut names = Names::new([("Ines Varga", 1), ("Varga", 2), ("Iván de la Rosa", 3)]);
        names.insert("Ana Vargá", 4);
        let ending = |names: &Names<i32>, word: &str| -> Vec<i32> {
            let mut found: Vec<i32> = names.ending_with(word).map(|(_, id)| id).collect();
            found.sort();
            found
        };
        assert_eq!(ending(&names, "Varga"), [1, 4]);
        assert!(ending(&names, "varga").is_empty());
        assert_eq!(ending(&names, "Rosa"), [3]);
        names.remove("Ines Varga", 1);
        assert_eq!(ending(&names, "Varga"), [4]);
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
                names
                    .near_misses(text, TextWords::of(text).all(), false)
                    .len(),
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
