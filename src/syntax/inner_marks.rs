//! Straight quotation marks inside a text in straight quotation marks: `"He called it "a disgrace" on Monday"`.
//!
//! The grammar ends the text at the second mark. Here the marks of the whole line are compared: one that is followed by
//! a letter cannot end a text, so it begins a quotation in it. The text then ends where a text can end, or else at the
//! last mark of the line. It never swallows the next line, unless a text that goes on there was meant.

use memchr::memchr2;

use super::errors::{ErrorKind, MalformedPlace};
use crate::text::Span;
use crate::text::name_characters::is_name_character;

/// The words that may follow a text in its value.
const FOLLOWING: [&str; 6] = ["primary", "secondary", "sha256", "seal", "by", "at"];

/// A text in straight quotation marks with further ones in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MarkedText {
    /// With its quotation marks.
    pub span: Span,
    /// The marks in it, in order.
    pub inner: Vec<usize>,
}

impl MarkedText {
    pub fn malformed(&self, text: &str) -> MalformedPlace {
        let first = self.inner.first().copied().unwrap_or_default();
        let kind = ErrorKind::InnerMark { whole: self.span };
        MalformedPlace::new(text, Span::new(first, first + 1), kind)
    }
}

/// The texts that have quotation marks inside, in order.
pub(super) fn marked_texts(text: &str) -> Vec<MarkedText> {
    let mut scan = MarkScan {
        text,
        line_end: 0,
        unclosed: 0,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['"', '“', '#']).map(|next| at + next) {
        if next >= scan.line_end {
            scan.line_end = end_of_line(text, next);
        }
        at = match text[next..].chars().next() {
            Some('"') => {
                let string = scan.string_at(next);
                let end = string.span.end as usize;
                found.extend((!string.inner.is_empty()).then_some(string));
                end
            }
            Some('“') => scan.end_of_curly(next),
            _ if text[..next].ends_with(char::is_whitespace) => scan.line_end,
            _ => next + 1,
        };
    }
    found
}

/// The text with its inner marks replaced, so that the grammar reads it as one. All places stay the same.
pub(super) fn without_inner_marks(text: &str, marked: &[MarkedText]) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut end = 0;
    for &at in marked.iter().flat_map(|string| &string.inner) {
        whole += &text[end..at];
        whole.push('\'');
        end = at + 1;
    }
    whole + &text[end..]
}

/// Whether `rest`, which follows a text, can stand there: the end of the line, a comment, or what may follow a text in a value.
pub(super) fn may_follow(rest: &str) -> bool {
    let trimmed = rest.trim_start_matches(is_space);
    let is_apart = trimmed.len() < rest.len();
    let is_word = |word: &str| {
        let after = trimmed.strip_prefix(word);
        after.is_some_and(|after| !after.starts_with(is_name_character))
    };
    let begins_another = trimmed.starts_with(['@', '"', '“']);
    let is_number = trimmed.starts_with(|c: char| c.is_ascii_digit());
    ends_line(rest)
        || trimmed.starts_with(',')
        || is_apart && (begins_another || is_number || FOLLOWING.into_iter().any(is_word))
}

/// Whether nothing but a comment follows in the line.
fn ends_line(rest: &str) -> bool {
    let trimmed = rest.trim_start_matches(is_space);
    let is_comment = trimmed.len() < rest.len() && trimmed.starts_with('#');
    is_comment || trimmed.is_empty() || trimmed.starts_with(['\n', '\r'])
}

fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\n' | '\r')
}

fn end_of_line(text: &str, at: usize) -> usize {
    let end = memchr2(b'\n', b'\r', &text.as_bytes()[at..]);
    end.map_or(text.len(), |end| at + end)
}

/// Reads the strings of a text one after the other. Each line is measured once, because it can be long.
struct MarkScan<'a> {
    text: &'a str,
    /// The end of the line that is read.
    line_end: usize,
    /// No curly string that begins before this place is closed.
    unclosed: usize,
}

impl MarkScan<'_> {
    /// The text that begins with the straight quotation mark at `open`. Without a closing mark, it ends with its line.
    fn string_at(&mut self, open: usize) -> MarkedText {
        let text = self.text;
        let line = &text[open + 1..self.line_end];
        let mut marks = line
            .match_indices('"')
            .map(|(at, _)| open + 1 + at)
            .peekable();
        let mut inner = Vec::new();
        let mut is_nested = false;
        let whole = |end: usize, inner| MarkedText {
            span: Span::new(open, end),
            inner,
        };
        while let Some(mark) = marks.next() {
            let rest = &text[mark + 1..];
            let closes = ends_line(rest)
                || !is_nested && may_follow(rest)
                || inner.is_empty() && is_place(&text[..open]);
            if closes {
                return whole(mark + 1, inner);
            }
            if marks.peek().is_none() {
                let goes_on = !inner.is_empty() || rest.starts_with(is_name_character);
                let below = continued(text, self.line_end, '"').ok().filter(|_| goes_on);
                let below = below.filter(|at| may_follow(&text[at + 1..]));
                inner.extend(below.map(|_| mark));
                return whole(below.unwrap_or(mark) + 1, inner);
            }
            inner.push(mark);
            is_nested = !is_nested && !rest.starts_with(char::is_whitespace);
        }
        let close = continued(text, self.line_end, '"').ok();
        let close = close.filter(|at| may_follow(&text[at + 1..]));
        whole(close.map_or(self.line_end, |at| at + 1), inner)
    }

    /// The end of the string that begins with the curly mark at `open`, or else of its line.
    fn end_of_curly(&mut self, open: usize) -> usize {
        let line = &self.text[open..self.line_end];
        if let Some(close) = line.find('”') {
            return open + close + '”'.len_utf8();
        }
        if open < self.unclosed {
            return self.line_end;
        }
        match continued(self.text, self.line_end, '”') {
            Ok(close) => close + '”'.len_utf8(),
            Err(end) => {
                self.unclosed = end;
                self.line_end
            }
        }
    }
}

