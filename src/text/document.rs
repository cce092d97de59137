//! A text that is open in an editor, and the bytes that each change replaces.

use std::ops::Range;

use ropey::Rope;

use super::halves::{HalvedText, halves_of};
use super::position::{Cut, Position, PositionEncoding, cut_in_rope};

/// An open text with the version number from its editor. A clone shares the text.
#[derive(Clone, Debug)]
pub struct Document {
    pub rope: Rope,
    pub version: i32,
    /// The bytes at which U+FFFD stands for half of a character, and which half, in order.
    halves: Vec<(usize, u16)>,
}

/// A change from an editor: `text` replaces a range, or everything. Halves of characters are marked in `text`.
#[derive(Clone, Debug)]
pub struct TextChange {
    pub range: Option<[Position; 2]>,
    pub text: String,
}

/// The effect of a change: `new` replaced the bytes `old`. It may be more than what the editor changed, if that
/// began or ended inside of a character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByteEdit {
    pub old: Range<usize>,
    pub new: String,
}

const HALF: usize = char::REPLACEMENT_CHARACTER.len_utf8();

impl Document {
    /// Halves of characters are marked in `text`.
    pub fn new(text: &str, version: i32) -> Self {
        let mut read = HalvedText::default();
        read.push_marked(text);
        Self {
            rope: Rope::from_str(&read.text),
            version,
            halves: read.halves,
        }
    }

    /// Applies one change. Its positions refer to the text after the previous change.
    pub fn apply(&mut self, change: &TextChange, encoding: PositionEncoding) -> ByteEdit {
        let Some(positions) = change.range else {
            let old = 0..self.rope.len_bytes();
            *self = Document::new(&change.text, self.version);
            let new = self.rope.to_string();
            return ByteEdit { old, new };
        };
        let [start, end] = self.cuts(positions, encoding);
        let mut old = start.byte..end.byte;
        let mut new = HalvedText::default();
        if let Some([high, _]) = halves_cut(start, encoding) {
            new.push_half(high);
        } else if let Some(before) = self.half_before(start.byte) {
            old.start -= HALF;
            new.push_half(before);
        }
        new.push_marked(&change.text);
        if let Some([_, low]) = halves_cut(end, encoding) {
            old.end += end.character.map_or(0, char::len_utf8);
            new.push_half(low);
        } else if let Some(behind) = self.half_at(end.byte) {
            old.end += HALF;
            new.push_half(behind);
        }
        self.replace(old, new)
    }

    /// The places of two positions, in order.
    fn cuts(&self, [one, other]: [Position; 2], encoding: PositionEncoding) -> [Cut; 2] {
        [one.min(other), one.max(other)].map(|at| cut_in_rope(&self.rope, at, encoding))
    }

    fn half_at(&self, byte: usize) -> Option<u16> {
        let found = self.halves.binary_search_by_key(&byte, |(at, _)| *at);
        found.ok().map(|found| self.halves[found].1)
    }

    fn half_before(&self, byte: usize) -> Option<u16> {
        self.half_at(byte.checked_sub(HALF)?)
    }

    fn replace(&mut self, old: Range<usize>, new: HalvedText) -> ByteEdit {
        let start = self.rope.byte_to_char(old.start);
        self.rope.remove(start..self.rope.byte_to_char(old.end));
        self.rope.insert(start, &new.text);
        let [from, to] =
            [old.start, old.end].map(|byte| self.halves.partition_point(|(at, _)| *at < byte));
        for (at, _) in &mut self.halves[to..] {
            *at = *at - old.len() + new.text.len();
        }
        let halves = new.halves.iter().map(|(at, half)| (old.start + at, *half));
        self.halves.splice(from..to, halves);
        ByteEdit { old, new: new.text }
    }
}

