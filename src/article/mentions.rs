//! The search for known names in a text. Diacritics do not matter; a capital in the name must be a
//! capital in the text.

use std::ops::Range;

use super::Article;
use super::layout::Block;
use super::name::{KEY_WORDS, Name, extended_key};
use super::names::{MOST_ALIKE, Names};
use super::text_words::{TextWords, WordRun};
use crate::tables::Key;

/// A name in a text. The range counts bytes of that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<Id> {
    pub range: Range<usize>,
    pub id: Id,
}

impl<Id: Copy + PartialEq> Names<Id> {
    /// The names in the folded `text`, in order. Of overlapping names only the longest counts, once for
    /// each thing with that name.
    pub fn mentions(&self, text: &str) -> Vec<Mention<Id>> {
        match self.is_empty() {
            true => Vec::new(),
            false => self.mentions_among(text, TextWords::of(text).all()),
        }
    }

    /// The same for some words of the text.
    pub fn mentions_among(&self, text: &str, all: WordRun) -> Vec<Mention<Id>> {
        let mut mentions = Vec::new();
        let mut first = 0;
        while first < all.words.len() {
            first += self
                .push_mentions_at(text, all, first, &mut mentions)
                .max(1);
        }
        mentions
    }

    /// Adds the names that start at the word `at`; returns the number of their words.
    fn push_mentions_at(
        &self,
        text: &str,
        all: WordRun,
        at: usize,
        mentions: &mut Vec<Mention<Id>>,
    ) -> usize {
        let (words, hashes) = (&all.words[at..], &all.hashes[at..]);
        if !self.words.may_contain(hashes[0]) {
            return 0;
        }
        let first = &text[words[0].clone()];
        if self.in_any_case == 0 && first.starts_with(|c: char| c.is_ascii_lowercase()) {
            return 0;
        }
        let mut length = 0;
        for name in self.candidates(hashes) {
            let is_at = name.words.len() >= length && name.is_at(text, words);
            if is_at && !(name.is_acronym() && is_shouted(text, all.words, at)) {
                length = name.words.len();
                let end = words[length - 1].end;
                let tail = match text[end..].starts_with(name.tail()) {
                    true => name.tail().len(),
                    false => 0,
                };
                mentions.push(Mention {
                    range: words[0].start..end + tail,
                    id: name.id,
                });
            }
        }
        length
    }

    /// The names that may begin with the words with these hashes, longest first.
    fn candidates(&self, hashes: &[u32]) -> impl Iterator<Item = &Name<Id>> {
        let mut key = extended_key(0, hashes[0]);
        let lengths = self.lengths.get(Key::of(&key));
        let mut keys = [key; KEY_WORDS];
        let longest = lengths.first().map_or(0, |longest| longest.words as usize);
        let known = longest.min(hashes.len());
        for (at, hash) in hashes.iter().enumerate().take(known).skip(1) {
            key = extended_key(key, *hash);
            keys[at] = key;
        }
        let lengths = lengths.iter().map(|length| length.words as usize);
        let tables = lengths.filter(move |words| *words <= known);
        let tables = tables.map(move |words| self.by_words.get(Key::of(&keys[words - 1])));
        let tables = tables.filter(|names| names.len() <= MOST_ALIKE);
        tables.flatten().map(|name| &**name)
    }
}

/// Whether the word at `at` is in capitals only because the words around it are: "WHO IS HE?".
fn is_shouted(text: &str, words: &[Range<usize>], at: usize) -> bool {
    /// Two acronyms may stand side by side.
    const LEAST: usize = 3;
    let is_loud = |word: &Range<usize>| !text[word.clone()].contains(char::is_lowercase);
    let is_joined = |one: &Range<usize>, next: &Range<usize>| &text[one.end..next.start] == " ";
    let after = words[at..].windows(2);
    let after = after.take_while(|pair| is_joined(&pair[0], &pair[1]) && is_loud(&pair[1]));
    let before = words[..=at].windows(2).rev();
    let before = before.take_while(|pair| is_joined(&pair[0], &pair[1]) && is_loud(&pair[0]));
    after.take(LEAST).count() + before.take(LEAST).count() + 1 >= LEAST
}

