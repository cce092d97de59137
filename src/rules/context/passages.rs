//! The passages that the claims of one draft quote from its article, and the sentences that they cover.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::article::{Anchor, Article};
use crate::workspace::{ClaimAnchors, DeclarationId};

/// The maximum length of a passage whose numbers and dates are read, in bytes. Longer passages are slow to read and
/// too general to check.
pub const LONGEST_READ: usize = 4 * 1024;

/// The passages of all claims of a draft. The cost of adding or removing a claim depends only on the sentences that
/// it covers.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    anchors: FxHashMap<DeclarationId, ClaimAnchors>,
    /// Sorted by start, then by declaration.
    ranges: Vec<(Range<usize>, DeclarationId)>,
    /// For each [`STRETCH`] of the ranges, their greatest end. A search for the ranges that contain a place skips
    /// stretches that end before it.
    ends: Vec<usize>,
    /// For each sentence, the number of claims that cover it. Clones share it until one is changed.
    claims_per_sentence: Arc<Vec<u32>>,
}

/// The number of ranges that share one of the `ends`.
const STRETCH: usize = 64;

impl Passages {
    pub fn of(
        article: Option<&Article>,
        anchors: impl IntoIterator<Item = (DeclarationId, ClaimAnchors)>,
    ) -> Passages {
        let mut passages = Passages::default();
        let anchors = anchors.into_iter();
        let most = anchors.size_hint().1;
        passages.anchors.reserve(most.unwrap_or_default());
        passages.anchors.extend(anchors);
        let found = passages.anchors.iter().flat_map(|(id, anchor)| {
            let passages = anchor.passages();
            passages.map(|range| (range.clone(), *id))
        });
        passages.ranges = found.collect();
        passages
            .ranges
            .sort_unstable_by_key(|(range, id)| (range.start, *id));
        passages.update_ends(0);
        if let Some(article) = article {
            passages.claims_per_sentence =
                Arc::new(count_claims(article, passages.anchors.values()));
        }
        passages
    }

    pub fn insert(&mut self, article: &Article, id: DeclarationId, anchors: ClaimAnchors) {
        for range in anchors.ranges() {
            self.change_counts(article, range, |count| count + 1);
        }
        for range in anchors.passages() {
            let at = self.index_of(range, id);
            self.ranges.insert(at, (range.clone(), id));
            self.update_ends(at);
        }
        self.anchors.insert(id, anchors);
    }

    pub fn remove(&mut self, article: &Article, id: DeclarationId) {
        let Some(anchors) = self.anchors.remove(&id) else {
            return;
        };
        for range in anchors.ranges() {
            self.change_counts(article, range, |count| count.saturating_sub(1));
        }
        for range in anchors.passages() {
            let at = self.index_of(range, id);
            if self.ranges.get(at).is_some_and(|(_, other)| *other == id) {
                self.ranges.remove(at);
                self.update_ends(at);
            }
        }
    }

    /// The index of the range, or the index at which to insert it.
    fn index_of(&self, range: &Range<usize>, id: DeclarationId) -> usize {
        let before = |(other, other_id): &(Range<usize>, DeclarationId)| {
            (other.start, *other_id) < (range.start, id)
        };
        self.ranges.partition_point(before)
    }

    /// Updates the ends of all stretches from the range with index `from` on.
    fn update_ends(&mut self, from: usize) {
        let first = from / STRETCH;
        self.ends.truncate(first);
        let stretches = self.ranges[first * STRETCH..].chunks(STRETCH);
        let last_end = |stretch: &[(Range<usize>, DeclarationId)]| {
            stretch
                .iter()
                .map(|(range, _)| range.end)
                .max()
                .unwrap_or(0)
        };
        self.ends.extend(stretches.map(last_end));
    }

    /// Changes the number of claims of each sentence in `range`.
    fn change_counts(
        &mut self,
        article: &Article,
        range: &Range<usize>,
        change: impl Fn(u32) -> u32,
    ) {
        let counts = Arc::make_mut(&mut self.claims_per_sentence);
        for count in &mut counts[article.places_of_sentences_in(range.clone())] {
            *count = change(*count);
        }
    }

