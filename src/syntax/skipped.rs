//! Errors for text that the parser skipped.

use memchr::{memchr2, memrchr2};

use super::nodes::Keyword;
use super::parsed::SyntaxError;
use crate::text::Span;
use crate::text::message::{Message, message, written};
use crate::text::name_characters::is_name_character;

pub(super) const MISSING_PLACE: &str =
    "add a place with its label after `at`: `at p. 3`, `at para 2` or `at 00:14:05`";

const MISSING_SIGNER: &str =
    "add a name in quotation marks or a reference after `by`: `by \"M. Ortega\"`";

/// Quotation marks that begin no text here.
const FOREIGN_MARKS: [char; 7] = ['\'', '‘', '’', '„', '«', '»', '”'];

/// The error for text that the parser skipped, depending on the rest of its line.
pub(super) fn unread(text: &str, span: Span) -> SyntaxError {
    let skipped = Skipped::new(text, span);
    if skipped.word.starts_with(FOREIGN_MARKS) {
        return foreign_marks(text, span.start as usize);
    }
    let message = skipped.slip().unwrap_or_else(|| skipped.misplaced());
    let error = SyntaxError::new(span, message);
    if skipped.is_field_in_column_0() {
        return error.indenting(skipped.start);
    }
    match skipped.unquoted_title() {
        Some(title) => {
            let quoted = format!("\"{}\"", title.of(text));
            let change = format!("Change to `{quoted}`");
            error.suggesting(title, &quoted, change)
        }
        None => error,
    }
}

/// The error for a text in quotation marks that are none here: `'text'`, `„text“`, `«text»`. The first one is at `at`.
pub(super) fn foreign_marks(text: &str, at: usize) -> SyntaxError {
    let line_end = line_at(text, at).end as usize;
    let rest = &text[at..line_end];
    let open = rest.chars().next().unwrap_or_default();
    let close = match open {
        '„' => ['“', '”'],
        '«' => ['»', '»'],
        '»' => ['«', '»'],
        '‘' => ['’', '’'],
        _ => [open, open],
    };
    let length = open.len_utf8();
    let end = rest[length..].rfind(close).map(|end| length + end);
    let message = message!(
        "{} does not begin a text: use \"straight\" or “curly” quotation marks",
        written(open.to_string())
    );
    let error = SyntaxError::new(Span::new(at, at + length), message);
    match end {
        Some(end) if !rest[length..end].contains(['"', '“', '”']) => {
            let close = rest[end..].chars().next().map_or(0, char::len_utf8);
            let quoted = format!("\"{}\"", &rest[length..end]);
            let change = format!("Change to `{quoted}`");
            error.suggesting(Span::new(at, at + end + close), &quoted, change)
        }
        _ => error,
    }
}

/// Text that the parser skipped.
struct Skipped<'a> {
    word: &'a str,
    /// The text before it in its line.
    before: &'a str,
    line: &'a str,
    /// Where the line starts.
    start: usize,
    is_indented: bool,
}

