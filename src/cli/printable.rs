//! Text from drafts in a form that is safe for terminals and logs. A draft may come from strangers: its control
//! characters could move the cursor, rename the window, or forge a line of the log; and some CI servers take
//! commands from what is printed.
//!
//! Control characters are shown as pictures, including the C1 ones and those that change the direction of
//! writing. In JSON they are escaped. Text that a CI server would take for a command is broken up in every
//! output, including terminals. GitHub's runner looks for `##[` anywhere in a line and compares texts as if
//! zero-width characters were not there, so the replacement is a visible character.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Replaces a character that has no picture of its own.
const REPLACEMENT: char = '\u{fffd}';

/// The text on one line, with a picture for each control character, and without commands to a CI server. It has as
/// many code points as before.
pub fn printable(text: &str) -> Cow<'_, str> {
    let commands = commands_in(text);
    if commands.is_empty() && !text.contains(is_control) {
        return text.into();
    }
    let shown = text.char_indices().map(|(at, character)| match character {
        '#' if commands.contains(&at) => '＃',
        ':' if commands.contains(&at) => '：',
        _ => pictured(character),
    });
    shown.collect::<String>().into()
}

/// JSON without raw control characters, without line ends that only some readers know, and without commands.
/// Only strings can contain them.
pub fn printable_json(json: &str) -> Cow<'_, str> {
    let is_escaped = |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}');
    let commands = commands_in(json);
    if commands.is_empty() && !json.contains(is_escaped) {
        return json.into();
    }
    let mut out = String::with_capacity(json.len() + 16);
    for (at, character) in json.char_indices() {
        match is_escaped(character) || commands.contains(&at) {
            // Writing to a string does not fail.
            true => drop(write!(out, "\\u{:04x}", character as u32)),
            false => out.push(character),
        }
    }
    out.into()
}

/// Control characters, those that change the direction of writing, and noncharacters.
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

/// The positions, in bytes, of text that a CI server would take for a command in its log: the first character
/// of a `::` at the beginning of a line (GitHub), and of each `##[`, `##vso[` and `##teamcity[`, which GitHub,
/// Azure DevOps and TeamCity find anywhere.
fn commands_in(text: &str) -> BTreeSet<usize> {
    let is_blank = |c: char| c.is_whitespace() || is_ignorable(c);
    let line = text.trim_start_matches(is_blank);
    let starts = after(line, ':').and_then(|rest| after(rest, ':'));
    let start = starts.map(|_| text.len() - line.len());
    let signs = text.match_indices('#').map(|(at, _)| at);
    let inside = signs.filter(|at| {
        let word = after(&text[at + 1..], '#').unwrap_or_default();
        let is_skipped = |c: char| c.is_ascii_alphanumeric() || is_ignorable(c);
        word.trim_start_matches(is_skipped).starts_with('[')
    });
    start.into_iter().chain(inside).collect()
}

/// The text after the character that it begins with, apart from ignorable ones.
fn after(text: &str, character: char) -> Option<&str> {
    text.trim_start_matches(is_ignorable)
        .strip_prefix(character)
}

/// Invisible characters, which GitHub's runner ignores when it compares texts.
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
    fn control_characters_are_shown_as_pictures() {
        assert_eq!(printable("a\x1b[31mb\r\nc\x07"), "a␛[31mb␍␊c␇");
        assert_eq!(printable("\u{9b}2J\u{7f}"), "\u{fffd}2J␡");
        assert_eq!(
            printable("\u{202e}txt.exe\u{2066}"),
            "\u{fffd}txt.exe\u{fffd}"
        );
    }

    #[test]
    fn commands_to_ci_servers_are_broken_up() {
        for (text, shown) in [
            ("::error::x", "：:error::x"),
            (" \u{200b}:\u{ad}:error::x", " \u{200b}：\u{ad}:error::x"),
            ("a ##[error]", "a ＃#[error]"),
            ("#\u{2060}##\u{200d}[x]", "#\u{2060}＃#\u{200d}[x]"),
            ("##vso[x] ##teamcity[y]", "＃#vso[x] ＃#teamcity[y]"),
        ] {
            assert_eq!(printable(text), shown);
            assert_eq!(commands_in(&printable(text)), BTreeSet::new());
            let json = printable_json(&serde_json::to_string(text).unwrap()).into_owned();
            assert_eq!(commands_in(&json), BTreeSet::new(), "{json}");
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }

    #[test]
    fn letters_are_unchanged() {
        for text in ["a ::b", "# [a]", "## A", "#[x]", ":", "##-[x]"] {
            assert_eq!(printable(text), text);
        }
        for text in ["Ødegård 🌉", "שלום\u{200f}", "क्‍ष", "e\u{301}"] {
            assert_eq!(printable(text), text);
        }
    }

    #[test]
    fn json_has_the_same_meaning() {
        let text = "a\x1b\u{9b}\u{85}\u{2028}\u{7f}b\"🌉";
        let json = printable_json(&serde_json::to_string(text).unwrap()).into_owned();
        assert!(!json.contains(is_control), "{json:?}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
