//! A text that is open in an editor, and the bytes that each change replaces.

use std::ops::Range;

use ropey::Rope;

use super::position::{Position, PositionEncoding, range_in_rope};

/// An open text with the version number from its editor. A clone shares the text.
#[derive(Clone, Debug)]
pub struct Document {
    pub rope: Rope,
    pub version: i32,
}

/// A change from an editor: `text` replaces a range, or everything.
#[derive(Clone, Debug)]
pub struct TextChange {
    pub range: Option<[Position; 2]>,
    pub text: String,
}

/// The effect of a change: `new_len` bytes replaced the bytes `old`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByteEdit {
    pub old: Range<usize>,
    pub new_len: usize,
}

impl Document {
    pub fn new(text: &str, version: i32) -> Self {
        Self {
            rope: Rope::from_str(text),
            version,
        }
    }

    /// Applies one change. Its positions refer to the text after the previous change.
    pub fn apply(&mut self, change: &TextChange, encoding: PositionEncoding) -> ByteEdit {
        let new_len = change.text.len();
        let Some(positions) = change.range else {
            let old = 0..self.rope.len_bytes();
            self.rope = Rope::from_str(&change.text);
            return ByteEdit { old, new_len };
        };
        let old = range_in_rope(&self.rope, positions, encoding);
        let start = self.rope.byte_to_char(old.start);
        self.rope.remove(start..self.rope.byte_to_char(old.end));
        self.rope.insert(start, &change.text);
        ByteEdit { old, new_len }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn replace(from: (u32, u32), to: (u32, u32), text: &str) -> TextChange {
        let range = [Position::new(from.0, from.1), Position::new(to.0, to.1)];
        TextChange {
            range: Some(range),
            text: text.to_owned(),
        }
    }

    #[test]
    fn reports_the_bytes_that_changed() {
        let mut document = Document::new("claim: \"🎙\"\nentity x", 1);
        let edit = document.apply(&replace((0, 8), (0, 10), "é"), PositionEncoding::Utf16);
        assert_eq!(
            edit,
            ByteEdit {
                old: 8..12,
                new_len: 2
            }
        );
        assert_eq!(document.rope, "claim: \"é\"\nentity x");
    }

    #[test]
    fn replaces_the_whole_text() {
        let mut document = Document::new("old", 1);
        let all = TextChange {
            range: None,
            text: "brand new".to_owned(),
        };
        assert_eq!(
            document.apply(&all, PositionEncoding::Utf8),
            ByteEdit {
                old: 0..3,
                new_len: 9
            }
        );
        assert_eq!(document.rope, "brand new");
    }

    #[test]
    fn accepts_reversed_ranges_and_ranges_outside_the_text() {
        let mut document = Document::new("one\ntwo", 1);
        document.apply(&replace((9, 9), (1, 1), "!"), PositionEncoding::Utf16);
        assert_eq!(document.rope, "one\nt!");
    }

    proptest! {
        /// The syntax tree relies on this: the edit applied to the old bytes yields the new ones.
        #[test]
        fn the_edit_describes_the_whole_change(
            before in "(.|[\r\n🎙é]){0,40}", text in "(.|[\r\n🎙é]){0,10}",
            from in (0..6u32, 0..20u32), to in (0..6u32, 0..20u32),
        ) {
            for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32] {
                let mut document = Document::new(&before, 1);
                let edit = document.apply(&replace(from, to, &text), encoding);
                prop_assert_eq!(edit.new_len, text.len());
                let mut expected = before.clone();
                expected.replace_range(edit.old, &text);
                prop_assert_eq!(document.rope.to_string(), expected);
            }
        }
    }
}