impl<'a> Skipped<'a> {
    fn new(text: &'a str, span: Span) -> Skipped<'a> {
        let line = line_at(text, span.start as usize);
        let before = Span {
            end: span.start,
            ..line
        };
        let before = before.of(text).trim_start_matches('\u{feff}');
        Skipped {
            word: span.of(text),
            before,
            line: line.of(text),
            start: line.start as usize,
            is_indented: before.starts_with([' ', '\t']),
        }
    }

    /// The message for a slip that the text itself shows.
    fn slip(&self) -> Option<Message> {
        let Skipped { word, before, .. } = *self;
        let message = match word {
            _ if word == "at" || word.starts_with("at ") => MISSING_PLACE,
            "" if before.trim_end().ends_with(" by") => MISSING_SIGNER,
            "" => "something is missing here",
            _ if self.is_field_in_column_0() => {
                let field = before.trim();
                return Some(message!(
                    "a field is indented: put two spaces before `{}`",
                    written(field)
                ));
            }
            _ if word == "@" || word.starts_with("@ ") || word.starts_with("@,") => {
                "add a name after `@`: `@name`"
            }
            "/" if before.contains('@') => "add a name after the file's name: `@file/name`",
            _ if word.starts_with('/') && before.ends_with(|c: char| c.is_ascii_digit()) => {
                "write a date as year, month and day with `-` between them: `2026-01-09`"
            }
            "," if before.trim_end().ends_with(':') => {
                "add a value before this comma, or remove the comma"
            }
            "." if self.is_indented => {
                "a full stop is not allowed here: write `at` before a place in a source (`at p. 3`), begin a web address with `https://`, and put other text in quotation marks"
            }
            _ => return None,
        };
        Some(message.into())
    }

    /// `source: @a` in column 0, where `source` begins a declaration.
    fn is_field_in_column_0(&self) -> bool {
        self.word.starts_with('@') && self.word.len() > 1 && !self.is_indented
    }

    /// The title in a headline that lacks its quotation marks: `name: kind Title`.
    fn unquoted_title(&self) -> Option<Span> {
        let (_, after) = self.line.split_once(':').filter(|_| !self.is_indented)?;
        let (_, title) = after.trim_start().split_once([' ', '\t'])?;
        let title = title.trim();
        let is_title =
            title.starts_with(char::is_alphanumeric) && !title.contains(['"', '“', '”', '#', ':']);
        let start = self.start + (title.as_ptr() as usize - self.line.as_ptr() as usize);
        is_title.then(|| Span::new(start, start + title.len()))
    }

    /// The message for text that is not allowed at its place.
    fn misplaced(&self) -> Message {
        let Skipped { word, before, .. } = *self;
        let shown = shortened(word);
        if before.trim().is_empty() {
            return self.malformed_line(&shown);
        }
        if self.is_indented {
            return message!(
                "`{}` is not allowed here: a value is a reference, a text in quotation marks, a date, a number, a web address or a word; separate several values with commas",
                written(shown)
            );
        }
        let is_quoted = self.line.contains(['"', '“']);
        if before.contains(':') && !is_quoted && word.starts_with(char::is_alphabetic) {
            return "put the title in quotation marks, after the kind: `name: kind \"title\"`"
                .into();
        }
        if self.line.matches('"').count() >= 4 || self.line.matches('“').count() >= 2 {
            return "a headline has one title: write anything else below it, as fields".into();
        }
        let keyword = before.split_whitespace().next().unwrap_or("claim");
        message!(
            "`{}` is not allowed here: write a headline as `{} name: kind \"title\"`, with `-` between the words of a name",
            written(shown),
            written(keyword)
        )
    }

    /// The message for text at the start of its line.
    fn malformed_line(&self, shown: &str) -> Message {
        let first = self.word.split(|c| !is_name_character(c)).next();
        let keyword = first.and_then(Keyword::from_word);
        match keyword.filter(|_| self.before.is_empty()) {
            _ if self.word.starts_with(':') => {
                "add a field name before this colon: `note: …`".into()
            }
            Some(keyword) => message!(
                "a line below `{}` is malformed: begin a field with its name, without a dash or other mark before it",
                keyword.word()
            ),
            None if self.is_indented => {
                message!(
                    "`{}` is not a field: write each line below a headline as `name: value`",
                    written(shown)
                )
            }
            None => message!(
                "`{}` does not begin a declaration: start a line in column 0 with `article`, `text`, `entity`, `source` or `claim`",
                written(shown)
            ),
        }
    }
}

/// The line that contains the byte at `at`, without its line end.
pub(super) fn line_at(text: &str, at: usize) -> Span {
    let (before, rest) = text.as_bytes().split_at(at);
    let start = memrchr2(b'\n', b'\r', before).map_or(0, |before| before + 1);
    let end = memchr2(b'\n', b'\r', rest).map_or(text.len(), |after| at + after);
    Span::new(start, end)
}

fn shortened(word: &str) -> String {
    match word.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &word[..at]),
        None => word.to_owned(),
    }
}
