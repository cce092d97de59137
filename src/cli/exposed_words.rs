//! What is not printed once an article tells who a confidential source is: neither the lines that hold
//! the words, nor messages that quote them. A terminal's output ends up in logs.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use super::excerpt::shown_around;
use crate::rules::{Analysis, Place};
use crate::text::fold::fold_for_search;
use crate::workspace::{Location, Workspace};

/// The words that were found, and where. Nearly always there are none.
#[derive(Default)]
pub struct Hushed {
    /// By path, each in order. None holds another.
    places: BTreeMap<Arc<Path>, Vec<Range<usize>>>,
    words: Option<AhoCorasick>,
}

impl Hushed {
    pub fn of(workspace: &Workspace, analysis: &Analysis) -> Hushed {
        let mut hushed = Hushed::default();
        let mut words = BTreeSet::new();
        let text = analysis.article().map(|text| &**text);
        for span in analysis.exposed() {
            let file = analysis.file();
            let place = Place::Article { file, span };
            if let Some(Location { path, range }) = place.location(workspace, text) {
                hushed.places.entry(path).or_default().push(range);
            }
            let article = text.and_then(|text| text.article());
            let found = article.map(|article| article.folded_text(span.range()));
            words.extend(found.map(fold_for_search));
        }
        if !words.is_empty() {
            let search = AhoCorasick::new(words);
            hushed.words = Some(search.expect("an article holds fewer words than that"));
        }
        for ranges in hushed.places.values_mut() {
            ranges.sort_by_key(|range| range.start);
        }
        hushed
    }

    /// Whether the lines around `range` of `text`, which is that of the file at `path`, hold such words.
    pub fn hides_lines(&self, path: &Path, text: &str, range: &Range<usize>) -> bool {
        if self.words.is_none() {
            return false;
        }
        let Range { start, end } = shown_around(text, range);
        let places = self.places.get(path).map_or(&[][..], Vec::as_slice);
        let next = places.partition_point(|place| place.end < start);
        let is_touched = places.get(next).is_some_and(|place| place.start <= end);
        is_touched || self.hides(&text[start..end])
    }

    /// Whether such words stand in the text.
    pub fn hides(&self, text: &str) -> bool {
        let words = self.words.as_ref();
        words.is_some_and(|words| words.is_match(&fold_for_search(text)))
    }
}
