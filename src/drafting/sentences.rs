//! The sentences of an article that get claims.

use std::ops::Range;

use crate::article::Article;
use crate::rules::{Passages, wants_claim};

/// The maximum number of claims that are written at once.
const MOST: usize = 2_000;

/// The sentences that should have a claim and have none, as ranges of the source.
pub fn uncovered(article: &Article, passages: &Passages) -> Vec<Range<usize>> {
    let sentences = article.sentences().iter().enumerate();
    let uncovered = sentences
        .filter(|(at, sentence)| passages.claims_of(*at) == 0 && wants_claim(article, sentence));
    let ranges = uncovered.map(|(_, sentence)| sentence.range.clone());
    ranges.take(MOST).collect()
}
