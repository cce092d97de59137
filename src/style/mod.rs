//! One style for all drafts, without settings.
//!
//! What is replaced is white space and nothing else: names, strings, comments and their order stay
//! as they were written. A declaration in which something cannot be read stays as it is, byte for
//! byte. What is in style already is left alone, so doing it again changes nothing.

mod declaration;
mod between;

use std::ops::Range;

use crate::syntax::segment_starts;
use between::Unit;
use declaration::{Readable, read};

/// What every field is indented with.
const INDENT: &str = "  ";
/// What the further lines of a string are indented with.
const HANGING_INDENT: &str = "    ";

const BYTE_ORDER_MARK: char = '\u{feff}';

/// White space in the place of white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the file.
    pub range: Range<usize>,
    pub text: String,
}

/// The text in style.
pub fn formatted(text: &str) -> String {
    apply(text, &edits(text))
}

/// The text with the edits made, which are in order.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + edits.len());
    let mut at = 0;
    for edit in edits {
        out += &text[at..edit.range.start];
        out += &edit.text;
        at = edit.range.end;
    }
    out + &text[at..]
}

/// What brings the text into style, in order.
pub fn edits(text: &str) -> Vec<Edit> {
    let mark = text.len() - text.trim_start_matches(BYTE_ORDER_MARK).len();
    let starts = segment_starts(text);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let segments: Vec<Segment> = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| Segment {
            start,
            text: &text[start..end],
            readable: read(&text[start..end], if start == 0 { mark } else { 0 }),
        })
        .collect();
    let mut edits = Edits {
        text,
        line_end: line_end(&segments),
        edits: Vec::new(),
    };
    let mut units: Vec<Unit> = Vec::new();
    for segment in &segments {
        declaration::lay_out(segment, &mut units, &mut edits);
    }
    between::lay_out(mark, &units, &mut edits);
    edits.edits.sort_by_key(|edit| edit.range.start);
    edits.edits
}

/// What brings the declarations into style that `range` touches.
pub fn edits_in(text: &str, range: Range<usize>) -> Vec<Edit> {
    let starts = segment_starts(text);
    let segment_at = |at: usize| starts.partition_point(|&start| start <= at);
    let last = range.end.saturating_sub(1).max(range.start);
    let start = segment_at(range.start).saturating_sub(1);
    let start = starts.get(start).copied().unwrap_or_default();
    // What is missing at the end of the file belongs to what stands last.
    let end = starts.get(segment_at(last)).copied();
    let end = end.unwrap_or(text.len() + 1);
    let mut edits = edits(text);
    edits.retain(|edit| (start..end).contains(&edit.range.start));
    edits
}

/// The text from one line in column 0 to the next.
struct Segment<'a> {
    start: usize,
    text: &'a str,
    /// None where something cannot be read.
    readable: Option<Readable>,
}

/// The edits so far.
struct Edits<'a> {
    text: &'a str,
    line_end: &'static str,
    edits: Vec<Edit>,
}

impl Edits<'_> {
    /// Puts `white` in the place of the white space at `range`, if it is not there already.
    fn set(&mut self, range: Range<usize>, white: &str) {
        let there = &self.text[range.clone()];
        debug_assert!(there.trim().is_empty(), "{there:?}");
        if there != white {
            let text = white.to_owned();
            self.edits.push(Edit { range, text });
        }
    }

    /// Ends the line, leaves as many blank ones, and indents the next.
    fn break_line(&mut self, range: Range<usize>, blank: usize, indent: &str) {
        let white = self.line_end.repeat(1 + blank) + indent;
        self.set(range, &white);
    }

    /// How many lines end in the white space at `range`.
    fn breaks(&self, range: Range<usize>) -> usize {
        breaks(&self.text[range])
    }
}

/// The number of line ends: `\n`, `\r\n` or `\r`.
fn breaks(text: &str) -> usize {
    let returns = text.matches('\r').count() - text.matches("\r\n").count();
    text.matches('\n').count() + returns
}

/// The line end that most lines have. What cannot be read keeps its own, and so is only asked where
/// nothing else has one: otherwise the answer could be another once the rest is in style.
fn line_end(segments: &[Segment]) -> &'static str {
    let readable = segments.iter().filter(|segment| segment.readable.is_some());
    let all = || segments.iter().map(|segment| segment.text);
    most_lines_end_with(readable.map(|segment| segment.text))
        .or_else(|| most_lines_end_with(all()))
        .unwrap_or("\n")
}

fn most_lines_end_with<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let (mut all, mut with_return) = (0, 0);
    for text in texts {
        all += breaks(text);
        with_return += text.matches("\r\n").count();
    }
    let line_end = if 2 * with_return > all { "\r\n" } else { "\n" };
    (all > 0).then_some(line_end)
}

#[cfg(test)]
mod tests;