/// Whether what is before a text is `at` and a label: `at sheet "Budget" cell B7`.
fn is_place(before: &str) -> bool {
    let mut words = before.trim_end().rsplit([' ', '\t']);
    words.next().is_some_and(|label| !label.is_empty()) && words.next() == Some("at")
}

/// The first `mark` in the lines that continue a text whose line ends at `end`: they are indented, are not blank and do
/// not look like a field. Without such a mark, the end of these lines.
fn continued(text: &str, mut end: usize, mark: char) -> Result<usize, usize> {
    loop {
        let start = match text.as_bytes()[end..] {
            [b'\r', b'\n', ..] => end + 2,
            [_, ..] => end + 1,
            [] => return Err(end),
        };
        let line_end = end_of_line(text, start);
        let line = &text[start..line_end];
        let words = line.trim_start_matches([' ', '\t']);
        let after = words.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '-');
        let is_field =
            after.len() < words.len() && after.starts_with(':') && !after.starts_with(":/");
        if words.len() == line.len() || words.is_empty() || is_field {
            return Err(end);
        }
        match line.find(mark) {
            Some(at) => return Ok(start + at),
            None => end = line_end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each text with inner marks, as a whole.
    fn marked(text: &str) -> Vec<&str> {
        let texts = marked_texts(text).into_iter();
        texts.map(|string| string.span.of(text)).collect()
    }

    #[test]
    fn a_text_ends_at_the_last_mark_that_can_end_it() {
        for (line, expected) in [
            (
                "\"He called it \"a disgrace\" on Monday\"",
                "\"He called it \"a disgrace\" on Monday\"",
            ),
            ("\"he said \"no\"\"", "\"he said \"no\"\""),
            ("\"\"No,\" he said\"", "\"\"No,\" he said\""),
            ("\"he said \"no\"", "\"he said \"no\""),
            ("\"A \"B\" C\", \"D\"", "\"A \"B\" C\""),
            ("\"D\", \"A \"B\" C\"", "\"A \"B\" C\""),
            ("\"a \"b\" c\" # \"x\"", "\"a \"b\" c\""),
            ("\"the \"big\" one\" primary", "\"the \"big\" one\""),
            ("\"mayor \"Bob\" Bee\" 2020/2021", "\"mayor \"Bob\" Bee\""),
            ("\"the “big” \"one\" it's\"", "\"the “big” \"one\" it's\""),
            (
                "\"«one» „two“ \"three\" ‘four’\"",
                "\"«one» „two“ \"three\" ‘four’\"",
            ),
            ("\"one\" of \"two\"", "\"one\" of \"two\""),
            (
                "\"one \"two\" three\n    and four\"",
                "\"one \"two\" three\n    and four\"",
            ),
            ("\"one \"two\" three\n  by: \"x\"", "\"one \"two\""),
            ("\"one \"two\" three\n\n    and four\"", "\"one \"two\""),
        ] {
            assert_eq!(marked(&format!("  note: {line}\n")), [expected], "{line}");
        }
    }

    #[test]
    fn other_texts_have_no_inner_marks() {
        for text in [
            "  aka: \"A\", \"B\"",
            "  aka: \"A\" \"B\"",
            "  aka: \"\", \"B\"",
            "  role: \"mayor\" 2020, \"clerk\" 2021",
            "  checked: 2026-01-09 by \"M\" seal 7f, 2026-01-10 by \"N\"",
            "  file: \"a b\" sha256 9f",
            "  source: @a \"x\" primary, @b \"y\"",
            "  source: @a at sheet \"Budget\" cell B7 \"words\"",
            "  note: “it \"was\" so and \"is\" so”",
            "  note: “it\n    \"was\" so and \"is\" so”",
            "  note: \"open",
            "  note: \"open\n  role \"mayor\"",
            "  note: \"one\n    two\", \"three\"",
            "  # \"a \"b\" c\"",
            "",
        ] {
            assert!(marked(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn places_stay_the_same() {
        let text = "  note: \"é \"no\" ü\"\n";
        let marked = marked_texts(text);
        let whole = without_inner_marks(text, &marked);
        assert_eq!(whole, "  note: \"é 'no' ü\"\n");
    }

    #[test]
    fn long_lines_take_little_time() {
        for text in [
            "\"a\", ",
            "\"a \"b\" c\", ",
            "“x\n  ",
            "\"x\" y ",
            "\"x \"y\"\n  ",
        ] {
            assert!(marked_texts(&text.repeat(100_000)).len() < 200_000);
        }
    }
}
