//! The contents of strings, without quotation marks and line breaks.
//!
//! A string ends at its closing quotation mark, at a blank line, at a line in column 0, or before a
//! line that looks like a field (a field's name and a colon). Without that last rule, one missing
//! quotation mark would swallow all fields below it, and one mistake would be reported as many. In a
//! string that is never closed, a line of one small word ends it too: that is a half-typed field. The
//! price: a further line of a quotation cannot begin with `word:`.

use memchr::memchr2;

use crate::text::{Slice, Span};

/// The span between the quotation marks of the string at `span`.
pub fn contents_span(text: &str, span: Span) -> Span {
    let string = span.of(text);
    let open = string.chars().next().map_or(0, char::len_utf8);
    let close = match string.chars().next_back() {
        Some(mark @ ('"' | '”')) if string.len() > open => mark.len_utf8(),
        _ => 0,
    };
    Span::new(span.start as usize + open, span.end as usize - close)
}

/// The contents of the string at `span`, its lines joined by single spaces.
pub fn contents_of(text: &Slice, span: Span) -> Slice {
    let inside = contents_span(text, span);
    let contents = inside.of(text);
    if memchr2(b'\n', b'\r', contents.as_bytes()).is_none() {
        let space = contents.len() - contents.trim_start().len();
        let start = inside.start as usize + space;
        return text.part(Span::new(start, start + contents.trim().len()));
    }
    let lines: Vec<&str> = contents
        .split(['\n', '\r'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(" ").into()
}

/// `text` in the quotation marks that `like` begins with, unless `text` contains such a mark itself. If
/// it contains both kinds, its straight marks become single ones.
pub fn quoted(text: &str, like: &str) -> String {
    let holds_straight = text.contains('"');
    let holds_curly = text.contains(['“', '”']);
    let curly = match (holds_straight, holds_curly) {
        (false, false) => like.starts_with('“'),
        (_, holds_curly) => !holds_curly,
    };
    match curly {
        true => format!("“{text}”"),
        false => format!("\"{}\"", text.replace('"', "'")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_text_can_be_read_back() {
        for (text, like, expected) in [
            ("a", "\"b\"", "\"a\""),
            ("a", "“b”", "“a”"),
            ("a “b”", "“b”", "\"a “b”\""),
            ("a \"b\"", "\"b\"", "“a \"b\"”"),
            ("“a” \"b\"", "“b”", "\"“a” 'b'\""),
        ] {
            assert_eq!(quoted(text, like), expected);
        }
    }

    fn contents(text: &str) -> String {
        contents_of(&text.into(), Span::new(0, text.len())).to_string()
    }

    #[test]
    fn both_quotation_marks() {
        assert_eq!(contents("\"a “b” c\""), "a “b” c");
        assert_eq!(contents("“a \"b\" c”"), "a \"b\" c");
    }

    #[test]
    fn lines_are_joined() {
        assert_eq!(contents("\"one\r\n    two\n  three\""), "one two three");
    }

    #[test]
    fn an_unclosed_string_has_contents() {
        assert_eq!(contents("\"half"), "half");
        assert_eq!(contents("\""), "");
        assert_eq!(contents("“"), "");
    }
}
