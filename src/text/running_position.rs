//! The positions of bytes that come in order: each byte of a text is counted once.

use super::position::{Position, PositionEncoding};

/// A place in a text that only moves forward.
#[derive(Clone, Debug)]
pub struct RunningPosition<'a> {
    text: &'a [u8],
    at: usize,
    position: Position,
    encoding: PositionEncoding,
}

impl<'a> RunningPosition<'a> {
    /// At the start of `text`, which is the start of that line.
    pub fn new(text: &'a str, line: u32, encoding: PositionEncoding) -> RunningPosition<'a> {
        RunningPosition {
            text: text.as_bytes(),
            at: 0,
            position: Position::new(line, 0),
            encoding,
        }
    }

    /// The position of the byte `offset`, or of the place that was reached if that is further.
    pub fn at(&mut self, offset: usize) -> Position {
        let end = offset.min(self.text.len());
        while self.at < end {
            let byte = self.text[self.at];
            self.at += 1;
            let is_line_end =
                byte == b'\n' || byte == b'\r' && self.text.get(self.at) != Some(&b'\n');
            if is_line_end {
                self.position = Position::new(self.position.line + 1, 0);
            } else {
                self.position.character += units_at(byte, self.encoding);
            }
        }
        self.position
    }
}

/// The units of the character that begins with the byte; none for the other bytes of a character.
fn units_at(byte: u8, encoding: PositionEncoding) -> u32 {
    let begins = byte & 0b1100_0000 != 0b1000_0000;
    match encoding {
        PositionEncoding::Utf8 => 1,
        PositionEncoding::Utf16 => u32::from(begins) + u32::from(byte >= 0b1111_0000),
        PositionEncoding::Utf32 => u32::from(begins),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::line_index::LineIndex;

    proptest! {
        #[test]
        fn it_counts_as_the_index_of_lines_does(text in "([a-c \r\n]|é|語|🌉|e\u{301}){0,30}") {
            let lines = LineIndex::new(&text);
            for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32] {
                let mut running = RunningPosition::new(&text, 0, encoding);
                for (at, _) in text.char_indices() {
                    // A place between the two characters of a line end is in no line.
                    if !text[..at].ends_with('\r') || !text[at..].starts_with('\n') {
                        prop_assert_eq!(running.at(at), lines.position(&text, at, encoding));
                    }
                }
            }
        }
    }
}
