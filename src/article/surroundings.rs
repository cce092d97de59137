//! The text around a passage: what a quotation says of it, and what is there.

use std::ops::Range;

use super::Article;
use super::search::Spacing;
use crate::text::fold::{QUOTE, fold};
use crate::text::words::words;

/// The text that must be around a passage.
pub struct Surroundings<'a> {
    text: &'a str,
    prefix: String,
    suffix: String,
    spacing: Spacing,
}

impl<'a> Surroundings<'a> {
    /// With loose spacing, quotation marks and spaces make no difference.
    pub fn of(
        article: &'a Article,
        prefix: Option<&str>,
        suffix: Option<&str>,
        spacing: Spacing,
    ) -> Surroundings<'a> {
        let folded = |text: Option<&str>| {
            let folded = text.map(fold).unwrap_or_default();
            match spacing {
                Spacing::Exact => folded,
                Spacing::Loose => bare(&folded).collect(),
            }
        };
        Surroundings {
            text: article.folded.text(),
            prefix: folded(prefix),
            suffix: folded(suffix),
            spacing,
        }
    }

    /// Whether they are around `passage`, a range of the folded text.
    pub fn hold(&self, passage: &Range<usize>) -> bool {
        let (before, after) = (&self.text[..passage.start], &self.text[passage.end..]);
        match self.spacing {
            Spacing::Exact => {
                before.trim_end().ends_with(&*self.prefix)
                    && after.trim_start().starts_with(&*self.suffix)
            }
            Spacing::Loose => self.hold_loosely(before, after),
        }
    }

    fn hold_loosely(&self, before: &str, after: &str) -> bool {
        // No honest text has more marks and spaces.
        let from = before.len().saturating_sub(4 * self.prefix.len() + 8);
        let before = &before[before.ceil_char_boundary(from)..];
        let to = after.len().min(4 * self.suffix.len() + 8);
        let after = &after[..after.floor_char_boundary(to)];
        let (mut before, mut after) = (bare(before).rev(), bare(after));
        let mut prefix = self.prefix.chars().rev();
        prefix.all(|it| before.next() == Some(it))
            && self.suffix.chars().all(|it| after.next() == Some(it))
    }
}

/// The characters without quotation marks and spaces.
fn bare(folded: &str) -> impl DoubleEndedIterator<Item = char> {
    folded.chars().filter(|&it| it != QUOTE && it != ' ')
}

/// The number of bytes of folded text that are searched for words on each side of a passage.
const REACH: usize = 300;

impl Article {
    /// The last word before the passage, the last two words, and so on: up to `most` of them, as readers see them.
    /// `passage` is a range of the source.
    pub fn words_before(&self, passage: &Range<usize>, most: usize) -> Vec<String> {
        let (text, passage) = self.folded_with(passage);
        let from = text.floor_char_boundary(passage.start.saturating_sub(REACH));
        // Includes a quotation mark that opens in front of the word.
        let with_mark = |start: usize| match text[..start].ends_with(" '") {
            true => start - 1,
            false => start,
        };
        let starts: Vec<usize> = words(&text[from..passage.start])
            .map(|word| with_mark(from + word.start))
            .collect();
        let starts = starts.iter().rev().take(most);
        starts
            .map(|&start| self.seen(start..passage.start))
            .collect()
    }

    /// The first word after the passage, the first two words, and so on.
    pub fn words_after(&self, passage: &Range<usize>, most: usize) -> Vec<String> {
        let (text, passage) = self.folded_with(passage);
        let to = text.ceil_char_boundary((passage.end + REACH).min(text.len()));
        let ends = words(&text[passage.end..to]).map(|word| passage.end + word.end);
        ends.take(most)
            .map(|end| self.seen(passage.end..end))
            .collect()
    }

    fn folded_with(&self, passage: &Range<usize>) -> (&str, Range<usize>) {
        (
            self.folded.text(),
            self.folded.folded_range(passage.clone()),
        )
    }

    /// The text that readers see for a range of the folded text.
    fn seen(&self, folded: Range<usize>) -> String {
        let source = self.folded.source_range(folded);
        self.reader_text(source).trim().to_owned()
    }
}
