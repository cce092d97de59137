//! What is not printed once an article tells who a confidential source is: neither the lines that hold
//! the words, nor messages that quote them. A terminal's output ends up in logs.

use std::ops::Range;
use std::path::Path;

use crate::rules::{Analysis, Place};
use crate::text::fold::fold_for_search;
use crate::workspace::{Location, Workspace};

/// The words that were found, and where. Nearly always there are none.
#[derive(Default)]
pub struct Hushed {
    places: Vec<Location>,
    words: Vec<String>,
}

impl Hushed {
    pub fn of(workspace: &Workspace, analysis: &Analysis) -> Hushed {
        let mut hushed = Hushed::default();
        let text = analysis.article().map(|text| &**text);
        for span in analysis.exposed() {
            let file = analysis.file();
            let place = Place::Article { file, span };
            hushed.places.extend(place.location(workspace, text));
            let article = text.and_then(|text| text.article());
            let words = article.map(|article| article.folded_text(span.range()));
            hushed.words.extend(words.map(fold_for_search));
        }
        hushed
    }

    /// Whether the lines around `range` of `text`, which is that of the file at `path`, hold such words.
    pub fn hides_lines(&self, path: &Path, text: &str, range: &Range<usize>) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let start = text[..range.start]
            .rfind(['\n', '\r'])
            .map_or(0, |at| at + 1);
        let rest = &text[range.end..];
        let end = range.end + rest.find(['\n', '\r']).unwrap_or(rest.len());
        let touches = |place: &Location| {
            *place.path == *path && place.range.start <= end && start <= place.range.end
        };
        self.places.iter().any(touches) || self.hides(&text[start..end])
    }

    /// Whether such words stand in the text.
    pub fn hides(&self, text: &str) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let folded = fold_for_search(text);
        self.words.iter().any(|words| folded.contains(words))
    }
}