/// The halves of the character that a place cuts in two. What is left of one in UTF-8 has no columns that anybody
/// could agree on: the place is then before the character.
fn halves_cut(cut: Cut, encoding: PositionEncoding) -> Option<[u16; 2]> {
    let character = cut
        .character
        .filter(|_| encoding == PositionEncoding::Utf16)?;
    halves_of(character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::halves::marked;
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
        let new = "é".to_owned();
        assert_eq!(edit, ByteEdit { old: 8..12, new });
        assert_eq!(document.rope, "claim: \"é\"\nentity x");
    }

    #[test]
    fn replaces_the_whole_text() {
        let mut document = Document::new("old", 1);
        let all = TextChange {
            range: None,
            text: "brand new".to_owned(),
        };
        let edit = document.apply(&all, PositionEncoding::Utf8);
        let new = "brand new".to_owned();
        assert_eq!(edit, ByteEdit { old: 0..3, new });
        assert_eq!(document.rope, "brand new");
    }

    /// The text after changes of `x😀y`, each a range of columns and what replaces it.
    #[track_caller]
    fn check_halves(changes: &[(u32, u32, &str)], expected: &str) {
        let mut document = Document::new("x😀y", 1);
        for &(from, to, text) in changes {
            document.apply(&replace((0, from), (0, to), text), PositionEncoding::Utf16);
        }
        assert_eq!(document.rope, expected, "{changes:?}");
    }

    #[test]
    fn a_character_can_be_cut_in_two() {
        let [high, low] = [0xd83d, 0xde00].map(|half| String::from_iter(marked(half)));
        let (high, low) = (&*high, &*low);
        check_halves(&[(2, 3, "")], "x\u{fffd}y");
        check_halves(&[(1, 2, "")], "x\u{fffd}y");
        check_halves(&[(0, 2, "")], "\u{fffd}y");
        check_halves(&[(2, 4, "")], "x\u{fffd}");
        // Later columns are what the editor means.
        check_halves(&[(2, 3, ""), (3, 3, "z")], "x\u{fffd}yz");
        check_halves(&[(2, 3, ""), (1, 2, "")], "xy");
        check_halves(&[(1, 2, ""), (1, 2, "")], "xy");
        // Halves that come together are the character again.
        check_halves(&[(2, 2, "-")], "x\u{fffd}-\u{fffd}y");
        check_halves(&[(2, 2, "-"), (2, 3, "")], "x😀y");
        check_halves(&[(2, 3, ""), (2, 2, low)], "x😀y");
        check_halves(&[(1, 2, ""), (1, 1, high)], "x😀y");
        check_halves(&[(1, 3, ""), (1, 1, high), (2, 2, low)], "x😀y");
        check_halves(&[(1, 3, ""), (1, 1, low), (1, 1, high)], "x😀y");
        // Others stay apart.
        check_halves(&[(2, 2, high)], "x\u{fffd}😀y");
        check_halves(&[(2, 2, low)], "x😀\u{fffd}y");
        check_halves(
            &[(1, 3, ""), (1, 1, low), (2, 2, high)],
            "x\u{fffd}\u{fffd}y",
        );
    }

    #[test]
    fn only_columns_in_utf_16_cut_characters() {
        for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf32] {
            let mut document = Document::new("x😀y", 1);
            document.apply(&replace((0, 1), (0, 2), ""), encoding);
            let left = document.rope.to_string();
            assert!(["xy", "x😀y"].contains(&&*left), "{left}");
        }
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
                let mut expected = before.clone();
                expected.replace_range(edit.old, &edit.new);
                prop_assert_eq!(document.rope.to_string(), expected);
            }
        }

        /// An editor that counts in UTF-16 has the same text, whatever it cuts.
        #[test]
        fn the_text_is_that_of_an_editor_in_utf_16(
            changes in proptest::collection::vec((0..12usize, 0..12usize, "[ab😀🎙]{0,2}", any::<bool>()), 0..8),
        ) {
            let mut editor: Vec<u16> = "a😀b🎙🎙".encode_utf16().collect();
            let mut document = Document::new("a😀b🎙🎙", 1);
            for (from, to, text, is_cut) in changes {
                let (from, to) = (from.min(to).min(editor.len()), from.max(to).min(editor.len()));
                let mut units: Vec<u16> = text.encode_utf16().collect();
                if is_cut {
                    units.pop();
                }
                let sent = char::decode_utf16(units.iter().copied()).map(|unit| match unit {
                    Ok(character) => character.to_string(),
                    Err(half) => String::from_iter(marked(half.unpaired_surrogate())),
                });
                let sent: String = sent.collect();
                document.apply(&replace((0, from as u32), (0, to as u32), &sent), PositionEncoding::Utf16);
                editor.splice(from..to, units);
            }
            prop_assert_eq!(document.rope.to_string(), String::from_utf16_lossy(&editor));
        }
    }
}
