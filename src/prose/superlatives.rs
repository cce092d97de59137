//! How a language says that something is the first, the only or the largest.

use crate::prose::phrases::Phrases;

/// A language's superlatives, in lower case.
pub struct Superlatives {
    /// What is one wherever it stands: "for the first time".
    pub phrases: &'static [&'static str],
    /// What is one behind a definite word: "largest".
    pub adjectives: &'static [&'static str],
    /// "the", "its"
    pub definite: &'static [&'static str],
    /// What makes one of the adjective behind it, and how such adjectives end; any way, if nothing is
    /// told.
    pub most: &'static str,
    pub endings: &'static [&'static str],
    /// Whether the definite word may stand before the noun, and a word for the scope has to stand
    /// behind the adjective: "la ciudad más grande de".
    pub noun_between: bool,
    pub scope: &'static [&'static str],
    /// What is one before a number.
    pub record: &'static str,
    /// "first", which is a superlative where a word for what it is measured by follows: "since".
    pub first: &'static [&'static str],
    pub measures: &'static [&'static str],
    /// What makes a superlative of "the first" before it: "became".
    pub becoming: &'static [&'static str],
    /// "only"
    pub only: &'static [&'static str],
    /// What behind these makes none of them: "thing", "the most recent".
    pub not_before: &'static [&'static str],
    /// What before these makes none of them: "not", "at".
    pub not_after: &'static [&'static str],
}

/// Made ready to be looked up.
pub struct SuperlativePhrases(pub(super) Phrases<()>);

impl SuperlativePhrases {
    pub fn of(words: &'static Superlatives) -> SuperlativePhrases {
        SuperlativePhrases(Phrases::of(
            words.phrases.iter().map(|phrase| (*phrase, ())),
        ))
    }
}
