//! Finding declarations by a few of their letters, ignoring case and diacritics.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::text::fold::fold_for_search;
use crate::workspace::SearchEntry;

/// The bonus for declarations in the same file: as much as one or two matching letters.
const OWN_FILE: u32 = 30;

pub struct Query {
    words: Vec<Atom>,
    matcher: Matcher,
    buffer: Vec<char>,
}

impl Query {
    pub fn new(typed: &str) -> Query {
        let folded = fold_for_search(typed);
        let atom = |word: &str| {
            let (case, form) = (CaseMatching::Respect, Normalization::Never);
            Atom::new(word, case, form, AtomKind::Fuzzy, false)
        };
        Query {
            words: folded.split_whitespace().map(atom).collect(),
            matcher: Matcher::new(Config::DEFAULT),
            buffer: Vec::new(),
        }
    }

    /// The score of the declaration, higher is better. None if it does not match.
    pub fn score(&mut self, named: &SearchEntry, in_own_file: bool) -> Option<u32> {
        let bonus = if in_own_file { OWN_FILE } else { 0 };
        if self.words.is_empty() {
            return Some(bonus);
        }
        let best = named.texts().filter_map(|text| self.score_text(text)).max();
        Some(best? + bonus)
    }

    fn score_text(&mut self, text: &str) -> Option<u32> {
        let text = Utf32Str::new(text, &mut self.buffer);
        let mut score = 0;
        for word in &self.words {
            score += u32::from(word.score(text, &mut self.matcher)?);
        }
        Some(score)
    }
}

/// The `most` best of `scored`, best first, and whether others were left out. Equal scores are ordered
/// by `tie`.
pub fn best<T, K: Ord>(
    mut scored: Vec<(u32, T)>,
    most: usize,
    tie: impl Fn(&T) -> K,
) -> (Vec<T>, bool) {
    let order = |a: &(u32, T), b: &(u32, T)| b.0.cmp(&a.0).then_with(|| tie(&a.1).cmp(&tie(&b.1)));
    let cut = scored.len() > most;
    if cut {
        scored.select_nth_unstable_by(most, order);
        scored.truncate(most);
    }
    scored.sort_by(order);
    (scored.into_iter().map(|(_, thing)| thing).collect(), cut)
}
