//! Finds superlatives in running text.

use std::ops::Range;

use crate::prose::lexicon::Lexicon;
use crate::text::lower::lower;
use crate::text::words::words;

impl Lexicon {
    /// The first superlative in `passage`, a range of `text`, in bytes. The text around the passage counts as
    /// context.
    pub fn superlative_in(&self, text: &str, passage: &Range<usize>) -> Option<Range<usize>> {
        let all: Vec<Range<usize>> = words(text).collect();
        let sentence = SentenceWords {
            lexicon: self,
            text,
            words: &all,
        };
        let found = (0..all.len()).filter_map(|at| sentence.superlative_at(at));
        let mut inside = found.filter(|it| passage.start <= it.start && it.end <= passage.end);
        inside.next()
    }

    /// Whether `word`, with which `text` starts, can be or begin a superlative. Cheap.
    pub fn may_be_superlative(&self, text: &str, word: &str) -> bool {
        let own = self.words.superlatives;
        let word_lower = lower(word);
        let word_lower = &*word_lower;
        word_lower == own.most
            || word_lower == own.record
            || own.first.contains(&word_lower)
            || own.only.contains(&word_lower)
            || own.adjectives.contains(&word_lower)
            || self.superlatives.0.at(text, word).is_some()
    }
}

/// A text and the ranges of its words. Methods take the index of a word.
struct SentenceWords<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    words: &'a [Range<usize>],
}

impl SentenceWords<'_> {
    fn word(&self, at: usize) -> String {
        let word = self.words.get(at);
        word.map_or(String::new(), |word| self.text[word.clone()].to_lowercase())
    }

    /// Whether only a space or a hyphen separates the word from the one before it.
    fn follows(&self, at: usize) -> bool {
        let (Some(before), Some(word)) = (at.checked_sub(1), self.words.get(at)) else {
            return false;
        };
        matches!(&self.text[self.words[before].end..word.start], " " | "-")
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        at < self.words.len() && list.contains(&self.word(at).as_str())
    }

    /// The superlative whose main word is at `at`.
    fn superlative_at(&self, at: usize) -> Option<Range<usize>> {
        let own = self.lexicon.words.superlatives;
        let range = &self.words[at];
        let written = &self.text[range.clone()];
        if !self
            .lexicon
            .may_be_superlative(&self.text[range.start..], written)
        {
            return None;
        }
        // "First Lady" is a name.
        if at > 0 && written.starts_with(char::is_uppercase) && self.follows(at) {
            return None;
        }
        let phrases = &self.lexicon.superlatives.0;
        if let Some((length, ())) = phrases.at(&self.text[range.start..], written) {
            return Some(range.start..range.start + length);
        }
        let word = self.word(at);
        let word = word.as_str();
        if word == own.record {
            let counts = self.word(at + 1).starts_with(|c: char| c.is_ascii_digit());
            return (counts && self.follows(at + 1)).then(|| range.clone());
        }
        let start = self.definite_before(at, own.noun_between && word == own.most)?;
        let is_none = start > 0 && self.is(start - 1, own.not_after)
            || self.follows(at + 1) && self.is(at + 1, own.not_before);
        if is_none {
            return None;
        }
        let last = match word {
            _ if word == own.most => self.adjective_after(at)?,
            _ if own.first.contains(&word) => self.is_measured(start, at).then_some(at)?,
            _ => at,
        };
        let is_plain = own.only.contains(&word) || own.adjectives.contains(&word);
        // "The only" and "the largest" need a noun.
        (!is_plain || self.follows(at + 1)).then(|| self.words[start].start..self.words[last].end)
    }

    /// The index of the definite word that the word at `at` belongs to: directly before it, or before a noun in
    /// between.
    fn definite_before(&self, at: usize, noun_between: bool) -> Option<usize> {
        const NOUNS: usize = 2;
        let own = self.lexicon.words.superlatives;
        let back = if noun_between { NOUNS + 1 } else { 1 };
        for step in 1..=back {
            let place = at.checked_sub(step)?;
            if !self.follows(place + 1) {
                return None;
            }
            if self.is(place, own.definite) {
                return Some(place);
            }
            // In "the world's largest", the word before is the possessive "s".
            if self.word(place) == "s" && self.text[..self.words[place].start].ends_with('\'') {
                return place.checked_sub(1);
            }
        }
        None
    }

    /// The index of the adjective after "most". Some languages also require a scope after it.
    fn adjective_after(&self, at: usize) -> Option<usize> {
        let own = self.lexicon.words.superlatives;
        if !self.follows(at + 1) || self.is(at + 1, own.not_before) {
            return None;
        }
        let word = self.word(at + 1);
        let fits = own.endings.is_empty() || own.endings.iter().any(|end| word.ends_with(end));
        let has_scope = !own.noun_between || self.follows(at + 2) && self.is(at + 2, own.scope);
        (fits && has_scope).then_some(at + 1)
    }

    /// Whether "the first" has a measure: a word such as "became" before it or "since" after it.
    fn is_measured(&self, start: usize, at: usize) -> bool {
        const NEAR: usize = 12;
        let own = self.lexicon.words.superlatives;
        if start > 0 && self.is(start - 1, own.becoming) && self.follows(start) {
            return true;
        }
        let end = (at + 1 + NEAR).min(self.words.len());
        let same_clause = |place: &usize| {
            let gap = &self.text[self.words[*place - 1].end..self.words[*place].start];
            !gap.contains(['.', ';', ':', '?', '!', ','])
        };
        let mut clause = (at + 1..end).take_while(same_clause);
        clause.any(|place| self.is(place, own.measures))
    }
}
