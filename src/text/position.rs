//! Positions as editors use them: a line and a column, counted in one of three encodings.
//!
//! Conversions never fail, they clamp: a column beyond the end of its line becomes the end of the line
//! (before its line break), a line beyond the last becomes the end of the text, and a place inside a
//! code point becomes its start. Lines end only at `\n`, `\r\n` and `\r`.

use std::ops::Range;

use ropey::Rope;

/// The unit of a [`Position`]'s `character`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PositionEncoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: the default of the Language Server Protocol.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

/// A zero-based line, and the distance from its start in the units of a [`PositionEncoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: u32,
    pub character: u32,
}

impl Position {
    pub fn new(line: u32, character: u32) -> Self {
        Self { line, character }
    }
}

impl PositionEncoding {
    /// The units that `character` takes.
    fn width(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    /// The units that `text` takes.
    fn measure(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Utf32 => text.chars().count(),
        }
    }
}

/// The byte of `rope` at `position`.
pub fn offset_in_rope(rope: &Rope, position: Position, encoding: PositionEncoding) -> usize {
    cut_in_rope(rope, position, encoding).byte
}

/// The position of a byte of `rope`.
pub fn position_in_rope(rope: &Rope, offset: usize, encoding: PositionEncoding) -> Position {
    let offset = offset.min(rope.len_bytes());
    let line = rope.byte_to_line(offset);
    let before = offset - rope.line_to_byte(line);
    Position {
        line: clamp(line),
        character: units_in_line(rope.line(line).chunks(), before, encoding),
    }
}

/// A place in a text, and the character that it cuts in two, which is then right behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    pub byte: usize,
    pub character: Option<char>,
}

/// The byte of `rope` at `position`, or of the character that it is inside of.
pub fn cut_in_rope(rope: &Rope, position: Position, encoding: PositionEncoding) -> Cut {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return Cut {
            byte: rope.len_bytes(),
            character: None,
        };
    }
    let cut = cut_in_line(rope.line(line).chunks(), position.character, encoding);
    Cut {
        byte: rope.line_to_byte(line) + cut.byte,
        ..cut
    }
}

/// The bytes of `rope` between two positions, in any order.
pub fn range_in_rope(
    rope: &Rope,
    [one, other]: [Position; 2],
    encoding: PositionEncoding,
) -> Range<usize> {
    let one = offset_in_rope(rope, one, encoding);
    let other = offset_in_rope(rope, other, encoding);
    one.min(other)..one.max(other)
}

/// The number of bytes in the first `units` of a line, which comes in pieces.
pub(super) fn bytes_in_line<'a>(
    pieces: impl Iterator<Item = &'a str>,
    units: u32,
    encoding: PositionEncoding,
) -> usize {
    cut_in_line(pieces, units, encoding).byte
}

/// The place after the first `units` of a line, which comes in pieces.
fn cut_in_line<'a>(
    pieces: impl Iterator<Item = &'a str>,
    units: u32,
    encoding: PositionEncoding,
) -> Cut {
    let mut units = units as usize;
    let mut byte = 0;
    for character in pieces.flat_map(str::chars) {
        let width = encoding.width(character);
        let is_end = matches!(character, '\n' | '\r');
        if units < width || is_end {
            let character = (units > 0 && !is_end).then_some(character);
            return Cut { byte, character };
        }
        units -= width;
        byte += character.len_utf8();
    }
    Cut {
        byte,
        character: None,
    }
}

/// The number of units in the first `bytes` of a line, which comes in pieces.
pub(super) fn units_in_line<'a>(
    pieces: impl Iterator<Item = &'a str>,
    mut bytes: usize,
    encoding: PositionEncoding,
) -> u32 {
    let mut units = 0;
    for piece in pieces {
        let before = &piece[..piece.floor_char_boundary(bytes)];
        let taken = &before[..before.find(['\n', '\r']).unwrap_or(before.len())];
        units += encoding.measure(taken);
        if taken.len() < piece.len() {
            break;
        }
        bytes -= taken.len();
    }
    clamp(units)
}

pub(super) fn clamp(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::PositionEncoding::{Utf8, Utf16, Utf32};
    use super::*;

    const ENCODINGS: [PositionEncoding; 3] = [Utf8, Utf16, Utf32];

    #[test]
    fn counts_in_the_units_of_the_encoding() {
        let rope = Rope::from_str("a\nRocío 🎙 x\n");
        let end = "a\nRocío 🎙".len();
        for (encoding, character) in [(Utf8, 11), (Utf16, 8), (Utf32, 7)] {
            let position = Position::new(1, character);
            assert_eq!(position_in_rope(&rope, end, encoding), position);
            assert_eq!(offset_in_rope(&rope, position, encoding), end);
        }
    }

    #[test]
    fn clamps_positions_outside_the_text() {
        let rope = Rope::from_str("ab\r\n🎙\rc");
        let offset = |line, character| offset_in_rope(&rope, Position::new(line, character), Utf16);
        assert_eq!(offset(0, 99), 2, "before the line break");
        assert_eq!(
            offset(1, 1),
            4,
            "not between the halves of a surrogate pair"
        );
        assert_eq!(offset(1, 2), 8);
        assert_eq!(offset(u32::MAX, 0), rope.len_bytes());
        assert_eq!(
            position_in_rope(&rope, 3, Utf16),
            Position::new(0, 2),
            "inside CR LF"
        );
        assert_eq!(
            position_in_rope(&rope, 6, Utf16),
            Position::new(1, 0),
            "inside the microphone"
        );
        assert_eq!(position_in_rope(&rope, 999, Utf16), Position::new(2, 1));
    }

    #[test]
    fn only_line_feed_and_carriage_return_end_a_line() {
        let rope = Rope::from_str("a\u{2028}b\u{c}c\u{85}d\ne");
        assert_eq!(
            position_in_rope(&rope, rope.len_bytes(), Utf32),
            Position::new(1, 1)
        );
    }

    proptest! {
        #[test]
        fn every_character_boundary_round_trips(text in "(.|[\r\n🎙é]|\r\n){0,60}") {
            let rope = Rope::from_str(&text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                if text[..offset].ends_with('\r') && text[offset..].starts_with('\n') {
                    continue;
                }
                for encoding in ENCODINGS {
                    let position = position_in_rope(&rope, offset, encoding);
                    prop_assert_eq!(offset_in_rope(&rope, position, encoding), offset);
                }
            }
        }

        #[test]
        fn every_position_is_in_the_text(
            text in "(.|[\r\n🎙é]){0,20}", line in 0..9u32, character in 0..30u32, byte in 0..90usize,
        ) {
            let rope = Rope::from_str(&text);
            for encoding in ENCODINGS {
                let offset = offset_in_rope(&rope, Position::new(line, character), encoding);
                prop_assert!(text.is_char_boundary(offset));
                let position = position_in_rope(&rope, byte, encoding);
                prop_assert!(offset_in_rope(&rope, position, encoding) <= byte);
            }
        }
    }
}
