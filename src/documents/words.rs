//! The search for words in a document.
//!
//! Only letters and digits are compared, without letter case: documents break words at the ends of lines, and each
//! program writes white space, quotation marks and hyphens in its own way. A passage boundary may be anywhere, and
//! between two pages there may be a few lines that belong to neither: what is printed at their top and bottom.

use std::ops::Range;

use memchr::memmem::{self, Finder};

use super::document_text::{DocumentText, Passage};
use crate::text::fold::{ELLIPSIS, fold};

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentPlace {
    /// An index into [`DocumentText::passages`].
    pub passage: usize,
    /// A byte of its text.
    pub at: usize,
}

/// The letters and digits of a document.
#[derive(Debug, Default)]
pub struct DocumentWords {
    letters: String,
    /// For each letter at the start of a word, its offset in `letters` and its place.
    words: Vec<(usize, DocumentPlace)>,
    /// Where in `letters` each passage starts.
    passages: Vec<usize>,
}

/// How many passages may be between two parts of a quotation that goes over a page: footnotes, page numbers, headings.
const MOST_BETWEEN: usize = 6;
/// How many letters each part has then.
const LEAST_LETTERS: usize = 8;
/// How far apart the words before and after an ellipsis may be, in letters.
const MOST_LEFT_OUT: usize = 5_000;
/// The maximum number of places that are found.
const MOST_PLACES: usize = 50;

impl DocumentWords {
    pub fn of(text: &DocumentText) -> DocumentWords {
        let mut words = DocumentWords::default();
        for (passage, Passage { text, .. }) in text.passages.iter().enumerate() {
            words.passages.push(words.letters.len());
            for range in crate::text::words::words(text) {
                let place = DocumentPlace {
                    passage,
                    at: range.start,
                };
                words.words.push((words.letters.len(), place));
                push_letters(&text[range], &mut words.letters);
            }
        }
        words
    }

    /// Where the quoted words are: from the first to the last of them. `…` in them leaves out words.
    pub fn places_of(&self, quoted: &str) -> Vec<Range<DocumentPlace>> {
        let parts = parts_of(quoted);
        let Some((first, rest)) = parts.split_first() else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for start in self.all(first) {
            let mut end = start.end;
            let is_whole = rest.iter().all(|part| {
                let next = self.next(part, end, MOST_LEFT_OUT);
                end = next.as_ref().map_or(end, |next| next.end);
                next.is_some()
            });
            if is_whole && let Some(range) = self.range(start.start..end) {
                found.push(range);
            }
            if found.len() >= MOST_PLACES {
                break;
            }
        }
        found
    }

    /// All places of these letters, also where a page ends between them.
    fn all(&self, letters: &str) -> Vec<Range<usize>> {
        let finder = Finder::new(letters);
        let whole = finder.find_iter(self.letters.as_bytes());
        let whole = whole.map(|at| at..at + letters.len());
        let whole: Vec<Range<usize>> = whole
            .filter(|range| self.are_words(range))
            .take(MOST_PLACES)
            .collect();
        match whole.is_empty() {
            true => self.divided(letters).into_iter().collect(),
            false => whole,
        }
    }

    fn next(&self, letters: &str, from: usize, reach: usize) -> Option<Range<usize>> {
        let end = (from + reach + letters.len()).min(self.letters.len());
        let within = &self.letters.as_bytes()[from..end];
        let mut found = memmem::find_iter(within, letters);
        let found = found.find_map(|at| {
            let range = from + at..from + at + letters.len();
            self.are_words(&range).then_some(range)
        });
        found.or_else(|| self.divided(letters).filter(|it| it.start >= from))
    }

