//! What is known of the words of a language around the end of a sentence.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::sentence_ends::{first_word, is_stop};
use super::sentence_word_lists::{LISTS, OFTEN_END, PARTS_OF_NAMES, TITLES, WordLists};

pub struct SentenceWords {
    never_end: FxHashSet<&'static str>,
    seldom_end: FxHashSet<&'static str>,
    before_numbers: FxHashSet<&'static str>,
    starters: FxHashSet<&'static str>,
    pub has_ordinals: bool,
    pub nouns_have_capitals: bool,
    has_greek_question_marks: bool,
}

impl SentenceWords {
    /// Those of a language, given by the primary subtag of BCP 47; those of English, if there are none.
    pub fn of(language: &str) -> &'static SentenceWords {
        static WORDS: [OnceLock<SentenceWords>; LISTS.len()] =
            [const { OnceLock::new() }; LISTS.len()];
        let is_it = |lists: &WordLists| lists.languages.split(' ').any(|it| it == language);
        let at = LISTS.iter().position(is_it).unwrap_or(0);
        WORDS[at].get_or_init(|| SentenceWords::new(&LISTS[at], language))
    }

    fn new(lists: &WordLists, language: &str) -> SentenceWords {
        let set =
            |words: [&'static str; 2]| words.into_iter().flat_map(str::split_whitespace).collect();
        SentenceWords {
            never_end: set([lists.never_end, TITLES]),
            seldom_end: set([lists.seldom_end, PARTS_OF_NAMES]),
            before_numbers: set([lists.before_numbers, ""]),
            starters: set([lists.starters, ""]),
            has_ordinals: lists.has_ordinals,
            nouns_have_capitals: language == "de" || language == "lb",
            has_greek_question_marks: language == "el",
        }
    }

    pub fn never_ends(&self, word: &str) -> bool {
        is_in(&self.never_end, word)
    }

    pub fn seldom_ends(&self, word: &str) -> bool {
        let is_shouted = word.len() > 1 && word.chars().all(char::is_uppercase);
        match is_shouted {
            true => self.seldom_end.contains(word),
            false => is_in(&self.seldom_end, word),
        }
    }

    pub fn is_before_numbers(&self, word: &str) -> bool {
        is_in(&self.before_numbers, word)
    }

    /// Whether the word is an abbreviation that ends a sentence, unless a word in lower case is next.
    pub fn often_ends(&self, word: &str) -> bool {
        OFTEN_END.contains(&word)
    }

    /// Whether sentences often begin with the word, and no name or noun does.
    pub fn starts_sentences(&self, word: &str) -> bool {
        is_in(&self.starters, word)
    }

    /// Whether the text begins with such a word, or in a script without capitals.
    pub fn begins_sentence(&self, text: &str) -> bool {
        let first = text.chars().next();
        let has_capitals = |c: char| c.is_uppercase() || c.is_lowercase();
        first.is_some_and(|c| match has_capitals(c) {
            true => c.is_uppercase() && self.starts_sentences(first_word(text)),
            false => c.is_alphabetic(),
        })
    }

    /// The next full stop, run of stops, or ellipsis.
    pub fn next_stops(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let is_stop = |c: char| is_stop(c) || c == ';' && self.has_greek_question_marks;
        let mut start = from + text[from..].find(is_stop)?;
        while let Some(length) = length_in_brackets(text, start) {
            start += length;
            start += text[start..].find(is_stop)?;
        }
        let mut end = start;
        loop {
            let rest = &text[end..];
            end += rest.len() - rest.trim_start_matches(is_stop).len();
            // As in ". . ." and "! !".
            let spaced = text[end..].trim_start();
            if spaced.len() == text[end..].len()
                || !spaced.starts_with(is_stop)
                || spaced.starts_with("..")
                || spaced.starts_with('…')
            {
                return Some(start..end);
            }
            end = text.len() - spaced.len();
        }
    }
}

/// Words in lower case are found in any case; others only as they are.
fn is_in(words: &FxHashSet<&str>, word: &str) -> bool {
    const LONGEST: usize = 16;
    word.len() <= LONGEST && (words.contains(word) || words.contains(word.to_lowercase().as_str()))
}

/// The length of stops that are alone in brackets, as in "[...]" and "(?)": they end nothing.
fn length_in_brackets(text: &str, start: usize) -> Option<usize> {
    if !text[..start].ends_with(['(', '[']) {
        return None;
    }
    let length = text[start..].find(|c| !is_stop(c))?;
    text[start + length..]
        .starts_with([')', ']'])
        .then_some(length)
}
