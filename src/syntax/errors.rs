//! Syntax errors: what is malformed and what is expected instead. Worded here and nowhere else.
//!
//! The grammar accepts more than the language: a field without its colon, a string without its end, a
//! word in column 0 that begins no declaration. Each has a node of its own, so that the message can say
//! what is missing, and half-typed text keeps its colours and its shape in editors. See
//! `docs/decisions/0002-parse-one-declaration-at-a-time.md`.

use super::nodes::{Field, Keyword};
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

/// Adds the errors that the tree does not show, and keeps only the first error of each line.
pub(super) fn find(text: &str, parsed: &mut Parsed) {
    unknown_keyword(text, parsed);
    indented_start(text, parsed);
    for comment in &parsed.comments {
        let before = text[..comment.start as usize].chars().next_back();
        if before.is_some_and(|c| !c.is_whitespace() && c != '\u{feff}') {
            parsed.errors.push(
                SyntaxError::new(*comment, "put a space before the `#` of a comment")
                    .inserting(comment.start, " "),
            );
        }
    }
    parsed.errors.sort_by_key(|error| error.span);
    let line_of = |span: Span| text[..span.start as usize].rfind(['\n', '\r']);
    parsed
        .errors
        .dedup_by(|later, earlier| line_of(later.span) == line_of(earlier.span));
}

fn unknown_keyword(text: &str, parsed: &mut Parsed) {
    let Some(declaration) = &parsed.declaration else {
        return;
    };
    if declaration.keyword != Keyword::Unknown {
        return;
    }
    // All other errors on this line follow from its first word.
    let word = declaration.keyword_span;
    let small = word.of(text).to_lowercase();
    if let Some(keyword) = Keyword::from_word(&small) {
        let message = message!("keywords are lowercase: write `{}`", keyword.word());
        parsed
            .errors
            .retain(|error| error.span.start > declaration.headline().end);
        let mut error = SyntaxError::new(word, message);
        error.insertion = Some((word, small));
        return parsed.errors.push(error);
    }
    parsed
        .errors
        .retain(|error| error.span.start > declaration.headline().end);
    parsed.errors.push(SyntaxError::new(
        word,
        message!(
            "`{}` does not begin a declaration: start a line in column 0 with `article`, `text`, `entity`, `source` or `claim`, and indent a field",
            written(word.of(text))
        ),
    ));
}

/// Reports indented text above the first declaration.
fn indented_start(text: &str, parsed: &mut Parsed) {
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
    let message = match first.and_then(Keyword::from_word) {
        Some(keyword) => message!(
            "`{}` begins a declaration, so it must be in column 0: remove the spaces before it",
            keyword.word()
        ),
        None => {
            "this line is indented, but there is no declaration above it: start one in column 0"
                .into()
        }
    };
    parsed.declaration = None;
    parsed.errors.clear();
    parsed.errors.push(SyntaxError::new(span, message));
}

/// The list marks before fields, as in YAML and Markdown, each with the white space after it.
pub(super) fn list_marks(text: &str) -> Vec<Span> {
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
        if start > 0
            && indentation > 0
            && field.len() < marked.len()
            && is_one_mark
            && is_field(field)
        {
            let from = start + indentation;
            marks.push(Span::new(from, from + marked.len() - field.len()));
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

pub(super) fn list_mark(text: &str, mark: Span) -> SyntaxError {
    let field = &text[mark.end as usize..];
    let name = field.split(|c| !is_name_character(c)).next();
    let sign = mark.of(text).trim_end();
    let shown = Span::new(mark.start as usize, mark.start as usize + sign.len());
    let message = message!(
        "a field begins with its name: remove the `{}` before `{}`",
        written(sign),
        written(name.unwrap_or_default())
    );
    let mut error = SyntaxError::new(shown, message);
    error.insertion = Some((mark, String::new()));
    error
}

pub(super) fn unterminated(text: &str, span: Span) -> SyntaxError {
    let (mark, name) = match span.of(text).chars().next() {
        Some('“') => ("”", "“"),
        _ => ("\"", "\""),
    };
    let first_line = first_line_of(text, span);
    SyntaxError::new(
        first_line,
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

pub(super) fn missing_colon(text: &str, field: &Field) -> SyntaxError {
    let name = field.name.of(text);
    SyntaxError::new(
        first_line_of(text, field.span),
        message!(
            "a field needs a colon after its name: `{}: …`",
            written(name)
        ),
    )
    .inserting(field.name.end, ":")
}

pub(super) fn incomplete_locator(text: &str, whole: Span, label: Option<Span>) -> SyntaxError {
    let message = match label {
        Some(label) => message!(
            "add the place itself after `at {}`: `at p. 3`, `at para 2` or `at 00:14:05`",
            written(label.of(text))
        ),
        None => MISSING_PLACE.into(),
    };
    SyntaxError::new(first_line_of(text, whole), message)
}

/// The error for text that the parser skipped, depending on the rest of its line.
pub(super) fn unread(text: &str, span: Span) -> SyntaxError {
    let span = first_line_of(text, trimmed(text, span));
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
        let start = span.start as usize;
        let line_start = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let line_end = text[start..].find(['\n', '\r']);
        let line_end = line_end.map_or(text.len(), |at| start + at);
        let before = text[line_start..start].trim_start_matches('\u{feff}');
        Skipped {
            word: span.of(text),
            before,
            line: &text[line_start..line_end],
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
