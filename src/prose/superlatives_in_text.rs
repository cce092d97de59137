//! Finds superlatives in running text.

use std::ops::Range;

use crate::prose::figures::Figure;
use crate::prose::lexicon::{Lexicon, WordClass};
use crate::text::lower::lower;
use crate::text::words::words;

impl Lexicon {
    /// The first superlative in `passage`, a range of `text`, in bytes. The text around the passage counts as
    /// context.
    pub fn superlative_in(&self, text: &str, passage: &Range<usize>) -> Option<Range<usize>> {
        self.superlative_where(text, passage, |_| true)
    }

    /// The first superlative in `passage` that is not in one of the `quoted` ranges: those are the words of a speaker.
    pub fn own_superlative_in(
        &self,
        text: &str,
        passage: &Range<usize>,
        quoted: &[Range<usize>],
    ) -> Option<Range<usize>> {
        let is_quoted = |found: &Range<usize>| {
            let mut quoted = quoted.iter();
            quoted.any(|it| it.start <= found.start && found.end <= it.end)
        };
        self.superlative_where(text, passage, |found| !is_quoted(found))
    }

    fn superlative_where(
        &self,
        text: &str,
        passage: &Range<usize>,
        is_wanted: impl Fn(&Range<usize>) -> bool,
    ) -> Option<Range<usize>> {
        let all: Vec<Range<usize>> = words(text).collect();
        let sentence = SentenceWords {
            lexicon: self,
            text,
            words: &all,
        };
        let found = (0..all.len()).filter_map(|at| sentence.superlative_at(at));
        let mut inside = found.filter(|it| passage.start <= it.start && it.end <= passage.end);
        inside.find(is_wanted)
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
        matches!(self.gap(at), " " | "-")
    }

