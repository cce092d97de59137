//! Finding declarations by a few of their letters, ignoring case and diacritics.

use memchr::memmem::Finder;
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::text::fold::fold_for_search;
use crate::text::words::is_boundary;
use crate::workspace::SearchEntry;

/// Where in the texts of a declaration the query is, the best place last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Its letters are somewhere in one of them, in that order.
    Letters,
    /// A word of one begins with it.
    Word,
    /// The name or the title begins with it.
    Start,
    /// It is the name or the title.
    Whole,
}

/// How well a declaration matches. Scores compare matches at the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    pub place: Place,
    score: u32,
}

impl Match {
    /// Of every declaration, if nothing is searched for.
    const ANY: Match = Match {
        place: Place::Letters,
        score: 0,
    };
}

pub struct Query {
    folded: String,
    finder: Finder<'static>,
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
            finder: Finder::new(&folded).into_owned(),
            folded,
            matcher: Matcher::new(Config::DEFAULT),
            buffer: Vec::new(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well the declaration matches. None if it does not.
    pub fn matched(&mut self, named: &SearchEntry) -> Option<Match> {
        if self.is_empty() {
            return Some(Match::ANY);
        }
        let matches = named.texts().enumerate().filter_map(|(at, text)| {
            // The name and the title are the first two texts.
            self.matched_in(text, at < 2)
        });
        matches.max()
    }

    fn matched_in(&mut self, text: &str, is_title: bool) -> Option<Match> {
        let place = match self.place_in(text) {
            Some(Place::Whole | Place::Start) if !is_title => Place::Word,
            Some(place) => place,
            None => {
                let (place, score) = (Place::Letters, self.score(text)?);
                return Some(Match { place, score });
            }
        };
        Some(Match { place, score: 0 })
    }

    fn score(&mut self, text: &str) -> Option<u32> {
        let text = Utf32Str::new(text, &mut self.buffer);
        let mut score = 0;
        for word in &self.words {
            score += u32::from(word.score(text, &mut self.matcher)?);
        }
        Some(score)
    }

    /// Where `text` has the whole query, if at the start of a word.
    fn place_in(&self, text: &str) -> Option<Place> {
        if let Some(rest) = text.strip_prefix(self.folded.as_str()) {
            return Some(match rest.is_empty() {
                true => Place::Whole,
                false => Place::Start,
            });
        }
        let mut places = self.finder.find_iter(text.as_bytes());
        let starts_word = places.any(|at| is_boundary(text, at));
        starts_word.then_some(Place::Word)
    }
}

/// The `most` best of `scored`, best first, and whether others were left out. Equal scores are ordered
/// by `tie`.
pub fn best<S: Ord, T, K: Ord>(
    mut scored: Vec<(S, T)>,
    most: usize,
    tie: impl Fn(&T) -> K,
) -> (Vec<T>, bool) {
    let order = |a: &(S, T), b: &(S, T)| b.0.cmp(&a.0).then_with(|| tie(&a.1).cmp(&tie(&b.1)));
    let cut = scored.len() > most;
    if cut {
        scored.select_nth_unstable_by(most, order);
        scored.truncate(most);
    }
    scored.sort_by(order);
    (scored.into_iter().map(|(_, thing)| thing).collect(), cut)
}
