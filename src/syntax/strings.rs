//! What a string says, without its quotation marks and line breaks.

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

/// What the string at `span` says: its lines joined by one space each.
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

/// `text` as a string: in the quotation marks that `like` begins with, unless `text` holds such a
/// mark itself. Where it holds both kinds, its straight ones become single.
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
    fn an_open_string_has_contents_too() {
        assert_eq!(contents("\"half"), "half");
        assert_eq!(contents("\""), "");
        assert_eq!(contents("“"), "");
    }
}
