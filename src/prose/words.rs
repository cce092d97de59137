//! The words that a language has for numbers, dates, superlatives and attribution.

use crate::prose::figures::{Ages, Calendar, Numbers};
use crate::prose::speech::Speech;
use crate::prose::superlatives::Superlatives;

/// One language's words, in lower case.
pub struct Words {
    pub numbers: &'static Numbers,
    pub calendar: &'static Calendar,
    pub ages: &'static Ages,
    pub superlatives: &'static Superlatives,
    pub speech: &'static Speech,
    /// Words before unnamed sources that refer to somebody known: "the", "these", "its".
    pub definite: &'static [&'static str],
    /// Verbs before which people speak, but after which people are the object: "accused officials".
    pub done_to_people: &'static [&'static str],
    /// Words between an unnamed source and its verb: "have", "also".
    pub between: &'static [&'static str],
    /// Words that introduce a direct quotation: "wrote", "added".
    pub quoting: &'static [&'static str],
    /// Words that are lower-case within names and titles: "of", "the".
    pub in_names: &'static [&'static str],
    /// Words after an unnamed source that start to identify it: "of", "at", "such".
    pub linking: &'static [&'static str],
    /// Articles before a role: "the", "a".
    pub articles: &'static [&'static str],
    /// Words before a role that place it in another time: "former", "then".
    pub formerly: &'static [&'static str],
    /// Words after a role that start to date it: "until", "elect".
    pub at_a_time: &'static [&'static str],
    /// What people are called when they are counted: "people", "passengers", "dead".
    pub counted_people: &'static [&'static str],
    /// Verbs that accuse their subject: "stole".
    pub accusing: &'static [&'static str],
    /// Participles that accuse the subject of a passive: "was convicted".
    pub accused: &'static [&'static str],
    /// The verbs of a passive: "was", "been".
    pub being: &'static [&'static str],
    /// What happens to people in headlines: each list holds the words for one outcome, such as "killed" and "died".
    pub outcomes: &'static [&'static [&'static str]],
    /// Phrases that say why something happened: "because", "led to".
    pub causal: &'static [&'static str],
    /// Words for people that say nothing more about them.
    pub people: &'static [&'static str],
    /// Words before the names of those who wrote an article: "by".
    pub bylines: &'static [&'static str],
    /// What begins a credit: "photo:", "reporting by".
    pub credits: &'static [&'static str],
    /// The titles of lists behind an article: "sources", "related news".
    pub lists: &'static [&'static str],
    /// Words that say that a number is only a part, or in addition: "another".
    pub additional: &'static [&'static str],
}
