//! The sentences of an article that get claims.

use std::ops::Range;

use crate::article::Article;
use crate::rules::{Passages, wants_claim};

/// The maximum number of claims that are written at once.
const MOST_CLAIMS: usize = 2_000;

/// The sentences with these indices that should have a claim and have none, as ranges of the source: the first `most`.
pub fn uncovered(
    article: &Article,
    passages: &Passages,
    places: Range<usize>,
    most: usize,
) -> Vec<Range<usize>> {
    let sentences = places.map(|at| (at, &article.sentences()[at]));
    let uncovered = sentences
        .filter(|(at, sentence)| passages.claims_of(*at) == 0 && wants_claim(article, sentence));
    let ranges = uncovered.map(|(_, sentence)| sentence.range.clone());
    ranges.take(most).collect()
}

/// All of them, up to [`MOST_CLAIMS`].
pub fn all_uncovered(article: &Article, passages: &Passages) -> Vec<Range<usize>> {
    uncovered(article, passages, 0..article.sentences().len(), MOST_CLAIMS)
}