    /// Where the letters are if they end a passage and go on at the start of a later one.
    fn divided(&self, letters: &str) -> Option<Range<usize>> {
        let least = LEAST_LETTERS.min(letters.len());
        let head = letters.get(..letters.ceil_char_boundary(least))?;
        let starts = memmem::find_iter(self.letters.as_bytes(), head);
        starts.take(1_000).find_map(|start| {
            let passage = self.passages.partition_point(|at| *at <= start);
            let end = *self.passages.get(passage)?;
            let first = &self.letters[start..end];
            let rest = letters.strip_prefix(first)?;
            if rest.len() < LEAST_LETTERS || !self.is_word_at(start) {
                return None;
            }
            let later = self.passages.iter().skip(passage).take(MOST_BETWEEN);
            let next = later.copied().find(|at| {
                let goes_on = self.letters[*at..].starts_with(rest);
                goes_on && self.is_word_at(*at + rest.len())
            })?;
            Some(start..next + rest.len())
        })
    }

    fn are_words(&self, range: &Range<usize>) -> bool {
        self.is_word_at(range.start) && self.is_word_at(range.end)
    }

    fn is_word_at(&self, letter: usize) -> bool {
        let is_start = |(at, _): &(usize, _)| at.cmp(&letter);
        letter == self.letters.len() || self.words.binary_search_by(is_start).is_ok()
    }

    fn range(&self, letters: Range<usize>) -> Option<Range<DocumentPlace>> {
        let word = |letter: usize| {
            let at = self.words.partition_point(|(at, _)| *at <= letter);
            Some(self.words.get(at.checked_sub(1)?)?.1)
        };
        Some(word(letters.start)?..word(letters.end.checked_sub(1)?)?)
    }
}

/// The letters of each part of a quotation between ellipses.
fn parts_of(quoted: &str) -> Vec<String> {
    let folded = fold(quoted);
    let bare = folded.replace("[", "").replace("]", "");
    let parts = bare.split(ELLIPSIS).map(|part| {
        let mut letters = String::new();
        for word in crate::text::words::words(part) {
            push_letters(&part[word], &mut letters);
        }
        letters
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// Adds the letters and digits of a word. What divides the digits of a number counts: 1.5 is not 15.
fn push_letters(word: &str, letters: &mut String) {
    let folded = fold(word);
    for (at, c) in folded.char_indices() {
        let divides = matches!(c, '.' | ',') && folded[at + 1..].starts_with(char::is_numeric);
        if c.is_alphanumeric() || divides {
            letters.extend(c.to_lowercase());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{DocumentFormat, read_for_tests};

    #[track_caller]
    fn check(text: &str, quoted: &str, expected: &[usize]) {
        let document = read_for_tests(DocumentFormat::PlainText, text.as_bytes());
        let places = DocumentWords::of(&document).places_of(quoted);
        let passages: Vec<usize> = places.iter().map(|it| it.start.passage).collect();
        assert_eq!(passages, expected, "{quoted}");
    }

    #[test]
    fn words_are_found_however_they_are_set() {
        let text = "“It’s a dis-\ngrace,” she said.\n\nThe oﬃce — the Mayor's — closed.\n\nIt cost 1.5 million.";
        check(text, "it's a disgrace, she said", &[0]);
        check(text, "The office – the Mayor’s – closed", &[1]);
        check(text, "the office … closed", &[1]);
        check(text, "[T]he office", &[1]);
        check(text, "she said … cost 1.5", &[0]);
        check(text, "cost 15 million", &[]);
        check(text, "grace", &[0]);
        check(text, "race", &[]);
        check(text, "The offic", &[]);
        check(text, "", &[]);
        check(text, "…", &[]);
    }

    #[test]
    fn words_may_go_on_after_the_foot_of_a_page() {
        let text = "The council closed the bridge\n\n12\n\nMinutes\n\nbecause of its northern pier. Then it met.";
        check(text, "closed the bridge because of its northern pier", &[0]);
        check(text, "closed the bridge because of its southern pier", &[]);
    }

    #[test]
    fn a_word_is_found_in_each_place() {
        check("One bridge.\n\nA bridge, a bridge.", "bridge", &[0, 1, 1]);
    }
}
