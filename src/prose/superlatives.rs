//! How a language says that something is the first, the only or the largest.

use crate::prose::phrases::Phrases;

/// A language's superlatives, in lower case.
pub struct Superlatives {
    /// Phrases that are superlatives in any context: "for the first time".
    pub phrases: &'static [&'static str],
    /// Words that are superlatives after a definite word: "largest".
    pub adjectives: &'static [&'static str],
    /// Definite words: "the", "its".
    pub definite: &'static [&'static str],
    /// The word that makes the adjective after it a superlative.
    pub most: &'static str,
    /// Whether a noun can come between the definite word and the adjective. If so, one of `scope` must follow the
    /// adjective directly: "la ciudad más grande de".
    pub noun_between: bool,
    pub scope: &'static [&'static str],
    /// The word that is a superlative before a number: "record".
    pub record: &'static str,
    /// Words that are superlatives if one of `measures` follows: "first" with "since".
    pub first: &'static [&'static str],
    pub measures: &'static [&'static str],
    /// The word before one of `wholes` that makes it a measure, too: "the first woman in space".
    pub within: &'static str,
    pub wholes: &'static [&'static str],
    /// Words between the definite word and an adjective, after which the adjective needs a measure or one of
    /// `within`: "the second-largest city in".
    pub ranks: &'static [&'static str],
    /// Phrases that are no superlative if one of `persons` is before them in the clause: "she won for the first time".
    pub in_a_life: &'static [&'static str],
    pub persons: &'static [&'static str],
    /// Words before "the first" that make it a superlative: "became".
    pub becoming: &'static [&'static str],
    /// Words such as "only".
    pub only: &'static [&'static str],
    /// Those of `definite` that say whose it is, and those of `adjectives` that are opinions: they need a measure to be a
    /// superlative, as in "its lowest level since 2010".
    pub possessive: &'static [&'static str],
    pub vague: &'static [&'static str],
    /// Words before "'s" that own nothing: "he's".
    pub not_owners: &'static [&'static str],
    /// Adjectives that with `most` are a superlative if one of `scope` is behind them: "populous". Others are opinions,
    /// which need a measure.
    pub countable: &'static [&'static str],
    /// Nouns of which nobody can count the largest: "threat".
    pub abstract_nouns: &'static [&'static str],
    /// Words before `definite` that pick from several: "of" in "one of the largest cities".
    pub among: &'static [&'static str],
    /// Words that rule out a superlative before them: the "recent" of "the most recent".
    pub not_before: &'static [&'static str],
    /// Words that rule out a superlative after them: "not", "at".
    pub not_after: &'static [&'static str],
}

/// The phrases of [`Superlatives`], indexed for lookup.
pub struct SuperlativePhrases(pub(super) Phrases<()>);

impl SuperlativePhrases {
    pub fn of(words: &'static Superlatives) -> SuperlativePhrases {
        SuperlativePhrases(Phrases::of(
            words.phrases.iter().map(|phrase| (*phrase, ())),
        ))
    }
}
