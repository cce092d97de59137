//! The text of an article as it goes out: that of its file, or of the draft without the indentation there.

use std::ops::Range;

use crate::article::prose_lines;
use crate::workspace::{ArticlePlace, ArticleText};

/// Where the lines of an embedded article are in the exported text; empty if they are at the same places.
#[derive(Default)]
pub struct Lines(Option<Vec<(Range<usize>, usize)>>);

impl Lines {
    pub fn in_text(&self, range: Range<usize>) -> Option<Range<usize>> {
        let Some(lines) = &self.0 else {
            return Some(range);
        };
        let place = |at: usize| {
            let line = lines.iter().rev().find(|(line, _)| line.start <= at)?;
            Some(line.1 + (at - line.0.start).min(line.0.len()))
        };
        Some(place(range.start)?..place(range.end)?)
    }
}

/// The article as Markdown, and how its places move.
pub fn text_of(article: &ArticleText) -> (String, Lines) {
    if !matches!(article.place, Some(ArticlePlace::Embedded(_))) {
        return (article.text.to_string(), Lines::default());
    }
    let mut text = String::new();
    let mut lines = Vec::new();
    for line in prose_lines(&article.text) {
        lines.push((line.clone(), text.len()));
        text.push_str(&article.text[line]);
    }
    (text, Lines(Some(lines)))
}
