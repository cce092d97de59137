//! What could not be read, and what was expected there. Worded here and nowhere else.

use super::nodes::{Field, Keyword};
use super::parsed::{Parsed, SyntaxError};
use super::segments::starts_segment;
use crate::text::Span;
use crate::text::name_characters::is_name_character;

const MISSING_PLACE: &str =
    "`at` needs a place with its label: `at p. 3`, `at para 2`, `at 00:14:05`";

/// What begins a line of a list elsewhere.
const LIST_MARKS: [char; 5] = ['-', '*', '+', '•', '–'];

const MISSING_WHO: &str =
    "`by` needs a name in quotation marks, or a reference: `by \"M. Ortega\"`";

/// Adds the errors that the tree does not show, and leaves one error a line: the first says it.
pub(super) fn find(text: &str, parsed: &mut Parsed) {
    unknown_keyword(text, parsed);
    indented_start(text, parsed);
    for comment in &parsed.comments {
        let before = text[..comment.start as usize].chars().next_back();
        if before.is_some_and(|c| !c.is_whitespace() && c != '\u{feff}') {
            parsed.errors.push(
                SyntaxError::new(*comment, "a comment needs a space before its `#`")
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
    // Whatever else is odd on this line follows from its first word.
    let word = declaration.keyword_span;
    let small = word.of(text).to_lowercase();
    if let Some(keyword) = Keyword::from_word(&small) {
        let message = format!(
            "keywords are written in small letters: `{}`",
            keyword.word()
        );
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
        format!(
            "`{}` begins no declaration: a line in column 0 starts with `article`, `text`, `entity`, `source` or `claim`; a field is indented",
            word.of(text)
        ),
    ));
}

/// Text above the first declaration that is indented.
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
        Some(keyword) => format!(
            "`{}` begins a declaration and stands in column 0: take the spaces before it away",
            keyword.word()
        ),
        None => "this line is indented, but no declaration stands above it".to_owned(),
    };
    parsed.declaration = None;
    parsed.errors.clear();
    parsed.errors.push(SyntaxError::new(span, message));
}

/// Where a field below the headline has the mark of a list before it, as in YAML and Markdown: the
/// marks, each with the white space behind it.
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

/// Whether the line begins as a field does: with a name and a colon.
fn is_field(line: &str) -> bool {
    let rest = line.trim_start_matches(is_name_character);
    line.starts_with(char::is_alphabetic) && rest.trim_start_matches([' ', '\t']).starts_with(':')
}

pub(super) fn list_mark(text: &str, mark: Span) -> SyntaxError {
    let field = &text[mark.end as usize..];
    let name = field.split(|c| !is_name_character(c)).next();
    let sign = mark.of(text).trim_end();
    let shown = Span::new(mark.start as usize, mark.start as usize + sign.len());
    let message = format!(
        "a field begins with its name: take the `{sign}` before `{}` away",
        name.unwrap_or_default()
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
        format!("the quotation mark {name} is never closed: put {mark} at the end of the text"),
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
        format!("a field needs a colon: `{name}: …`"),
    )
    .inserting(field.name.end, ":")
}

pub(super) fn incomplete_locator(text: &str, whole: Span, label: Option<Span>) -> SyntaxError {
    let message = match label {
        Some(label) => format!(
            "`at {}` needs the place itself: `at p. 3`, `at para 2`, `at 00:14:05`",
            label.of(text)
        ),
        None => MISSING_PLACE.to_owned(),
    };
    SyntaxError::new(first_line_of(text, whole), message)
}

/// What the parser skipped, told from the line that it stands in.
pub(super) fn unread(text: &str, span: Span) -> SyntaxError {
    let skipped = first_line_of(text, trimmed(text, span));
    let word = skipped.of(text);
    let line_start = text[..skipped.start as usize]
        .rfind(['\n', '\r'])
        .map_or(0, |at| at + 1);
    let before = text[line_start..skipped.start as usize].trim_start_matches('\u{feff}');
    let indented = before.starts_with([' ', '\t']);
    let shown = shortened(word);
    let first = word.split(|c| !is_name_character(c)).next();
    let broken_below = first
        .filter(|_| before.is_empty())
        .and_then(Keyword::from_word)
        .map(Keyword::word);
    let line_end = text[skipped.start as usize..]
        .find(['\n', '\r'])
        .map_or(text.len(), |at| skipped.start as usize + at);
    let quoted = text[line_start..line_end].contains(['"', '“']);
    let message = if word == "at" || word.starts_with("at ") {
        MISSING_PLACE.to_owned()
    } else if word.is_empty() && before.trim_end().ends_with(" by") {
        MISSING_WHO.to_owned()
    } else if word.is_empty() {
        "something is missing here".to_owned()
    } else if word.starts_with('@') && word.len() > 1 && !indented {
        format!(
            "a field is indented: put two spaces before `{}`",
            before.trim()
        )
    } else if word == "@" || word.starts_with("@ ") || word.starts_with("@,") {
        "a name must follow `@`: `@name`".to_owned()
    } else if word == "/" && before.contains('@') {
        "a name must follow the file's: `@file/name`".to_owned()
    } else if word.starts_with('/') && before.ends_with(|c: char| c.is_ascii_digit()) {
        "a date reads year, month, day, with `-` between them: `2026-01-09`".to_owned()
    } else if word == "," && before.trim_end().ends_with(':') {
        "a value is missing before this comma".to_owned()
    } else if word == "." && indented {
        "a full stop cannot stand here: a place in a source follows `at` (`at p. 3`), a web address begins with `https://`, other texts stand in quotation marks".to_owned()
    } else if word.starts_with(['\'', '‘', '’', '„', '«', '»', '”']) {
        format!(
            "{shown} begins no text here: put texts in \"straight\" or in “curly” quotation marks"
        )
    } else if before.trim().is_empty() && word.starts_with(':') {
        "a field needs a name before its colon: `note: …`".to_owned()
    } else if let Some(keyword) = broken_below {
        format!(
            "a line below `{keyword}` cannot be read: a field begins with its name, without a dash or other mark before it"
        )
    } else if before.trim().is_empty() && indented {
        format!("`{shown}` cannot be read: a line below a headline is a field, `name: value`")
    } else if before.trim().is_empty() {
        format!(
            "`{shown}` begins no declaration: a line in column 0 starts with `article`, `text`, `entity`, `source` or `claim`"
        )
    } else if indented {
        format!(
            "`{shown}` cannot stand here: a value is a reference, a text in quotation marks, a date, a number, a web address or a word, with commas between several"
        )
    } else if before.contains(':') && !quoted && word.starts_with(char::is_alphabetic) {
        "the title stands in quotation marks, after the kind: `name: kind \"title\"`".to_owned()
    } else {
        let keyword = before.split_whitespace().next().unwrap_or("claim");
        format!(
            "`{shown}` cannot stand here: a headline reads `{keyword} name: kind \"title\"`, with `-` between the words of a name"
        )
    };
    SyntaxError::new(skipped, message)
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