    /// The text between the word and the one before it; empty if there is no such word.
    fn gap(&self, at: usize) -> &str {
        match (at.checked_sub(1), self.words.get(at)) {
            (Some(before), Some(word)) => &self.text[self.words[before].end..word.start],
            _ => "",
        }
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
            let found = range.start..range.start + length;
            // "His first-ever meeting" is nobody else's.
            let is_of_a_person = at > 0 && self.follows(at) && self.is(at - 1, own.persons);
            return (!is_of_a_person && !self.is_in_a_life(at, &found)).then_some(found);
        }
        let word = self.word(at);
        let word = word.as_str();
        if word == own.record {
            let counts = self.word(at + 1).starts_with(|c: char| c.is_ascii_digit());
            return (counts && self.follows(at + 1)).then(|| range.clone());
        }
        let is_ranked = at > 0 && self.follows(at) && self.is(at - 1, own.ranks);
        if is_ranked && !(self.has_scope(at, &[own.within]) || self.is_measured(at, at)) {
            return None;
        }
        let first = at - usize::from(is_ranked);
        let start = self.definite_before(first, own.noun_between && word == own.most)?;
        let is_none = start > 0 && self.is(start - 1, own.not_after)
            || self.follows(at + 1) && self.is(at + 1, own.not_before);
        if is_none {
            return None;
        }
        let last = match word {
            _ if word == own.most => self.adjective_after(start, at)?,
            // "Her first-quarter average" is no first.
            _ if own.first.contains(&word) && self.gap(at + 1) == "-" => return None,
            _ if own.first.contains(&word) => self.is_measured(start, at).then_some(at)?,
            _ => at,
        };
        let is_plain = own.only.contains(&word) || own.adjectives.contains(&word);
        // "The only" and "the largest" need a noun.
        let has_noun = !is_plain || self.noun_phrase_behind(at).next().is_some();
        let is_countable = !self.has_abstract_noun(last) && self.is_comparable(start, at);
        (has_noun && is_countable).then(|| self.words[start].start..self.words[last].end)
    }

    /// Whether the noun behind the word is one of which nobody can count the largest: "the biggest trouble spot".
    fn has_abstract_noun(&self, at: usize) -> bool {
        self.noun_phrase_behind(at)
            .any(|place| self.is(place, self.lexicon.words.superlatives.abstract_nouns))
    }

    /// The words of the noun phrase behind the word, as far as that can be told.
    fn noun_phrase_behind(&self, at: usize) -> impl Iterator<Item = usize> {
        const LONGEST: usize = 3;
        let functions = self.lexicon.words.numbers.function_words;
        let is_part = move |place: &usize| self.follows(*place) && !self.is(*place, functions);
        (at + 1..=at + LONGEST).take_while(is_part)
    }

    /// Whether a count can decide whether it is true. An opinion, and what is somebody's largest, need a measure; and
    /// "the richest families" are a class, of which only "one of the richest families in town" is a superlative.
    fn is_comparable(&self, start: usize, at: usize) -> bool {
        let own = self.lexicon.words.superlatives;
        let word = self.word(at);
        let is_ordinal = own.first.contains(&word.as_str()) || own.only.contains(&word.as_str());
        if is_ordinal || self.is_measured(start, at) {
            return true;
        }
        let owner = &self.text[self.words[start].clone()];
        let is_possessed = self.is(start, own.possessive);
        let is_of_a_name = !self.is(start, own.definite) && owner.starts_with(char::is_uppercase);
        let is_opinion = self.is(at, own.vague) || word == own.most;
        let is_unlimited = self.is(at, own.vague) && !self.has_scope(at, own.scope);
        if is_possessed || is_of_a_name && is_opinion || is_unlimited {
            return false;
        }
        let noun = self.noun_phrase_behind(at).last();
        let is_class = self.noun_phrase_behind(at).any(|place| {
            let is_capital = self.text[self.words[place].start..].starts_with(char::is_uppercase);
            let is_plural = self.word(place).ends_with('s');
            is_plural && (is_capital || Some(place) == noun)
        });
        // "Among the largest", "among the world's largest".
        let is_among = (1..=2).any(|back| start >= back && self.is(start - back, own.among));
        let has_scope = !self.is(start, own.definite) || self.has_scope(at, own.scope);
        !is_class || is_among && has_scope
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
                let owner = place.checked_sub(1)?;
                return (!self.is(owner, own.not_owners)).then_some(owner);
            }
        }
        None
    }

    /// The index of the adjective after "most", if it has a scope.
    fn adjective_after(&self, start: usize, at: usize) -> Option<usize> {
        let own = self.lexicon.words.superlatives;
        if !self.follows(at + 1) || self.is(at + 1, own.not_before) {
            return None;
        }
        let has_scope = match own.noun_between {
            true => self.follows(at + 2) && self.is(at + 2, own.scope),
            // "The world's most persecuted groups"
            false => !self.is(start, own.definite) || self.has_scope(at + 1, own.scope),
        };
        let is_countable = self.is(at + 1, own.countable) || self.is_measured(start, at + 1);
        let is_vague = !own.noun_between && self.follows(at + 2) && self.is(at + 2, own.not_before);
        (has_scope && is_countable && !is_vague).then_some(at + 1)
    }

    /// Whether "the first" has a measure: a word such as "became" before it or "since" after it.
    fn is_measured(&self, start: usize, at: usize) -> bool {
        let own = self.lexicon.words.superlatives;
        if start > 0 && self.is(start - 1, own.becoming) && self.follows(start) {
            return true;
        }
        let mut clause = self.clause_after(at);
        clause.any(|place| self.is(place, own.measures) || self.is_whole(place, at))
    }

    /// Whether the word is what something is the first in, such as the "space" of "in space". It is directly after "in",
    /// or after one definite word or number: "in the world", "in more than 30 years".
    fn is_whole(&self, at: usize, after: usize) -> bool {
        /// How far behind "in" it can be.
        const NEAR: usize = 4;
        let own = self.lexicon.words.superlatives;
        // The World Cup is not the world.
        let is_lower = self.text[self.words[at].start..].starts_with(char::is_lowercase);
        if !is_lower || !self.is(at, own.wholes) {
            return false;
        }
        let is_within = |place: usize| place > after && self.word(place) == own.within;
        let before = self.word(at - 1);
        let is_number = before.starts_with(|c: char| c.is_ascii_digit())
            || matches!(self.lexicon.figure(&before), Some(Figure::Numeral(_)));
        is_within(at - 1)
            || self.is(at - 1, own.definite) && at.checked_sub(2).is_some_and(is_within)
            || is_number && (at.saturating_sub(NEAR)..at).any(is_within)
    }

    /// Whether one of `scope` is behind the word, within the clause.
    fn has_scope(&self, at: usize, scope: &[&str]) -> bool {
        self.clause_after(at).any(|place| self.is(place, scope))
    }

    /// The words after this one, within the clause.
    fn clause_after(&self, at: usize) -> impl Iterator<Item = usize> {
        const NEAR: usize = 12;
        let end = (at + 1 + NEAR).min(self.words.len());
        (at + 1..end).take_while(|place| self.is_same_clause(*place))
    }

    /// Whether no mark separates the word from the one before it.
    fn is_same_clause(&self, at: usize) -> bool {
        !self.gap(at).contains(['.', ';', ':', '?', '!', ','])
    }

    /// Whether the phrase is about what one person does for the first time, and not about everybody.
    fn is_in_a_life(&self, at: usize, phrase: &Range<usize>) -> bool {
        let own = self.lexicon.words.superlatives;
        let written = self.text[phrase.clone()].to_lowercase();
        if !own.in_a_life.contains(&written.as_str()) || self.is_measured(at, at) {
            return false;
        }
        let first = (1..=at).rev().find(|place| !self.is_same_clause(*place));
        let mut before = first.unwrap_or(0)..at;
        let begins_sentence = at == 0 || self.text[..phrase.start].trim_end().ends_with('.');
        let is_passive = |place| self.lexicon.is(&self.word(place), WordClass::Being);
        let is_about_persons = before.clone().any(|place| self.is(place, own.persons));
        !begins_sentence && (is_about_persons || !before.any(is_passive))
    }
}
