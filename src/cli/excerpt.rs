//! How much of a text around a place is shown.

use std::ops::Range;

/// How many bytes of a text are shown before and behind a finding at most: enough for its lines, and
/// bounded, so that a text of one endless line is no burden.
const AROUND: usize = 2000;

/// The lines around a place, as far as they are shown.
pub fn shown_around(text: &str, place: &Range<usize>) -> Range<usize> {
    let from = text.floor_char_boundary(place.start.saturating_sub(AROUND));
    let line_start = text[from..place.start].rfind(['\n', '\r']);
    let to = text.floor_char_boundary((place.end + AROUND).min(text.len()));
    let line_end = text[place.end..to].find(['\n', '\r']);
    line_start.map_or(from, |at| from + at + 1)..line_end.map_or(to, |at| place.end + at)
}
