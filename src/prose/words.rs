//! The words that a language has for numbers, dates, superlatives and attribution.

use crate::prose::figures::{Ages, Calendar, Numbers};
use crate::prose::superlatives::Superlatives;

/// One language's words, in lower case.
pub struct Words {
    pub numbers: &'static Numbers,
    pub calendar: &'static Calendar,
    pub ages: &'static Ages,
    pub superlatives: &'static Superlatives,
    /// Those who are named when nobody is: "officials", "rights groups".
    pub vague: &'static [&'static str],
    /// Those words of them that mean groups, not people.
    pub groups: &'static [&'static str],
    /// What may stand before these and names nobody: "senior", "some".
    pub modifiers: &'static [&'static str],
    /// What before these refers to somebody known: "the", "these", "its".
    pub definite: &'static [&'static str],
    /// What they do when something is attributed to them.
    pub verbs: &'static [&'static str],
    /// Those verbs behind which people are no speakers, but have it done to them: "accused officials".
    pub done_to_people: &'static [&'static str],
    /// What may stand between them and the verb: "have", "also".
    pub between: &'static [&'static str],
    /// What somebody does whose very words are given: "wrote", "added".
    pub quoting: &'static [&'static str],
    /// What is written small in a name or a title: "of", "the".
    pub in_names: &'static [&'static str],
    /// What before them attributes: "according to".
    pub according: &'static [&'static str],
    /// What behind them begins to say who they are: "of", "at", "such".
    pub linking: &'static [&'static str],
    /// What may stand before a role and says nothing of it: "the", "a".
    pub articles: &'static [&'static str],
    /// What before a role says that it is another time's: "former", "then".
    pub formerly: &'static [&'static str],
    /// What behind a role begins to say of when it is: "until", "elect".
    pub at_a_time: &'static [&'static str],
}
