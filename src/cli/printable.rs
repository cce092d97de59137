//! Text from drafts as a terminal may show it. A draft comes from strangers: its control characters
//! could move the cursor, rename the window, or make a line of the log say what nobody said.

use std::borrow::Cow;
use std::fmt::Write;

/// What stands for a character that has no picture of its own.
const REPLACEMENT: char = '\u{fffd}';

/// The text on one line, with a picture in the place of each control character.
pub fn printable(text: &str) -> Cow<'_, str> {
    match text.contains(is_control) {
        true => text.chars().map(pictured).collect::<String>().into(),
        false => text.into(),
    }
}

/// The lines with a sign of the same length in bytes in the place of each control character but
/// those that the renderer shows itself, so that what is underlined stays where it is.
pub fn printable_in_place(lines: &str) -> String {
    let sign = |character: char| match character.len_utf8() {
        _ if !is_control(character) => character,
        2 => '¿',
        3 => REPLACEMENT,
        _ => character,
    };
    lines.chars().map(sign).collect()
}

/// JSON in which no control character stands raw and a line ends only where it does for every
/// reader. In JSON such characters stand in strings alone.
pub fn printable_json(json: String) -> String {
    let is_escaped = |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}');
    if !json.contains(is_escaped) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        match is_escaped(character) {
            // Writing to a string does not fail.
            true => drop(write!(out, "\\u{:04x}", character as u32)),
            false => out.push(character),
        }
    }
    out
}

/// Control characters, those that turn the direction of what follows them, and those that are none.
fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(character, '\u{fffe}' | '\u{ffff}')
}

fn pictured(character: char) -> char {
    match character {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + character as u32).unwrap_or(REPLACEMENT),
        '\u{7f}' => '␡',
        _ if is_control(character) => REPLACEMENT,
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown_and_not_obeyed() {
        assert_eq!(printable("a\x1b[31mb\r\nc\x07"), "a␛[31mb␍␊c␇");
        assert_eq!(printable("\u{9b}2J\u{7f}"), "\u{fffd}2J␡");
        assert_eq!(
            printable("\u{202e}txt.exe\u{2066}"),
            "\u{fffd}txt.exe\u{fffd}"
        );
    }

    #[test]
    fn a_line_stays_as_long_as_it_is() {
        let line = "\ta\x1b\u{9b}b\u{2028}c\u{202e}\u{ffff}é🌉";
        let shown = printable_in_place(line);
        assert_eq!(shown, "\ta\x1b¿b\u{fffd}c\u{fffd}\u{fffd}é🌉");
        assert_eq!(shown.len(), line.len());
    }

    #[test]
    fn letters_stay() {
        for text in ["Ødegård 🌉", "שלום\u{200f}", "क्‍ष", "e\u{301}"] {
            assert_eq!(printable(text), text);
        }
    }

    #[test]
    fn json_says_the_same() {
        let text = "a\x1b\u{9b}\u{85}\u{2028}\u{7f}b\"🌉";
        let json = printable_json(serde_json::to_string(text).unwrap());
        assert!(!json.contains(is_control), "{json:?}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
