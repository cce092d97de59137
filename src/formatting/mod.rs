//! `sayso fmt` and formatting in editors: one style for all drafts, without settings.
//!
//! Only white space is replaced: names, strings, comments and their order stay as they were written. The
//! writer may choose straight or curly quotation marks and often the order of fields. So nothing has to
//! be read back from the model, no comment can get lost, and an edit is as small as the white space
//! that was wrong. Text that is already in style is left alone, so formatting twice changes nothing.
//!
//! A declaration with a syntax error stays unchanged, byte for byte, and does not count when the line
//! ends of the file are chosen. Otherwise formatting the rest could change that choice, and formatting
//! twice would differ from formatting once.

mod edits;
mod blank_lines;
mod declaration;

use std::ops::Range;

use crate::syntax::segment_starts;
use crate::text::byte_order_mark::BYTE_ORDER_MARK;
use blank_lines::Unit;
use declaration::SegmentText;
use edits::{WhitespaceEdits, line_breaks};

pub use edits::{WhitespaceEdit, apply};

/// The text in style.
pub fn formatted(text: &str) -> String {
    apply(text, &edits(text))
}

/// The edits that bring the text into style, in order.
pub fn edits(text: &str) -> Vec<WhitespaceEdit> {
    let mark = text.len() - text.trim_start_matches(BYTE_ORDER_MARK).len();
    let starts = segment_starts(text);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let segments: Vec<SegmentText> = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| {
            let mark = if start == 0 { mark } else { 0 };
            SegmentText::new(start, &text[start..end], mark)
        })
        .collect();
    let mut edits = WhitespaceEdits {
        text,
        line_end: line_end(&segments),
        edits: Vec::new(),
    };
    let mut units: Vec<Unit> = Vec::new();
    for segment in &segments {
        declaration::lay_out(segment, &mut units, &mut edits);
    }
    blank_lines::lay_out(mark, &units, &mut edits);
    edits.edits.sort_by_key(|edit| edit.range.start);
    edits.edits
}

/// The edits that bring the declarations touched by any of the `ranges` into style.
pub fn edits_in(text: &str, ranges: &[Range<usize>]) -> Vec<WhitespaceEdit> {
    let starts = segment_starts(text);
    let segment_at = |at: usize| starts.partition_point(|&start| start <= at);
    let touched = ranges.iter().map(|range| {
        let last = range.end.saturating_sub(1).max(range.start);
        let start = segment_at(range.start).saturating_sub(1);
        let start = starts.get(start).copied().unwrap_or_default();
        // A missing line break at the end of the file belongs to the last declaration.
        let end = starts.get(segment_at(last)).copied();
        start..end.unwrap_or(text.len() + 1)
    });
    let mut touched: Vec<Range<usize>> = touched.collect();
    touched.sort_unstable_by_key(|range| range.start);
    touched.dedup_by(|later, earlier| {
        let overlap = later.start <= earlier.end;
        if overlap {
            earlier.end = earlier.end.max(later.end);
        }
        overlap
    });
    let mut edits = edits(text);
    edits.retain(|edit| {
        let behind = touched.partition_point(|range| range.start <= edit.range.start);
        let range = behind.checked_sub(1).map(|at| &touched[at]);
        range.is_some_and(|range| edit.range.start < range.end)
    });
    edits
}

/// The line end of most lines. Segments that cannot be read count only if nothing else has a line end.
fn line_end(segments: &[SegmentText]) -> &'static str {
    let readable = segments.iter().filter(|segment| segment.is_readable());
    let all = || segments.iter().map(|segment| segment.text);
    most_common_line_end(readable.map(|segment| segment.text))
        .or_else(|| most_common_line_end(all()))
        .unwrap_or("\n")
}

fn most_common_line_end<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let (mut all, mut with_return) = (0, 0);
    for text in texts {
        all += line_breaks(text);
        with_return += text.matches("\r\n").count();
    }
    let line_end = if 2 * with_return > all { "\r\n" } else { "\n" };
    (all > 0).then_some(line_end)
}

#[cfg(test)]
mod tests;
