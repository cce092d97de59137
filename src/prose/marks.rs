//! What a word can be or begin. One lookup for each word of a passage decides which rules have to read the passage.

use rustc_hash::FxHashMap;

use crate::prose::phrases::first_word_of;
use crate::prose::words::Words;

/// What a word, seen without its context, can be or begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A number.
    Count,
    /// A word around a number that is not the thing counted: a unit, "about".
    AroundCount,
    Weekday,
    /// A relative date: "last week".
    Relative,
    Superlative,
    /// People without a name, or a verb of saying: "officials", "said".
    Speech,
}

/// A set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u8);

impl Marks {
    pub fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u8) != 0
    }

    pub fn with(self, mark: Mark) -> Marks {
        Marks(self.0 | 1 << mark as u8)
    }

    pub fn and(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
}

/// The marks of a language's words. The first word of a phrase gets its mark; for [`Mark::AroundCount`], every word
/// does.
pub fn of(words: &'static Words) -> FxHashMap<&'static str, Marks> {
    let mut marks: FxHashMap<&'static str, Marks> = FxHashMap::default();
    let mut mark = |word: &'static str, mark: Mark| {
        let marks = marks.entry(word).or_default();
        *marks = marks.with(mark);
    };
    let (numbers, calendar, superlatives) = (words.numbers, words.calendar, words.superlatives);
    for (word, _) in numbers.numerals {
        mark(word, Mark::Count);
    }
    let bounds = numbers.bounds.iter().map(|(phrase, _)| *phrase);
    let units = numbers.units.iter().map(|(phrase, _)| *phrase);
    for phrase in bounds
        .chain(units)
        .chain(numbers.function_words.iter().copied())
    {
        let words = phrase.split(|c: char| !c.is_alphanumeric());
        words.for_each(|word| mark(word, Mark::AroundCount));
    }
    for (word, _) in calendar.weekdays {
        mark(word, Mark::Weekday);
    }
    let relative = calendar.relative.iter().map(|(phrase, _)| *phrase);
    for phrase in relative.chain([calendar.ago.0, calendar.ago.1]) {
        mark(first_word_of(phrase), Mark::Relative);
    }
    let phrases = [
        superlatives.phrases,
        superlatives.adjectives,
        superlatives.first,
        superlatives.only,
    ];
    let phrases = phrases.into_iter().flatten().copied();
    for phrase in phrases.chain([superlatives.most, superlatives.record]) {
        mark(first_word_of(phrase), Mark::Superlative);
    }
    for word in words.speech.marked_words() {
        mark(word, Mark::Speech);
    }
    marks
}
