//! The words by which an article exposes a confidential source. Once `confidential-exposed` finds such words,
//! no command prints a line or a message, of any rule, that contains them: output ends up in logs. See
//! `docs/decisions/0001-never-print-confidential-sources.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use super::excerpt::shown_around;
use crate::rules::Analysis;
use crate::text::fold::fold_for_search;
use crate::workspace::Place;
use crate::workspace::{Location, Workspace};

/// The words that were found, and their places. Nearly always there are none.
#[derive(Default)]
pub struct ExposedWords {
    /// By path, in order, as byte ranges. No range contains another.
    places: BTreeMap<Arc<Path>, Vec<Range<usize>>>,
    words: Option<AhoCorasick>,
}

impl ExposedWords {
    pub fn of(workspace: &Workspace, analysis: &Analysis) -> ExposedWords {
        let mut exposed = ExposedWords::default();
        let mut words = BTreeSet::new();
        let text = analysis.article().map(|text| &**text);
        for span in analysis.exposed() {
            let file = analysis.file();
            let place = Place::Article { file, span };
            if let Some(Location { path, range }) = place.location(workspace, text) {
                exposed.places.entry(path).or_default().push(range);
            }
            let article = text.and_then(|text| text.article());
            let found = article.map(|article| article.folded_text(span.range()));
            words.extend(found.map(fold_for_search));
        }
        if !words.is_empty() {
            let search = AhoCorasick::new(words);
            exposed.words = Some(search.expect("an article contains fewer words than that"));
        }
        for ranges in exposed.places.values_mut() {
            ranges.sort_by_key(|range| range.start);
        }
        exposed
    }

    /// Whether the lines around `range` of `text`, which is the text of the file at `path`, contain exposed words.
    pub fn are_in_lines(&self, path: &Path, text: &str, range: &Range<usize>) -> bool {
        if self.words.is_none() {
            return false;
        }
        let Range { start, end } = shown_around(text, range);
        let places = self.places.get(path).map_or(&[][..], Vec::as_slice);
        let next = places.partition_point(|place| place.end < start);
        let is_touched = places.get(next).is_some_and(|place| place.start <= end);
        is_touched || self.are_in(&text[start..end])
    }

    /// Whether the text contains exposed words.
    pub fn are_in(&self, text: &str) -> bool {
        let words = self.words.as_ref();
        words.is_some_and(|words| words.is_match(&fold_for_search(text)))
    }
}
