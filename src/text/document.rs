//! A text that an editor is changing, and what each change did to its bytes.

use std::ops::Range;

use ropey::Rope;

use super::position::{Position, PositionEncoding, range_in_rope};

/// An open text with the version that its editor gave it. A clone shares the text.
#[derive(Clone, Debug)]
pub struct Document {
    pub rope: Rope,
    pub version: i32,
}

/// What an editor asks for: `text` in place of a range, or in place of everything.
#[derive(Clone, Debug)]
pub struct TextChange {
    pub range: Option<[Position; 2]>,
    pub text: String,
}

/// What a change did: `new_len` bytes stand where the bytes `old` stood.
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

    /// Applies one change. Positions are those of the text as the change before it left it.
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
    fn takes_a_new_text_whole() {
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
    fn takes_a_range_that_is_the_wrong_way_round_or_outside() {
        let mut document = Document::new("one\ntwo", 1);
        document.apply(&replace((9, 9), (1, 1), "!"), PositionEncoding::Utf16);
        assert_eq!(document.rope, "one\nt!");
    }

    proptest! {
        /// What the syntax tree relies on: the edit, done to the old bytes, gives the new ones.
        #[test]
        fn the_edit_tells_the_whole_change(
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
