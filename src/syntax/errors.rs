//! Syntax errors: what is malformed and what is expected instead. Worded here and nowhere else.
//!
//! The grammar accepts more than the language: a field without its colon, a string without its end, a
//! word in column 0 that begins no declaration. Each has a node of its own, so that the message can say
//! what is missing, and half-typed text keeps its colours and its shape in editors. See
//! `docs/decisions/0002-parse-one-declaration-at-a-time.md`.

use super::nodes::Keyword;
use super::parsed::{Parsed, SyntaxError};
use super::remarks::remark;
use super::segments::starts_segment;
use super::skipped::{MISSING_PLACE, foreign_marks, line_at, unread};
use super::strings::contents_span;
use crate::text::Span;
use crate::text::message::{Message, message, written};
use crate::text::name_characters::is_name_character;

/// The marks that begin a list item in YAML, Markdown and plain text.
const LIST_MARKS: [char; 5] = ['-', '*', '+', '•', '–'];

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
    /// A name and a kind without a colon between them.
    MissingKindColon {
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
    /// A straight quotation mark inside of that string.
    InnerMark {
        whole: Span,
    },
    /// A comment in column 0 with indented lines below it, and whether these begin with a field.
    CuttingComment {
        above_field: bool,
    },
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
            ErrorKind::MissingKindColon { name } => SyntaxError::new(
                span,
                message!(
                    "put a colon between the name and the kind: `{}: {}`",
                    written(name.of(text)),
                    written(text[name.end as usize..span.end as usize].trim())
                ),
            )
            .inserting(name.end, ":"),
            ErrorKind::IncompleteLocator { label } => incomplete_locator(text, span, label),
            ErrorKind::JoinedComment => {
                SyntaxError::new(span, "put a space before the `#` of a comment")
                    .inserting(span.start, " ")
            }
            ErrorKind::ListMark(mark) => list_mark(text, span, mark),
            ErrorKind::Capitals(keyword) => {
                let word = keyword.word();
                let message = message!("keywords are lowercase: write `{}`", word);
                SyntaxError::new(span, message).replacing(span, word, format!("Change to `{word}`"))
            }
            ErrorKind::UnknownKeyword => SyntaxError::new(
                span,
                message!(
                    "`{}` does not begin a declaration: start a line in column 0 with `article`, `text`, `entity`, `source` or `claim`, and indent a field",
                    written(span.of(text))
                ),
            ),
            ErrorKind::Indented(keyword) => SyntaxError::new(span, indented(keyword)),
            ErrorKind::InnerMark { whole } => inner_mark(text, span, whole),
            ErrorKind::CuttingComment { above_field } => cutting_comment(span, above_field),
        }
    }
}

/// Adds the malformed places that the tree does not show, and sets the errors: the first one of each line.
pub(super) fn find(text: &str, mut places: Vec<MalformedPlace>, parsed: &mut Parsed) {
    unknown_keyword(text, &mut places, parsed);
    indented_start(text, &mut places, parsed);
    cutting_start(text, &mut places, parsed);
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

/// Finds a comment in column 0 that cuts indented lines off from their declaration.
fn cutting_start(text: &str, places: &mut Vec<MalformedPlace>, parsed: &mut Parsed) {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    if !text[start..].starts_with('#') {
        return;
    }
    let is_content = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let mut below = text.split(['\n', '\r']).skip(1).map(str::trim);
    let Some(line) = below.find(is_content) else {
        return;
    };
    let span = Span {
        start: start as u32,
        ..line_at(text, start)
    };
    let above_field = remark(text).is_none()
        && line.starts_with(|c: char| c.is_ascii_lowercase())
        && is_field(line);
    parsed.declaration = None;
    places.clear();
    places.push(MalformedPlace::new(
        text,
        span,
        ErrorKind::CuttingComment { above_field },
    ));
}

fn cutting_comment(span: Span, above_field: bool) -> SyntaxError {
    match above_field {
        true => SyntaxError::new(
            span,
            "this comment in column 0 ends the declaration above it: put two spaces before it, so that the fields below belong to the declaration",
        )
        // Not safe: it changes the declaration above, not this segment.
        .indenting(span.start as usize),
        false => SyntaxError::new(
            span,
            "this comment in column 0 ends what is above it: move the comment above the line that begins it",
        ),
    }
}

/// The error for a straight quotation mark in a string with straight marks. Curly marks around the string are the fix,
/// or inside of it if there are some already.
fn inner_mark(text: &str, span: Span, whole: Span) -> SyntaxError {
    let error = SyntaxError::new(
        span,
        "a text in straight quotation marks cannot contain them: put “curly” quotation marks around it",
    );
    let contents = contents_span(text, whole).of(text);
    if !contents.contains(['“', '”']) {
        let title = "Put “curly” quotation marks around the text";
        return error.replacing(whole, &format!("“{contents}”"), title);
    }
    let mut curly = String::with_capacity(whole.len());
    let mut before = ' ';
    for c in contents.chars() {
        curly.push(match c {
            '"' if before.is_whitespace() => '“',
            '"' => '”',
            c => c,
        });
        before = c;
    }
    let title = "Make the quotation marks in the text “curly”";
    error.replacing(whole, &format!("\"{curly}\""), title)
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
    SyntaxError::new(Span::new(start, start + mark.len_utf8()), message).replacing(
        whole,
        "",
        format!("Remove `{mark}`"),
    )
}

fn unterminated(text: &str, span: Span) -> SyntaxError {
    // `„text“` ends with the mark that begins a text elsewhere.
    let line = line_at(text, span.start as usize);
    let before = &text[line.start as usize..span.start as usize];
    if let Some(low) = before.rfind('„').filter(|_| span.of(text).starts_with('“')) {
        return foreign_marks(text, line.start as usize + low);
    }
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
