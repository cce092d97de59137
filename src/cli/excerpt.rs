//! The lines of a text around a place.

use std::ops::Range;

use crate::text::byte_order_mark::mark_length;

/// The maximum number of bytes that are shown before and after a finding: enough for its lines, even if the
/// whole text is one endless line.
const MAX_AROUND: usize = 2000;

/// The byte range of the lines around a place, as far as they are shown.
pub fn shown_around(text: &str, place: &Range<usize>) -> Range<usize> {
    let from = text.floor_char_boundary(place.start.saturating_sub(MAX_AROUND));
    // Nobody sees a byte-order mark.
    let from = from.max(mark_length(text).min(place.start));
    let line_start = text[from..place.start].rfind(['\n', '\r']);
    let to = text.floor_char_boundary((place.end + MAX_AROUND).min(text.len()));
    let line_end = text[place.end..to].find(['\n', '\r']);
    line_start.map_or(from, |at| from + at + 1)..line_end.map_or(to, |at| place.end + at)
}
