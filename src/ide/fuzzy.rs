//! Finding declarations by a few letters of them, without case and diacritics.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::text::fold::fold_for_search;
use crate::workspace::SearchEntry;

/// How much nearer a thing of the own file is: as much as a letter or two that fit.
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

    /// How well the declaration fits; none where it does not.
    pub fn score(&mut self, named: &SearchEntry, in_own_file: bool) -> Option<u32> {
        let nearness = if in_own_file { OWN_FILE } else { 0 };
        if self.words.is_empty() {
            return Some(nearness);
        }
        let best = named.texts().filter_map(|text| self.score_text(text)).max();
        Some(best? + nearness)
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

/// The `most` best of `scored`, best first, and whether others were left out. What fits alike keeps
/// the order that `tie` gives it.
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
