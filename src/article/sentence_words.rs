//! What is known of the words of a language around the end of a sentence.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

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
        !is_shouted(word) && is_in(&self.never_end, word)
    }

    /// Whether the word ends a sentence only before words with which sentences begin. In capitals, a title may be
    /// another abbreviation ("MS").
    pub fn seldom_ends(&self, word: &str) -> bool {
        match is_shouted(word) {
            true => self.seldom_end.contains(word) || is_in(&self.never_end, word),
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

    fn next_stop(&self, text: &str, from: usize) -> Option<usize> {
        /// No stop but those of ASCII is before U+0580.
        const FIRST_BYTE: u8 = 0xd6;
        let may_be_stop = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b';' | FIRST_BYTE..);
        let mut at = from;
        loop {
            at += text.as_bytes()[at..].iter().position(may_be_stop)?;
            let character = text[at..].chars().next()?;
            if self.is_stop(character) {
                return Some(at);
            }
            at += character.len_utf8();
        }
    }

    fn is_stop(&self, character: char) -> bool {
        is_stop(character) || character == ';' && self.has_greek_question_marks
    }

    /// The next full stop, run of stops, or ellipsis.
    pub fn next_stops(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let is_stop = |c: char| self.is_stop(c);
        let start = self.next_stop(text, from)?;
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

fn is_shouted(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// Words in lower case are found in any case; others only as they are.
fn is_in(words: &FxHashSet<&str>, word: &str) -> bool {
    const LONGEST: usize = 16;
    let has_capitals = || word.contains(char::is_uppercase);
    word.len() <= LONGEST
        && (words.contains(word) || has_capitals() && words.contains(word.to_lowercase().as_str()))
}

pub fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}

/// Whether the character can end a sentence in some script.
fn is_stop(character: char) -> bool {
    match character {
        '.' | '!' | '?' => true,
        _ if character < '։' => false,
        '…' | '‥' | '‼' | '‽' | '⁇' | '⁈' | '⁉' | '։' | '؞' | '؟' | '۔' => true,
        // Syriac, Devanagari, Myanmar, Ethiopic, Khmer, Mongolian, Santali, Javanese, Meetei Mayek.
        '܀'..='܂' | '।' | '॥' | '။' | '።' | '፧' | '፨' | '។' | '៕' | '᠃' | '᠉' => {
            true
        }
        '᱾' | '᱿' | '꧈' | '꧉' | '꯫' | '꓿' => true,
        _ => is_ideographic_stop(character),
    }
}

/// A full stop of scripts without spaces between sentences.
pub fn is_ideographic_stop(character: char) -> bool {
    matches!(character, '。' | '｡' | '．' | '！' | '？')
}
