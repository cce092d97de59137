//! Where the lines of a text that nobody is editing begin, for positions without a rope.

use std::ops::Range;

use super::position::{Position, PositionEncoding, bytes_in_line, clamp, units_in_line};

/// The starts of a text's lines, in bytes. The text itself is given with every question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let after_break = |&at: &usize| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
        let breaks = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(after_break);
        Self {
            starts: [0]
                .into_iter()
                .chain(breaks.map(|at| clamp(at + 1)))
                .collect(),
        }
    }

    /// The zero-based line of a byte.
    pub fn line(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|&start| start as usize <= offset)
            - 1
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

    /// The byte of `text` that `position` stands for.
    pub fn offset(&self, text: &str, position: Position, encoding: PositionEncoding) -> usize {
        let line = self.line_range(text, position.line as usize);
        line.start + bytes_in_line([&text[line]].into_iter(), position.character, encoding)
    }

    /// The position of a byte of `text`.
    pub fn position(&self, text: &str, offset: usize, encoding: PositionEncoding) -> Position {
        let offset = offset.min(text.len());
        let line = self.line(offset);
        let range = self.line_range(text, line);
        let before = offset - range.start;
        let character = units_in_line([&text[range]].into_iter(), before, encoding);
        Position {
            line: clamp(line),
            character,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ropey::Rope;

    use super::*;
    use crate::text::position::{offset_in_rope, position_in_rope};

    #[test]
    fn lines_end_at_each_kind_of_break() {
        let text = "a\r\nb\rc\n\n";
        let index = LineIndex::new(text);
        let lines: Vec<_> = (0..7)
            .map(|line| &text[index.line_range(text, line)])
            .collect();
        assert_eq!(lines, ["a\r\n", "b\r", "c\n", "\n", "", "", ""]);
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