    /// The passage that the title of the claim quotes.
    pub fn anchor(&self, id: DeclarationId) -> Option<&Anchor> {
        self.anchors.get(&id).map(|anchors| &anchors.title)
    }

    /// The passage of each `also:` of the claim.
    pub fn also(&self, id: DeclarationId) -> &[Anchor] {
        self.anchors.get(&id).map_or(&[], |anchors| &anchors.also)
    }

    /// All passages that the claim may be about, also those of ambiguous words.
    pub fn ranges_of(&self, id: DeclarationId) -> impl Iterator<Item = &Range<usize>> {
        let anchors = self.anchors.get(&id).into_iter();
        anchors.flat_map(ClaimAnchors::ranges)
    }

    /// All passages that the claim is about.
    pub fn passages_of(&self, id: DeclarationId) -> impl Iterator<Item = &Range<usize>> {
        let anchors = self.anchors.get(&id).into_iter();
        anchors.flat_map(ClaimAnchors::passages)
    }

    /// The anchors of all claims, in arbitrary order.
    pub fn anchors(&self) -> impl ExactSizeIterator<Item = (DeclarationId, &ClaimAnchors)> {
        self.anchors.iter().map(|(id, anchors)| (*id, anchors))
    }

    /// The passage of the claim. If the article repeats it, the first of its places.
    pub fn found(&self, id: DeclarationId) -> Option<Range<usize>> {
        self.places(id).first().cloned()
    }

    /// All places of the passage that the claim's title quotes.
    pub fn places(&self, id: DeclarationId) -> &[Range<usize>] {
        self.anchor(id).map_or(&[][..], Anchor::passages)
    }

    /// The claims whose passages overlap `range`, sorted by start. A claim with several places in it is there for each.
    pub fn overlapping(
        &self,
        range: Range<usize>,
    ) -> impl Iterator<Item = (DeclarationId, Range<usize>)> {
        let Range { start, end } = range;
        let before_end = self.ranges.partition_point(|(other, _)| other.start < end);
        let stretches = self.ranges[..before_end].chunks(STRETCH).zip(&self.ends);
        stretches
            .filter(move |(_, last_end)| **last_end > start)
            .flat_map(|(stretch, _)| stretch)
            .filter(move |(other, _)| other.end > start)
            .map(|(other, id)| (*id, other.clone()))
    }

    /// The last claim whose passage starts at `at` or before.
    pub fn last_until(&self, at: usize) -> Option<DeclarationId> {
        let after = self.ranges.partition_point(|(range, _)| range.start <= at);
        Some(self.ranges[..after].last()?.1)
    }

    /// The first claim of all in the article.
    pub fn first(&self) -> Option<DeclarationId> {
        Some(self.ranges.first()?.1)
    }

    /// The number of claims that cover the sentence with that index.
    pub fn claims_of(&self, sentence: usize) -> usize {
        let claims = self.claims_per_sentence.get(sentence);
        claims.map_or(0, |claims| *claims as usize)
    }

    /// For each sentence of the article, the number of claims that cover it.
    pub fn claims_per_sentence(&self) -> &[u32] {
        &self.claims_per_sentence
    }
}

/// For each sentence of the article, the number of anchors that cover it. Counts the starts and ends of passages first,
/// and then sums them up: a claim may quote the whole article.
fn count_claims<'a>(
    article: &Article,
    anchors: impl Iterator<Item = &'a ClaimAnchors>,
) -> Vec<u32> {
    let mut counts = vec![0_i64; article.sentences().len() + 1];
    for range in anchors.flat_map(ClaimAnchors::ranges) {
        let sentences = article.places_of_sentences_in(range.clone());
        counts[sentences.start] += 1;
        counts[sentences.end] -= 1;
    }
    counts.pop();
    let sums = counts.iter().scan(0, |sum, count| {
        *sum += count;
        Some(*sum as u32)
    });
    sums.collect()
}