impl Article {
    /// Where the article mentions `names`, in order; see [`Names::mentions`].
    pub fn mentions<Id: Copy + PartialEq>(&self, names: &Names<Id>) -> Vec<Mention<Id>> {
        let in_block = |block: &Block| {
            let start = block.folded.start;
            let text = &self.folded.text()[block.folded.clone()];
            names.mentions(text).into_iter().map(move |found| {
                let range = start + found.range.start..start + found.range.end;
                Mention {
                    range: self.folded.source_range(range),
                    id: found.id,
                }
            })
        };
        self.layout.blocks.iter().flat_map(in_block).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], text: &str, expected: &[&str]) {
        let names = Names::new(names.iter().enumerate().map(|(id, name)| (*name, id)));
        let found: Vec<&str> = names
            .mentions(text)
            .into_iter()
            .map(|m| &text[m.range])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn diacritics_do_not_matter() {
        let names = ["María Corina Machado"];
        check(
            &names,
            "Maria Corina Machado's call",
            &["Maria Corina Machado"],
        );
        check(
            &names,
            "MARÍA CORINA MACHADO said",
            &["MARÍA CORINA MACHADO"],
        );
        check(
            &["Maria Corina Machado"],
            "by María Corina Machado.",
            &["María Corina Machado"],
        );
    }

    #[test]
    fn capitals_matter() {
        check(&["Apple", "WHO", "US"], "Who told us of an apple?", &[]);
        check(&["WHO"], "WHO IS HE? He left the WHO HQ.", &["WHO"]);
        check(
            &["WHO"],
            "The WHO said so. NOBODY KNOWS WHO HE IS",
            &["WHO"],
        );
        check(&["Apple", "WHO", "US"], "WHO told Apple", &["WHO", "Apple"]);
        check(&["van der Berg"], "Van der Berg came", &["Van der Berg"]);
    }

    #[test]
    fn the_longest_name_counts() {
        let names = ["San Miguel", "Rocío San Miguel", "Rocío"];
        check(
            &names,
            "Rocío San Miguel and San Miguel",
            &["Rocío San Miguel", "San Miguel"],
        );
        check(&["Machado", "Machado"], "Machado", &["Machado", "Machado"]);
    }

    #[test]
    fn names_start_and_end_with_words() {
        check(&["Art", "Ann"], "Party Annex Art-lover", &["Art"]);
        check(
            &["J.D. Vance", "Washington D.C."],
            "J. D. Vance in Washington D.C.",
            &["J. D. Vance", "Washington D.C."],
        );
        check(&["Smith John"], "by Smith, John came", &[]);
        check(&["习近平"], "主席习近平在", &["习近平"]);
    }

    #[test]
    fn marks_within_names_may_be_written_in_any_form() {
        let folded = |text: &str| crate::text::fold::fold(text);
        for (name, texts) in [
            (
                "Seán O’Brien",
                &[
                    "Seán O'Brien",
                    "Seán O’Brien",
                    "Seán O′Brien",
                    "Sean O＇Brien",
                ][..],
            ),
            ("Seán O'Brien", &["Seán O’Brien", "Seán Oʼ\u{ad}Brien"]),
            ("Hawaiʻi", &["Hawai'i", "Hawai‘i", "Hawaiʻi"]),
            (
                "Jean\u{2011}Luc Ponty",
                &[
                    "Jean-Luc Ponty",
                    "Jean–Luc\u{a0}Ponty",
                    "Jean\u{2011}Luc Ponty",
                ],
            ),
            ("al\u{2011}Qaeda", &["al-Qaeda", "Al‑Qaeda", "al Qaeda"]),
            (
                "Earvin ‘Magic’ Johnson",
                &[
                    "Earvin ‘Magic’ Johnson",
                    "Earvin “Magic” Johnson",
                    "Earvin «\u{a0}Magic\u{a0}» Johnson",
                    "Earvin Magic Johnson",
                ],
            ),
            (
                "Win\u{ad}field Scott",
                &["Winfield Scott", "Win\u{ad}field Scott"],
            ),
            ("ＡＢＣ株式会社", &["ABC株式会社"]),
            ("Griﬃn Dunne", &["Griffin Dunne", "Griﬃn Dunne"]),
            ("محمد\u{200c}رضا", &["محمدرضا", "محمد\u{200c}رضا"]),
        ] {
            let names = Names::new([(name, 0)]);
            for text in texts {
                assert_eq!(names.mentions(&folded(text)).len(), 1, "{name} in {text}");
            }
        }
        check(&["Ann Smith"], "he told Ann 'Smith is here'", &[]);
        check(&["O’Brien"], "an O 5 Brien", &[]);
    }
}
