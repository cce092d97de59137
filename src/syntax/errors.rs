//! Syntax errors: what is malformed and what is expected instead. Worded here and nowhere else.
//!
//! The grammar accepts more than the language: a field without its colon, a string without its end, a
//! word in column 0 that begins no declaration. Each has a node of its own, so that the message can say
//! what is missing, and half-typed text keeps its colours and its shape in editors. See
//! `docs/decisions/0002-parse-one-declaration-at-a-time.md`.

use memchr::{memchr2, memrchr2};

use super::nodes::Keyword;
use super::parsed::{Parsed, SyntaxError};
use super::segments::starts_segment;
use crate::text::Span;
use crate::text::message::{Message, message, written};
use crate::text::name_characters::is_name_character;

const MISSING_PLACE: &str =
    "add a place with its label after `at`: `at p. 3`, `at para 2` or `at 00:14:05`";

/// The marks that begin a list item in YAML, Markdown and plain text.
const LIST_MARKS: [char; 5] = ['-', '*', '+', '•', '–'];

const MISSING_SIGNER: &str =
    "add a name in quotation marks or a reference after `by`: `by \"M. Ortega\"`";

/// A malformed place, before its error is worded. A line of one megabyte can hold 300,000 of them, of which
/// one is reported, so only that one is worded: wording reads the whole line.
#[derive(Clone, Copy)]
pub(super) struct MalformedPlace {
    span: Span,
    kind: ErrorKind,
}

#[derive(Clone, Copy)]
pub(super) enum ErrorKind {
    /// Text that the parser skipped.
    Unread,
    /// A string without its closing mark.
    Unterminated,
    /// A field without a colon after its name.
    MissingColon {
        name: Span,
    },
    IncompleteLocator {
        label: Option<Span>,
    },
    /// A comment without a space before it.
    JoinedComment,
    /// The mark of a list before a field. The span is that of the mark with the white space after it.
    ListMark(char),
    /// A keyword with capital letters.
    Capitals(Keyword),
    UnknownKeyword,
    /// Indented text above the first declaration; the keyword that it begins with.
    Indented(Option<Keyword>),
}

impl MalformedPlace {
    /// The part of `span` that is reported: its first line, and of skipped text without the space around it.
    pub(super) fn new(text: &str, span: Span, kind: ErrorKind) -> MalformedPlace {
        let span = match kind {
            ErrorKind::Unread => first_line_of(text, trimmed(text, span)),
            ErrorKind::MissingColon { .. } | ErrorKind::IncompleteLocator { .. } => {
                first_line_of(text, span)
            }
            _ => span,
        };
        MalformedPlace { span, kind }
    }

    fn error(self, text: &str) -> SyntaxError {
        let span = self.span;
        match self.kind {
            ErrorKind::Unread => unread(text, span),
            ErrorKind::Unterminated => unterminated(text, span),
            ErrorKind::MissingColon { name } => missing_colon(text, span, name),
            ErrorKind::IncompleteLocator { label } => incomplete_locator(text, span, label),
            ErrorKind::JoinedComment => {
                SyntaxError::new(span, "put a space before the `#` of a comment")
                    .inserting(span.start, " ")
            }
            ErrorKind::ListMark(mark) => list_mark(text, span, mark),
            ErrorKind::Capitals(keyword) => {
                let message = message!("keywords are lowercase: write `{}`", keyword.word());
                let mut error = SyntaxError::new(span, message);
                error.insertion = Some((span, keyword.word().to_owned()));
                error
            }
            ErrorKind::UnknownKeyword => SyntaxError::new(
                span,
                message!(
                    "`{}` does not begin a declaration: start a line in column 0 with `article`, `text`, `entity`, `source` or `claim`, and indent a field",
                    written(span.of(text))
                ),
            ),
            ErrorKind::Indented(keyword) => SyntaxError::new(span, indented(keyword)),
        }
    }
}

/// Adds the malformed places that the tree does not show, and sets the errors: the first one of each line.
pub(super) fn find(text: &str, mut places: Vec<MalformedPlace>, parsed: &mut Parsed) {
    unknown_keyword(text, &mut places, parsed);
    indented_start(text, &mut places, parsed);
    for comment in &parsed.comments {
        let before = text[..comment.start as usize].chars().next_back();
        if before.is_some_and(|c| !c.is_whitespace() && c != '\u{feff}') {
            places.push(MalformedPlace::new(
                text,
                *comment,
                ErrorKind::JoinedComment,
            ));
        }
    }
    places.sort_by_key(|place| place.span);
    for place in places {
        let last = parsed.errors.last();
        if last.is_none_or(|last| last.line.end < place.span.start) {
            let mut error = place.error(text);
            error.line = line_at(text, place.span.start as usize);
            parsed.errors.push(error);
        }
    }
}

/// The line that contains the byte at `at`, without its line end.
fn line_at(text: &str, at: usize) -> Span {
    let (before, rest) = text.as_bytes().split_at(at);
    let start = memrchr2(b'\n', b'\r', before).map_or(0, |before| before + 1);
    let end = memchr2(b'\n', b'\r', rest).map_or(text.len(), |after| at + after);
    Span::new(start, end)
}

fn unknown_keyword(text: &str, places: &mut Vec<MalformedPlace>, parsed: &Parsed) {
    let declaration = parsed.declaration.as_ref();
    let Some(declaration) = declaration.filter(|it| it.keyword == Keyword::Unknown) else {
        return;
    };
    let word = declaration.keyword_span;
    let kind = match Keyword::from_word(&word.of(text).to_lowercase()) {
        Some(keyword) => ErrorKind::Capitals(keyword),
        None => ErrorKind::UnknownKeyword,
    };
    // All other errors on this line follow from its first word.
    let headline = declaration.headline();
    places.retain(|place| place.span.start > headline.end);
    places.push(MalformedPlace::new(text, word, kind));
}

