//! Text from drafts as a terminal and a log may show it. A draft comes from strangers: its control
//! characters could move the cursor, rename the window, or make a line of the log say what nobody
//! said; and some CI servers take orders from what is printed.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;

/// What stands for a character that has no picture of its own.
const REPLACEMENT: char = '\u{fffd}';

/// The text on one line, with a picture in the place of each control character, and no order to a
/// CI server.
pub fn printable(text: &str) -> Cow<'_, str> {
    let orders = orders_in(text);
    if orders.is_empty() && !text.contains(is_control) {
        return text.into();
    }
    let shown = text.char_indices().map(|(at, character)| match character {
        '#' if orders.contains(&at) => '＃',
        ':' if orders.contains(&at) => '：',
        _ => pictured(character),
    });
    shown.collect::<String>().into()
}

/// The lines with a sign of the same length in bytes in the place of each control character but
/// those that the renderer shows itself, and in that of each order, so that what is underlined
/// stays where it is.
pub fn printable_in_place(lines: &str) -> String {
    let orders = orders_in(lines);
    let sign = |(at, character): (usize, char)| match character.len_utf8() {
        1 if orders.contains(&at) => '?',
        _ if !is_control(character) => character,
        2 => '¿',
        3 => REPLACEMENT,
        _ => character,
    };
    lines.char_indices().map(sign).collect()
}

/// JSON in which no control character stands raw, a line ends only where it does for every
/// reader, and no order is given. In JSON such characters stand in strings alone.
pub fn printable_json(json: String) -> String {
    let is_escaped = |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}');
    let orders = orders_in(&json);
    if orders.is_empty() && !json.contains(is_escaped) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for (at, character) in json.char_indices() {
        match is_escaped(character) || orders.contains(&at) {
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

/// Where text would be an order to a CI server that reads its log: the first sign of a `::` that
/// begins a line, as GitHub has it, and of each `##[`, `##vso[` and `##teamcity[`, which GitHub, Azure
/// DevOps and TeamCity find anywhere.
fn orders_in(text: &str) -> BTreeSet<usize> {
    let is_blank = |c: char| c.is_whitespace() || is_ignorable(c);
    let line = text.trim_start_matches(is_blank);
    let starts = behind(line, ':').and_then(|rest| behind(rest, ':'));
    let start = starts.map(|_| text.len() - line.len());
    let signs = text.match_indices('#').map(|(at, _)| at);
    let inside = signs.filter(|at| {
        let word = behind(&text[at + 1..], '#').unwrap_or_default();
        let is_skipped = |c: char| c.is_ascii_alphanumeric() || is_ignorable(c);
        word.trim_start_matches(is_skipped).starts_with('[')
    });
    start.into_iter().chain(inside).collect()
}

/// What stands behind the sign that the text begins with.
fn behind(text: &str, sign: char) -> Option<&str> {
    text.trim_start_matches(is_ignorable).strip_prefix(sign)
}

/// Characters that nobody sees. GitHub's runner compares texts as if they were not there.
fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
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
    fn no_ci_server_is_given_orders() {
        for (text, shown) in [
            ("::error::x", "：:error::x"),
            (" \u{200b}:\u{ad}:error::x", " \u{200b}：\u{ad}:error::x"),
            ("a ##[error]", "a ＃#[error]"),
            ("#\u{2060}##\u{200d}[x]", "#\u{2060}＃#\u{200d}[x]"),
            ("##vso[x] ##teamcity[y]", "＃#vso[x] ＃#teamcity[y]"),
        ] {
            assert_eq!(printable(text), shown);
            assert_eq!(printable_in_place(text).len(), text.len());
            assert_eq!(orders_in(&printable(text)), BTreeSet::new());
            assert_eq!(orders_in(&printable_in_place(text)), BTreeSet::new());
            let json = printable_json(serde_json::to_string(text).unwrap());
            assert_eq!(orders_in(&json), BTreeSet::new(), "{json}");
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }

    #[test]
    fn letters_stay() {
        for text in ["a ::b", "# [a]", "## A", "#[x]", ":", "##-[x]"] {
            assert_eq!(printable(text), text);
            assert_eq!(printable_in_place(text), text);
        }
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
