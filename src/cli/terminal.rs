//! The width of the terminal, and text that fits into a width. Widths are in columns: a Chinese character takes two,
//! and an accent that is a character of its own takes none.

use std::borrow::Cow;
use std::io::IsTerminal;

use terminal_size::{Width, terminal_size};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The narrowest terminal for which anything is wrapped or cut: in less, nobody could read it.
const NARROWEST: usize = 40;

/// The width that `COLUMNS` sets, otherwise that of the terminal. None if the output goes elsewhere: whoever reads it
/// has lines of any length.
pub fn width() -> Option<usize> {
    let set = std::env::var("COLUMNS").ok();
    let set = set.and_then(|columns| columns.parse::<usize>().ok());
    let set = set.filter(|columns| *columns > 0);
    let is_terminal = std::io::stdout().is_terminal();
    let size = || terminal_size().filter(|_| is_terminal);
    let width = set.or_else(|| size().map(|(Width(columns), _)| columns.into()));
    width.map(|columns| columns.max(NARROWEST))
}

/// The number of columns that a text takes.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The text in lines that are not wider than `rest`, the first one not wider than `first`. Lines end between words, or
/// within a word that is wider than a line.
pub fn wrapped(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used, mut room) = (String::new(), 0, first);
    for word in text.split(' ') {
        let (mut word, mut wide) = (Cow::from(word), columns(word));
        let space = usize::from(!line.is_empty());
        if used + space + wide > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            (used, room) = (0, rest);
        }
        while wide > room {
            let (head, tail) = split_at_column(&word, room);
            if tail.is_empty() {
                break;
            }
            let tail = tail.to_owned();
            lines.push(head.to_owned());
            room = rest;
            wide = columns(&tail);
            word = tail.into();
        }
        if !line.is_empty() {
            line.push(' ');
            used += 1;
        }
        line += &word;
        used += wide;
    }
    lines.push(line);
    lines
}

/// Splits a text after the characters that fit, at least one.
fn split_at_column(text: &str, room: usize) -> (&str, &str) {
    let mut used = 0;
    let fitting = text.grapheme_indices(true).find(|(at, character)| {
        used += columns(character);
        used > room && *at > 0
    });
    text.split_at(fitting.map_or(text.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, first: usize, rest: usize, expected: &[&str]) {
        assert_eq!(wrapped(text, first, rest), expected);
    }

    #[test]
    fn lines_end_between_words() {
        check("", 4, 4, &[""]);
        check("one two three", 7, 5, &["one two", "three"]);
        check("one two three", 3, 9, &["one", "two three"]);
        check("one two three", 99, 99, &["one two three"]);
        check("a  b", 9, 9, &["a  b"]);
    }

    #[test]
    fn a_word_that_is_wider_than_a_line_is_split() {
        check("abcdefgh", 3, 4, &["abc", "defg", "h"]);
        check("ab cdefgh", 4, 4, &["ab", "cdef", "gh"]);
        check("a", 0, 0, &["a"]);
    }

    #[test]
    fn characters_have_their_widths() {
        check("北京 市民", 5, 5, &["北京", "市民"]);
        check("北京市民", 5, 5, &["北京", "市民"]);
        check(
            "e\u{301}e\u{301} e\u{301}",
            4,
            4,
            &["e\u{301}e\u{301} e\u{301}"],
        );
        check("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2, 2, &["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"]);
    }
}