/// Finds indented text above the first declaration.
fn indented_start(text: &str, places: &mut Vec<MalformedPlace>, parsed: &mut Parsed) {
    let unmarked = text.trim_start_matches('\u{feff}');
    if starts_segment(unmarked.as_bytes()) {
        return;
    }
    let Some(line) = unmarked.lines().find(|line| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#')
    }) else {
        return;
    };
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    let indentation = line.len() - line.trim_start().len();
    let span = Span::new(start + indentation, start + line.trim_end().len());
    let first = line.trim_start().split(|c| !is_name_character(c)).next();
    let kind = ErrorKind::Indented(first.and_then(Keyword::from_word));
    parsed.declaration = None;
    places.clear();
    places.push(MalformedPlace::new(text, span, kind));
}

fn indented(keyword: Option<Keyword>) -> Message {
    match keyword {
        Some(keyword) => message!(
            "`{}` begins a declaration, so it must be in column 0: remove the spaces before it",
            keyword.word()
        ),
        None => {
            "this line is indented, but there is no declaration above it: start one in column 0"
                .into()
        }
    }
}

/// The list marks before fields, as in YAML and Markdown, each with the white space after it.
pub(super) fn list_marks(text: &str) -> Vec<(Span, char)> {
    let mut marks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let marked = line.trim_start_matches([' ', '\t']);
        let field = marked.trim_start_matches(LIST_MARKS).trim_start();
        let is_one_mark = marked
            .chars()
            .nth(1)
            .is_some_and(|c| !LIST_MARKS.contains(&c));
        let indentation = line.len() - marked.len();
        let mark = marked.chars().next().filter(|_| {
            start > 0
                && indentation > 0
                && field.len() < marked.len()
                && is_one_mark
                && is_field(field)
        });
        if let Some(mark) = mark {
            let from = start + indentation;
            let span = Span::new(from, from + marked.len() - field.len());
            marks.push((span, mark));
        }
        start += line.len();
    }
    marks
}

/// Whether the line begins like a field, with a name and a colon.
fn is_field(line: &str) -> bool {
    let rest = line.trim_start_matches(is_name_character);
    line.starts_with(char::is_alphabetic) && rest.trim_start_matches([' ', '\t']).starts_with(':')
}

fn list_mark(text: &str, whole: Span, mark: char) -> SyntaxError {
    let field = &text[whole.end as usize..];
    let name = field.split(|c| !is_name_character(c)).next();
    let start = whole.start as usize;
    let message = message!(
        "a field begins with its name: remove the `{}` before `{}`",
        written(mark.to_string()),
        written(name.unwrap_or_default())
    );
    let mut error = SyntaxError::new(Span::new(start, start + mark.len_utf8()), message);
    error.insertion = Some((whole, String::new()));
    error
}

fn unterminated(text: &str, span: Span) -> SyntaxError {
    let (mark, name) = match span.of(text).chars().next() {
        Some('“') => ("”", "“"),
        _ => ("\"", "\""),
    };
    SyntaxError::new(
        first_line_of(text, span),
        message!(
            "the quotation mark {} is not closed: add {} at the end of the text",
            name,
            mark
        ),
    )
    .inserting(span.end - trailing_space(span.of(text)), mark)
}

fn trailing_space(text: &str) -> u32 {
    (text.len() - text.trim_end().len()) as u32
}

fn missing_colon(text: &str, span: Span, name: Span) -> SyntaxError {
    SyntaxError::new(
        span,
        message!(
            "a field needs a colon after its name: `{}: …`",
            written(name.of(text))
        ),
    )
    .inserting(name.end, ":")
}

fn incomplete_locator(text: &str, span: Span, label: Option<Span>) -> SyntaxError {
    let message = match label {
        Some(label) => message!(
            "add the place itself after `at {}`: `at p. 3`, `at para 2` or `at 00:14:05`",
            written(label.of(text))
        ),
        None => MISSING_PLACE.into(),
    };
    SyntaxError::new(span, message)
}

/// The error for text that the parser skipped, depending on the rest of its line.
fn unread(text: &str, span: Span) -> SyntaxError {
    let skipped = Skipped::new(text, span);
    let message = skipped.slip().unwrap_or_else(|| skipped.misplaced());
    SyntaxError::new(span, message)
}

/// Text that the parser skipped.
struct Skipped<'a> {
    word: &'a str,
    /// The text before it in its line.
    before: &'a str,
    line: &'a str,
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
            _ if word.starts_with('@') && word.len() > 1 && !self.is_indented => {
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
            _ if word.starts_with(['\'', '‘', '’', '„', '«', '»', '”']) => {
                let shown = shortened(word);
                return Some(message!(
                    "{} does not begin a text: use \"straight\" or “curly” quotation marks",
                    written(shown)
                ));
            }
            _ => return None,
        };
        Some(message.into())
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

fn trimmed(text: &str, span: Span) -> Span {
    let skipped = span.of(text);
    let start = span.start as usize + (skipped.len() - skipped.trim_start().len());
    Span::new(start, start + skipped.trim().len())
}

fn first_line_of(text: &str, span: Span) -> Span {
    let line = span.of(text);
    let length = line.find(['\n', '\r']).unwrap_or(line.len());
    Span::new(span.start as usize, span.start as usize + length)
}

fn shortened(word: &str) -> String {
    match word.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &word[..at]),
        None => word.to_owned(),
    }
}
