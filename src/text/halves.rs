//! Halves of surrogate pairs. Editors that count in UTF-16 can cut a character in two, and send or keep one half.
//!
//! A text here has U+FFFD in place of a half: that is one unit in UTF-16 too, so columns stay what the editor means.
//! Which half it was has to be remembered, because two halves that come together are a character again.
//!
//! JSON can contain a half and a `String` cannot, so on the way from the editor a half is written as three
//! noncharacters, which no text may contain.

/// The first of the 32 noncharacters that are next to each other.
const FIRST: u32 = 0xfdd0;

/// The first of the 2,048 halves.
const HALVES: u16 = 0xd800;

/// Noncharacters that stand for a half, five bits each.
pub fn marked(half: u16) -> [char; 3] {
    let number = u32::from(half - HALVES);
    [number >> 10, number >> 5, number]
        .map(|bits| char::from_u32(FIRST + (bits & 31)).expect("a noncharacter is a code point"))
}

/// A half that was marked, at the start of `text`.
fn half_at(text: &str) -> Option<u16> {
    let mut marks = text.chars();
    let mut number = 0;
    for _ in 0..3 {
        let bits = u32::from(marks.next()?).checked_sub(FIRST)?;
        number = number << 5 | (bits < 32).then_some(bits)?;
    }
    let half = u32::from(HALVES) + number;
    u16::try_from(half).ok().filter(|half| is_half(*half))
}

fn is_half(unit: u16) -> bool {
    (0xd800..=0xdfff).contains(&unit)
}

/// The two halves of a character, if it is a pair in UTF-16.
pub fn halves_of(character: char) -> Option<[u16; 2]> {
    let mut units = [0; 2];
    (character.encode_utf16(&mut units).len() == 2).then_some(units)
}

fn joined(high: u16, low: u16) -> Option<char> {
    char::decode_utf16([high, low]).next()?.ok()
}

/// A text with halves in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct HalvedText {
    /// With U+FFFD in place of each half.
    pub text: String,
    /// The byte of each U+FFFD that stands for a half, in order.
    pub halves: Vec<(usize, u16)>,
}

impl HalvedText {
    /// Adds a text in which halves are marked.
    pub fn push_marked(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(|c| (FIRST..FIRST + 32).contains(&u32::from(c))) {
            self.text.push_str(&rest[..at]);
            rest = &rest[at..];
            let mark = rest.chars().next().map_or(0, char::len_utf8);
            match half_at(rest) {
                Some(half) => {
                    self.push_half(half);
                    rest = &rest[3 * mark..];
                }
                None => {
                    self.text.push_str(&rest[..mark]);
                    rest = &rest[mark..];
                }
            }
        }
        self.text.push_str(rest);
    }

    /// Adds a half, which may complete the one before it.
    pub fn push_half(&mut self, half: u16) {
        let before = self
            .text
            .len()
            .checked_sub(char::REPLACEMENT_CHARACTER.len_utf8());
        let open = self.halves.last().filter(|(at, _)| Some(*at) == before);
        match open.and_then(|(_, high)| joined(*high, half)) {
            Some(character) => {
                self.halves.pop();
                self.text.pop();
                self.text.push(character);
            }
            None => {
                self.halves.push((self.text.len(), half));
                self.text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text as an editor has it, in UTF-16.
    fn read(units: &[u16]) -> HalvedText {
        let mut text = String::new();
        for unit in char::decode_utf16(units.iter().copied()) {
            match unit {
                Ok(character) => text.push(character),
                Err(half) => text.extend(marked(half.unpaired_surrogate())),
            }
        }
        let mut read = HalvedText::default();
        read.push_marked(&text);
        read
    }

    #[test]
    fn every_half_is_read_back() {
        for half in 0xd800..=0xdfff {
            let read = read(&[0x61, half, 0x62]);
            assert_eq!(read.text, "a\u{fffd}b");
            assert_eq!(read.halves, [(1, half)]);
        }
    }

    #[test]
    fn noncharacters_that_mark_nothing_stay() {
        let mut read = HalvedText::default();
        for text in ["\u{fdd0}", "\u{fdd0}\u{fdd0}a", "\u{fdef}\u{fdef}\u{fdef}"] {
            read.push_marked(text);
            read.text.push('.');
        }
        assert_eq!(
            read.text,
            "\u{fdd0}.\u{fdd0}\u{fdd0}a.\u{fdef}\u{fdef}\u{fdef}."
        );
        assert!(read.halves.is_empty());
    }

    #[test]
    fn halves_that_come_together_are_a_character() {
        let [high, low] = halves_of('😀').expect("a pair");
        let mut read = HalvedText::default();
        for half in [low, high, low, high, high, low] {
            read.push_half(half);
        }
        assert_eq!(read.text, "\u{fffd}😀\u{fffd}😀");
        assert_eq!(read.halves, [(0, low), (7, high)]);
    }

    proptest! {
        #[test]
        fn a_text_keeps_its_length_in_utf_16(units in proptest::collection::vec(prop_oneof![
            Just(0x61), Just(0xd83d), Just(0xde00), any::<u16>(),
        ], 0..20)) {
            let read = read(&units);
            prop_assert_eq!(read.text.encode_utf16().count(), units.len());
        }
    }
}
