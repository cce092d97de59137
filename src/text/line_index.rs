//! The lines of a text that is not being edited, to convert positions without a rope.

use std::ops::Range;

use super::byte_order_mark::mark_length;
use super::position::{Position, PositionEncoding, bytes_in_line, clamp, units_in_line};

/// The starts of a text's lines, in bytes. Callers pass the text itself to each method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Places in long lines, so that not every call counts all characters of such a line.
    marks: Vec<ColumnMark>,
}

/// A place in a line, with the number of units before it in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ColumnMark {
    byte: u32,
    utf16: u32,
    utf32: u32,
}

/// The distance between two marks, in bytes.
const STRETCH: usize = 1024;

impl LineIndex {
    pub fn new(text: &str) -> Self {
        Self::from(text, 0)
    }

    /// The lines of the text of a file: the first one starts after a byte-order mark.
    pub fn of_file(text: &str) -> Self {
        Self::from(text, mark_length(text))
    }

    /// The lines of `text`, of which the first one starts at the byte `first`.
    fn from(text: &str, first: usize) -> Self {
        let bytes = text.as_bytes();
        let after_break = |&at: &usize| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
        let breaks = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(after_break);
        let starts: Vec<u32> = [clamp(first)]
            .into_iter()
            .chain(breaks.map(|at| clamp(at + 1)))
            .collect();
        let ends = starts.iter().skip(1).copied().chain([clamp(text.len())]);
        let lines = starts
            .iter()
            .zip(ends)
            .map(|(&start, end)| start as usize..end as usize);
        let long = lines.filter(|line| line.len() > 2 * STRETCH);
        let marks = long.flat_map(|line| marks_in(text, line)).collect();
        Self { starts, marks }
    }

    /// The zero-based line of a byte.
    pub fn line(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|&start| start as usize <= offset)
            .saturating_sub(1)
    }

    /// The bytes of a line with its line break; empty at the end of the text for a line beyond it.
    pub fn line_range(&self, text: &str, line: usize) -> Range<usize> {
        let start = |line| {
            self.starts
                .get(line)
                .map_or(text.len(), |&start| start as usize)
        };
        start(line)..start(line.saturating_add(1))
    }

    /// The byte of `text` at `position`.
    pub fn offset(&self, text: &str, position: Position, encoding: PositionEncoding) -> usize {
        let line = self.line_range(text, position.line as usize);
        line.start + bytes_in_line([&text[line]].into_iter(), position.character, encoding)
    }

    /// The position of a byte of `text`.
    pub fn position(&self, text: &str, offset: usize, encoding: PositionEncoding) -> Position {
        let offset = offset.min(text.len());
        let line = self.line(offset);
        let range = self.line_range(text, line);
        let offset = offset.max(range.start);
        let (from, known) = match self.mark_before(offset, range.start) {
            Some(mark) => (mark.byte as usize, mark.units(encoding, range.start)),
            None => (range.start, 0),
        };
        let rest = &text[from..range.end];
        let character = known + units_in_line([rest].into_iter(), offset - from, encoding);
        Position {
            line: clamp(line),
            character,
        }
    }
}

impl LineIndex {
    /// The last mark before or at `offset` in the line that starts at `start`.
    fn mark_before(&self, offset: usize, start: usize) -> Option<&ColumnMark> {
        let behind = self
            .marks
            .partition_point(|mark| mark.byte as usize <= offset);
        let mark = self.marks.get(behind.checked_sub(1)?)?;
        (mark.byte as usize >= start).then_some(mark)
    }
}

impl ColumnMark {
    /// The number of units before it in its line, which starts at `start`.
    fn units(&self, encoding: PositionEncoding, start: usize) -> u32 {
        match encoding {
            PositionEncoding::Utf8 => self.byte - clamp(start),
            PositionEncoding::Utf16 => self.utf16,
            PositionEncoding::Utf32 => self.utf32,
        }
    }
}

/// A mark after every stretch of a line except the last one.
fn marks_in(text: &str, line: Range<usize>) -> impl Iterator<Item = ColumnMark> + '_ {
    let mut from = line.start;
    let (mut utf16, mut utf32) = (0, 0);
    std::iter::from_fn(move || {
        let to = text.floor_char_boundary(from + STRETCH);
        if to + STRETCH > line.end {
            return None;
        }
        let stretch = &text[from..to];
        utf32 += stretch.chars().count();
        utf16 += stretch.chars().map(char::len_utf16).sum::<usize>();
        from = to;
        Some(ColumnMark {
            byte: clamp(to),
            utf16: clamp(utf16),
            utf32: clamp(utf32),
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ropey::Rope;

    use super::*;
    use crate::text::position::{offset_in_rope, position_in_rope};

    #[test]
    fn lines_end_at_every_kind_of_line_break() {
        let text = "a\r\nb\rc\n\n";
        let index = LineIndex::new(text);
        let lines: Vec<_> = (0..7)
            .map(|line| &text[index.line_range(text, line)])
            .collect();
        assert_eq!(lines, ["a\r\n", "b\r", "c\n", "\n", "", "", ""]);
    }

    #[test]
    fn a_byte_order_mark_has_no_column() {
        for text in [
            "\u{feff}é b\nc\u{feff}d",
            &format!("\u{feff}{}\nc\u{feff}d", "é".repeat(2_000)),
        ] {
            let without = &text[3..];
            let (index, plain) = (LineIndex::of_file(text), LineIndex::new(without));
            for encoding in [
                PositionEncoding::Utf8,
                PositionEncoding::Utf16,
                PositionEncoding::Utf32,
            ] {
                assert_eq!(index.position(text, 0, encoding), Position::new(0, 0));
                for byte in (0..=without.len()).filter(|&byte| without.is_char_boundary(byte)) {
                    let position = plain.position(without, byte, encoding);
                    assert_eq!(index.position(text, byte + 3, encoding), position);
                    let offset = plain.offset(without, position, encoding);
                    assert_eq!(index.offset(text, position, encoding), offset + 3);
                }
            }
        }
    }

    #[test]
    fn columns_of_very_long_lines() {
        let text = format!("a\n{}\n{}b", "é🎙x".repeat(2_000), "Rocío ".repeat(1_000));
        let (index, rope) = (LineIndex::new(&text), Rope::from_str(&text));
        for byte in (0..=text.len()).filter(|&byte| text.is_char_boundary(byte)) {
            for encoding in [
                PositionEncoding::Utf8,
                PositionEncoding::Utf16,
                PositionEncoding::Utf32,
            ] {
                let expected = position_in_rope(&rope, byte, encoding);
                assert_eq!(index.position(&text, byte, encoding), expected);
            }
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_rope(
            text in "(.|[\r\n🎙é]|\r\n){0,40}", line in 0..9u32, character in 0..30u32, byte in 0..120usize,
        ) {
            let (index, rope) = (LineIndex::new(&text), Rope::from_str(&text));
            let position = Position::new(line, character);
            for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32] {
                prop_assert_eq!(
                    index.offset(&text, position, encoding),
                    offset_in_rope(&rope, position, encoding)
                );
                prop_assert_eq!(
                    index.position(&text, byte, encoding),
                    position_in_rope(&rope, byte, encoding)
                );
            }
        }
    }
}
