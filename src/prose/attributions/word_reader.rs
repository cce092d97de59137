//! The words of a text with their classes.

use std::ops::Range;

use crate::prose::lexicon::Lexicon;
use crate::prose::speech::{Speech, SpeechClass, SpeechClasses, SpeechWords};
use crate::text::lower::lower;
use crate::text::words::words;

/// A sentence or a few, with what is known about them.
pub struct Sentences<'a> {
    pub lexicon: &'static Lexicon,
    /// Folded.
    pub text: &'a str,
    /// What is in quotation marks, without the marks. Those are the words of a speaker, in which nothing is found.
    pub quoted: &'a [Range<usize>],
    /// Whether a word that begins a sentence, where every word has a capital, is a name.
    pub is_name: &'a dyn Fn(&str) -> bool,
}

/// A text as words. Methods take the index of a word; there may be none with that index.
pub struct WordReader<'a> {
    sentences: &'a Sentences<'a>,
    speech: &'static SpeechWords,
    tokens: Vec<Token>,
}

struct Token {
    range: Range<usize>,
    classes: SpeechClasses,
    is_capital: bool,
}

impl<'a> WordReader<'a> {
    pub fn of(sentences: &'a Sentences<'a>) -> WordReader<'a> {
        let speech = &sentences.lexicon.speech;
        let token = |range: Range<usize>| {
            let word = &sentences.text[range.clone()];
            Token {
                classes: speech.classes_of(word),
                is_capital: word.starts_with(char::is_uppercase),
                range,
            }
        };
        WordReader {
            sentences,
            speech,
            tokens: words(sentences.text).map(token).collect(),
        }
    }

    pub fn words(&self) -> &'static Speech {
        self.speech.words
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn is(&self, at: usize, class: SpeechClass) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| token.classes.has(class))
    }

    pub fn is_any(&self, at: usize, classes: &[SpeechClass]) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| token.classes.has_any(classes))
    }

    pub fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_capital)
    }

    pub fn word(&self, at: usize) -> &'a str {
        let token = self.tokens.get(at);
        token.map_or("", |token| &self.sentences.text[token.range.clone()])
    }

    pub fn start_of(&self, at: usize) -> usize {
        self.tokens[at].range.start
    }

    pub fn end_of(&self, at: usize) -> usize {
        self.tokens[at].range.end
    }

    /// The text before the word.
    pub fn text_before(&self, at: usize) -> &'a str {
        self.sentences.text[..self.start_of(at)].trim_end()
    }

    /// The text between the previous word and this one, or the end of the text.
    pub fn gap(&self, at: usize) -> &'a str {
        let start = at.checked_sub(1).map_or(0, |before| self.end_of(before));
        let end = self
            .tokens
            .get(at)
            .map_or(self.sentences.text.len(), |token| token.range.start);
        &self.sentences.text[start..end]
    }

    /// Whether the words at `at` and after it are one of `phrases`.
    pub fn begins_phrase(&self, at: usize, phrases: &[&str]) -> bool {
        let is_next = |word: (usize, &str)| *lower(self.word(at + word.0)) == *word.1;
        phrases
            .iter()
            .any(|phrase| phrase.split(' ').enumerate().all(is_next))
    }

    pub fn is_quoted(&self, at: usize) -> bool {
        let start = self.start_of(at);
        let mut quoted = self.sentences.quoted.iter();
        quoted.any(|quoted| quoted.start <= start && start < quoted.end)
    }

    /// Whether a word that begins a sentence is a name, as far as that is known.
    pub fn is_name(&self, at: usize) -> bool {
        let word = self.word(at);
        let is_acronym = word.len() > 1 && word.chars().all(char::is_uppercase);
        is_acronym || self.is(at, SpeechClass::Demonym) || (self.sentences.is_name)(word)
    }

    /// Whether the word has its capital, if it has one, because a sentence or a quotation begins.
    pub fn begins(&self, at: usize) -> bool {
        let gap = self.gap(at);
        let opens = gap.len() > 1 && gap.ends_with('\'');
        at == 0
            || opens
            || gap == " - "
            || gap.contains([':', ';', '!', '?', '(', '…'])
            || gap.starts_with(". ") && !self.is_abbreviation(at - 1)
    }

    /// Whether a full stop after the word may shorten it: "U.S.", "Sen."
    pub fn is_abbreviation(&self, at: usize) -> bool {
        const LONGEST: usize = 4;
        self.is_capital(at) && self.word(at).chars().count() <= LONGEST
    }

    /// Whether a sentence or clause ends between the previous word and this one.
    pub fn ends_clause(&self, at: usize) -> bool {
        let gap = self.gap(at);
        let is_full_stop = gap.starts_with('.') && gap.len() > 1 && !self.is_abbreviation(at - 1);
        let closes = gap.contains([')', ']']) && !gap.contains(['(', '[']);
        let has_quotation_mark = gap.len() > 1 && gap.contains('\'');
        is_full_stop || closes || has_quotation_mark || gap.contains([';', ':', '!', '?', '…'])
    }
}
