//! Where the claims of one draft stand in its article, and which sentences they touch.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::article::{Anchor, Article};
use crate::workspace::DeclarationId;

/// The passages of all claims of a draft. Adding or removing one costs what it touches.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    anchors: FxHashMap<DeclarationId, Anchor>,
    /// By start.
    ranges: Vec<(Range<usize>, DeclarationId)>,
    /// For so many of the ranges each, where the last of them ends: whoever looks for those that
    /// hold a place need not look at each.
    ends: Vec<usize>,
    /// For each sentence, how many claims touch it.
    touched: Vec<u32>,
}

/// How many ranges share one of the `ends`.
const STRETCH: usize = 64;

impl Passages {
    pub fn of(
        article: Option<&Article>,
        anchors: impl IntoIterator<Item = (DeclarationId, Anchor)>,
    ) -> Passages {
        let mut passages = Passages::default();
        let anchors = anchors.into_iter();
        let most = anchors.size_hint().1;
        passages.anchors.reserve(most.unwrap_or_default());
        passages.anchors.extend(anchors);
        let found = passages
            .anchors
            .iter()
            .filter_map(|(id, anchor)| match anchor {
                Anchor::Found(range) => Some((range.clone(), *id)),
                _ => None,
            });
        passages.ranges = found.collect();
        passages
            .ranges
            .sort_unstable_by_key(|(range, id)| (range.start, *id));
        passages.note_ends(0);
        if let Some(article) = article {
            passages.touched = touched(article, passages.anchors.values());
        }
        passages
    }

    pub fn insert(&mut self, article: &Article, id: DeclarationId, anchor: Anchor) {
        for range in ranges_of(&anchor) {
            self.touch(article, range, |count| count + 1);
        }
        if let Anchor::Found(range) = &anchor {
            let at = self.place_of(range, id);
            self.ranges.insert(at, (range.clone(), id));
            self.note_ends(at);
        }
        self.anchors.insert(id, anchor);
    }

    pub fn remove(&mut self, article: &Article, id: DeclarationId) {
        let Some(anchor) = self.anchors.remove(&id) else {
            return;
        };
        for range in ranges_of(&anchor) {
            self.touch(article, range, |count| count.saturating_sub(1));
        }
        if let Anchor::Found(range) = anchor {
            let at = self.place_of(&range, id);
            if self.ranges.get(at).is_some_and(|(_, other)| *other == id) {
                self.ranges.remove(at);
                self.note_ends(at);
            }
        }
    }

    /// Where the range stands or belongs.
    fn place_of(&self, range: &Range<usize>, id: DeclarationId) -> usize {
        let before = |(other, other_id): &(Range<usize>, DeclarationId)| {
            (other.start, *other_id) < (range.start, id)
        };
        self.ranges.partition_point(before)
    }

    /// Notes where the ranges from the place `from` on end.
    fn note_ends(&mut self, from: usize) {
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

    fn touch(&mut self, article: &Article, range: &Range<usize>, change: impl Fn(u32) -> u32) {
        for count in &mut self.touched[article.places_of_sentences_in(range.clone())] {
            *count = change(*count);
        }
    }

    pub fn anchor(&self, id: DeclarationId) -> Option<&Anchor> {
        self.anchors.get(&id)
    }

    /// The anchors of all claims, in no particular order.
    pub fn anchors(&self) -> impl ExactSizeIterator<Item = (DeclarationId, &Anchor)> {
        self.anchors.iter().map(|(id, anchor)| (*id, anchor))
    }

    /// The one passage of that claim.
    pub fn found(&self, id: DeclarationId) -> Option<Range<usize>> {
        match self.anchors.get(&id) {
            Some(Anchor::Found(range)) => Some(range.clone()),
            _ => None,
        }
    }

    /// The claims that share text with `range`, by where they start.
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

    /// For each sentence of the article, how many claims touch it.
    pub fn touched(&self) -> &[u32] {
        &self.touched
    }
}

/// For each sentence of the article, how many of the anchors touch it. The beginnings and ends are
/// counted first: a claim may quote the whole article.
fn touched<'a>(article: &Article, anchors: impl Iterator<Item = &'a Anchor>) -> Vec<u32> {
    let mut counts = vec![0_i64; article.sentences().len() + 1];
    for range in anchors.flat_map(ranges_of) {
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

/// All places that the anchor may mean: somebody has looked at each.
fn ranges_of(anchor: &Anchor) -> &[Range<usize>] {
    match anchor {
        Anchor::Found(range) => std::slice::from_ref(range),
        Anchor::Ambiguous(ranges) => ranges,
        Anchor::Missing => &[],
    }
}
