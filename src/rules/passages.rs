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
    longest: usize,
    /// For each sentence, how many claims touch it.
    touched: Vec<u32>,
}

impl Passages {
    pub fn of(
        article: Option<&Article>,
        anchors: impl IntoIterator<Item = (DeclarationId, Anchor)>,
    ) -> Passages {
        let mut passages = Passages {
            touched: vec![0; article.map_or(0, |article| article.sentences().len())],
            ..Passages::default()
        };
        let anchors: Vec<_> = anchors.into_iter().collect();
        for (id, anchor) in anchors {
            passages.note(article, id, anchor);
        }
        passages
            .ranges
            .sort_by_key(|(range, id)| (range.start, *id));
        passages
    }

    fn note(&mut self, article: Option<&Article>, id: DeclarationId, anchor: Anchor) {
        for range in ranges_of(&anchor) {
            self.touch(article, range, |count| count + 1);
        }
        if let Anchor::Found(range) = &anchor {
            self.longest = self.longest.max(range.len());
            self.ranges.push((range.clone(), id));
        }
        self.anchors.insert(id, anchor);
    }

    pub fn insert(&mut self, article: &Article, id: DeclarationId, anchor: Anchor) {
        let known = self.ranges.len();
        self.note(Some(article), id, anchor);
        if self.ranges.len() > known {
            let Some(new) = self.ranges.pop() else { return };
            let at = self
                .ranges
                .partition_point(|(range, other)| (range.start, *other) < (new.0.start, new.1));
            self.ranges.insert(at, new);
        }
    }

    pub fn remove(&mut self, article: &Article, id: DeclarationId) {
        let Some(anchor) = self.anchors.remove(&id) else {
            return;
        };
        for range in ranges_of(&anchor) {
            self.touch(Some(article), range, |count| count.saturating_sub(1));
        }
        if let Anchor::Found(range) = anchor {
            let at = self
                .ranges
                .partition_point(|(other, other_id)| (other.start, *other_id) < (range.start, id));
            if self.ranges.get(at).is_some_and(|(_, other)| *other == id) {
                self.ranges.remove(at);
            }
        }
    }

    fn touch(
        &mut self,
        article: Option<&Article>,
        range: &Range<usize>,
        change: impl Fn(u32) -> u32,
    ) {
        let Some(article) = article else { return };
        let sentences = article.sentences();
        let first = sentences.partition_point(|sentence| sentence.range.end <= range.start);
        let touched = sentences[first..]
            .iter()
            .take_while(|sentence| sentence.range.start < range.end);
        for count in self.touched[first..].iter_mut().take(touched.count()) {
            *count = change(*count);
        }
    }

    pub fn anchor(&self, id: DeclarationId) -> Option<&Anchor> {
        self.anchors.get(&id)
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
        let from = range.start.saturating_sub(self.longest);
        let first = self.ranges.partition_point(|(other, _)| other.start < from);
        self.ranges[first..]
            .iter()
            .take_while({
                let end = range.end;
                move |(other, _)| other.start < end
            })
            .filter(move |(other, _)| other.end > range.start)
            .map(|(other, id)| (*id, other.clone()))
    }

    /// For each sentence of the article, how many claims touch it.
    pub fn touched(&self) -> &[u32] {
        &self.touched
    }
}

/// All places that the anchor may mean: somebody has looked at each.
fn ranges_of(anchor: &Anchor) -> &[Range<usize>] {
    match anchor {
        Anchor::Found(range) => std::slice::from_ref(range),
        Anchor::Ambiguous(ranges) => ranges,
        Anchor::Missing => &[],
    }
}
