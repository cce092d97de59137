//! What can be typed at a place. Read from the line itself, since half typed text has no syntax yet.
//! Only strings over several lines are taken from the parser.

use std::ops::Range;

use crate::model::schema::{self, FieldSpec, Shape};
use crate::syntax::{self, Keyword, PartKind, SignerNode};
use crate::text::Span;
use crate::text::name_characters::is_name_character;
use crate::workspace::Segment;

/// What can be completed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wanted {
    Keyword,
    Kind(Keyword),
    FieldName,
    /// A reference to a declaration with that keyword, or to any declaration.
    Reference(Option<Keyword>),
    Words(&'static [&'static str]),
    /// Words that may follow a value that is complete without them.
    MoreWords(&'static [&'static str]),
    Label,
    Rule,
    Language,
    /// The title of a claim.
    Passage,
    /// The path of a file, in quotation marks or without them.
    Path {
        files: PathFiles,
        is_quoted: bool,
    },
    /// A date and a signer.
    Signature,
    /// A date, a signer and the seal of the claim.
    SignOff,
    /// `seal` and the seal of the claim.
    Seal,
    Nothing,
}

/// Which files a path can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathFiles {
    Articles,
    All,
}

impl Wanted {
    /// Whether a list should open by itself after a space. Not after a value that is complete, where the return key
    /// would choose from the list, nor between the words of a sentence.
    pub fn opens_after_space(self) -> bool {
        !matches!(
            self,
            Wanted::Keyword
                | Wanted::FieldName
                | Wanted::MoreWords(_)
                | Wanted::Passage
                | Wanted::Path {
                    is_quoted: true,
                    ..
                }
                | Wanted::Seal
                | Wanted::Nothing
        )
    }
}

/// What can be completed, and the word that a completion replaces. The range counts bytes from the start
/// of the segment.
#[derive(Clone, Debug, PartialEq)]
pub struct CompletionContext {
    pub wanted: Wanted,
    pub word: Range<usize>,
}

impl CompletionContext {
    fn nothing(offset: usize) -> CompletionContext {
        CompletionContext {
            wanted: Wanted::Nothing,
            word: offset..offset,
        }
    }
}

/// The context at `offset`, a character boundary in the segment.
pub fn context_at(segment: &Segment, offset: usize) -> CompletionContext {
    let text = &*segment.text;
    let line_start = text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let head = text[line_start..offset].trim_start_matches('\u{feff}');
    let keyword = segment.item.as_ref().map(|item| item.keyword());
    let in_headline = line_start == 0 && !head.starts_with([' ', '\t']);
    if keyword == Some(Keyword::Text) && !in_headline && !head.is_empty() {
        return CompletionContext::nothing(offset);
    }
    if let Some(string) = string_at(segment, line_start, offset) {
        return in_string(text, keyword, string, offset);
    }
    if is_in_comment(head) {
        return in_comment(text, head, offset);
    }
    match keyword {
        _ if in_headline || head.is_empty() => in_column_0(text, head, offset),
        Some(keyword) => in_field(text, keyword, head, offset),
        None => CompletionContext::nothing(offset),
    }
}

/// The string around `offset`, with its quotation marks: as the parser read it, or else a string that
/// was opened on this line and never closed.
fn string_at(segment: &Segment, line_start: usize, offset: usize) -> Option<Range<usize>> {
    let text = &*segment.text;
    let holds = |span: &Span| {
        let contents = syntax::contents_span(text, *span);
        let is_open = contents.end == span.end;
        contents.start as usize <= offset
            && offset <= contents.end as usize
            // The lines below an unclosed string are not part of it.
            && !(is_open && span.start as usize <= line_start.saturating_sub(1))
    };
    let declaration = segment.syntax().declaration.as_ref();
    let parsed = declaration.and_then(|declaration| strings_of(declaration).find(holds));
    parsed.map(Span::range).or_else(|| {
        let line_end = line_end(text, offset);
        Some(line_start + open_string(&text[line_start..offset])?..line_end)
    })
}

/// Whether the start of a line is in a string that began above it.
pub fn is_in_string(segment: &Segment, line_start: usize) -> bool {
    let string = string_at(segment, line_start, line_start);
    string.is_some_and(|string| string.start < line_start)
}

fn strings_of(declaration: &syntax::Declaration) -> impl Iterator<Item = Span> {
    let fields = declaration.fields.iter();
    let parts = fields
        .flat_map(|field| &field.values)
        .flat_map(|value| &value.parts);
    let in_parts = parts.filter_map(|part| match part.kind {
        PartKind::String => Some(part.span),
        PartKind::By(SignerNode::Name(span)) => Some(span),
        _ => None,
    });
    declaration.title.into_iter().chain(in_parts)
}

/// Where in `head` an unclosed string begins.
fn open_string(head: &str) -> Option<usize> {
    let mut open: Option<(usize, char)> = None;
    for (at, c) in head.char_indices() {
        match open {
            None if c == '"' => open = Some((at, '"')),
            None if c == '“' => open = Some((at, '”')),
            None if c == '#' && head[..at].ends_with([' ', '\t']) => return None,
            Some((_, close)) if c == close => open = None,
            _ => {}
        }
    }
    open.map(|(at, _)| at)
}

fn is_in_comment(head: &str) -> bool {
    let begins = |(at, _): (usize, &str)| at == 0 || head[..at].ends_with([' ', '\t', '"', '”']);
    head.match_indices('#').any(begins)
}

/// In a comment. Only one in column 0 can be for Sayso: `# sayso: allow rule "reason", rule "reason"`.
fn in_comment(text: &str, head: &str, offset: usize) -> CompletionContext {
    let comment = head.strip_prefix('#').map(str::trim_start);
    let Some(instruction) = comment.and_then(|comment| comment.strip_prefix("sayso:")) else {
        return CompletionContext::nothing(offset);
    };
    let word = name_at(text, offset);
    let before = &instruction[..instruction.len().saturating_sub(offset - word.start)];
    let allowed = before.trim_start().strip_prefix("allow");
    let wanted = match allowed {
        None if before.trim().is_empty() => Wanted::Words(&["allow"]),
        Some(list) if last_value(list).trim_matches([' ', '\t', ':']).is_empty() => Wanted::Rule,
        _ => Wanted::Nothing,
    };
    CompletionContext { wanted, word }
}

fn line_end(text: &str, offset: usize) -> usize {
    let rest = &text[offset..];
    offset + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

fn in_string(
    text: &str,
    keyword: Option<Keyword>,
    string: Range<usize>,
    offset: usize,
) -> CompletionContext {
    let above = &text[..string.start];
    let is_title = !above.contains(['\n', '\r']);
    if is_title && keyword == Some(Keyword::Claim) {
        return CompletionContext {
            wanted: Wanted::Passage,
            word: string,
        };
    }
    let line = &above[above.rfind(['\n', '\r']).map_or(0, |at| at + 1)..];
    let (field, before) = line.split_once(':').unwrap_or((line, ""));
    let spec = keyword.filter(|_| !is_title);
    let spec = spec.and_then(|keyword| schema::field_of(keyword, field.trim()));
    let path = spec.and_then(|spec| files_of(spec.shape));
    if let Some(files) = path.filter(|_| before.trim().is_empty()) {
        return in_path(text, files, string, offset);
    }
    let is_note = spec.is_some_and(|spec| spec.name == "note");
    match reference_at(text, offset).filter(|_| is_note) {
        Some(word) => CompletionContext {
            wanted: Wanted::Reference(None),
            word,
        },
        None => CompletionContext::nothing(offset),
    }
}

fn files_of(shape: Shape) -> Option<PathFiles> {
    match shape {
        Shape::Path => Some(PathFiles::Articles),
        Shape::File => Some(PathFiles::All),
        _ => None,
    }
}

/// In a path in quotation marks: the part of it around `offset`.
fn in_path(text: &str, files: PathFiles, string: Range<usize>, offset: usize) -> CompletionContext {
    let contents = syntax::contents_span(text, string.into()).range();
    let part = |c| c == '/';
    let start = text[contents.start..offset].rfind(part);
    let rest = &text[offset..contents.end];
    let end = rest.find(|c| part(c) || matches!(c, '\n' | '\r'));
    CompletionContext {
        wanted: Wanted::Path {
            files,
            is_quoted: true,
        },
        word: start.map_or(contents.start, |at| contents.start + at + 1)
            ..end.map_or(contents.end, |at| offset + at),
    }
}

/// The word around `offset`, if it begins with `@`.
fn reference_at(text: &str, offset: usize) -> Option<Range<usize>> {
    let is_part = |c: char| is_name_character(c) || matches!(c, '/' | '.');
    let start = text[..offset].trim_end_matches(is_part).len();
    let sigil = text[..start].strip_suffix('@')?;
    // An email address such as desk@example.org is not a reference.
    if sigil.ends_with(char::is_alphanumeric) {
        return None;
    }
    Some(sigil.len()..word_end(text, offset))
}

/// The name around `offset`.
fn name_at(text: &str, offset: usize) -> Range<usize> {
    text[..offset].trim_end_matches(is_name_character).len()..word_end(text, offset)
}

fn word_end(text: &str, offset: usize) -> usize {
    let rest = &text[offset..];
    let is_part = |c: char| is_name_character(c) || c == '/';
    offset + rest.find(|c| !is_part(c)).unwrap_or(rest.len())
}

fn in_column_0(text: &str, head: &str, offset: usize) -> CompletionContext {
    let word = name_at(text, offset);
    if head.chars().all(is_name_character) {
        return CompletionContext {
            wanted: Wanted::Keyword,
            word,
        };
    }
    let keyword = head.split(|c| !is_name_character(c)).next();
    let keyword = keyword.and_then(Keyword::from_word);
    let after_colon = head.split_once(':').map(|(_, kind)| kind.trim_start());
    match (keyword, after_colon) {
        (Some(keyword), Some(kind)) if kind.chars().all(is_name_character) => CompletionContext {
            wanted: Wanted::Kind(keyword),
            word,
        },
        _ => CompletionContext::nothing(offset),
    }
}

/// The field in whose value the cursor is, and the value up to it. None in a comment, and in the further lines of a
/// string.
pub fn field_at(segment: &Segment, offset: usize) -> Option<(&'static FieldSpec, &str)> {
    let text = &*segment.text;
    let line_start = text[..offset].rfind(['\n', '\r'])? + 1;
    let head = &text[line_start..offset];
    let keyword = segment.item.as_ref()?.keyword();
    let string = string_at(segment, line_start, offset);
    let is_code = match &string {
        Some(string) => string.start >= line_start,
        None => !is_in_comment(head),
    };
    let (name, value) = head.split_once(':').filter(|_| is_code)?;
    Some((schema::field_of(keyword, name.trim())?, value))
}

fn in_field(text: &str, keyword: Keyword, head: &str, offset: usize) -> CompletionContext {
    let typed = head.trim_start();
    if typed.chars().all(is_name_character) {
        return CompletionContext {
            wanted: Wanted::FieldName,
            word: name_at(text, offset),
        };
    }
    let field = typed.split_once(':').and_then(|(name, value)| {
        let spec = schema::field_of(keyword, name.trim_end())?;
        Some((spec, value))
    });
    match field {
        Some((spec, value)) => in_value(text, spec, value, offset),
        None => CompletionContext::nothing(offset),
    }
}

/// In the value of a field. `typed` is the value up to the cursor.
fn in_value(text: &str, spec: &FieldSpec, typed: &str, offset: usize) -> CompletionContext {
    let reference = reference_at(text, offset);
    let word = reference.clone().unwrap_or_else(|| name_at(text, offset));
    let before = &typed[..typed.len().saturating_sub(offset - word.start)];
    let is_apart = before.is_empty() || before.ends_with([' ', '\t', ',', '\u{a0}']);
    let before: Vec<&str> = last_value(before).split_whitespace().collect();
    let wanted = match is_apart || reference.is_some() {
        true => wanted_after(spec.shape, &before),
        false => Wanted::Nothing,
    };
    let takes_no_word = !matches!(wanted, Wanted::Reference(_)) && reference.is_some();
    match takes_no_word {
        true => CompletionContext::nothing(offset),
        false => CompletionContext { wanted, word },
    }
}

/// The text after the last comma outside of strings.
pub fn last_value(typed: &str) -> &str {
    let mut close = None;
    let mut start = 0;
    for (at, c) in typed.char_indices() {
        match (close, c) {
            (None, '"') => close = Some('"'),
            (None, '“') => close = Some('”'),
            (None, ',') => start = at + 1,
            (Some(mark), c) if c == mark => close = None,
            _ => {}
        }
    }
    &typed[start..]
}

fn unquoted(files: PathFiles) -> Wanted {
    Wanted::Path {
        files,
        is_quoted: false,
    }
}

/// What can follow the words `before` in a value of that shape.
fn wanted_after(shape: Shape, before: &[&str]) -> Wanted {
    let entity = Wanted::Reference(Some(Keyword::Entity));
    let source = Wanted::Reference(Some(Keyword::Source));
    match (shape, before) {
        (Shape::Entity | Shape::Who | Shape::Reply, []) => entity,
        (Shape::Reply, [_]) => Wanted::Words(schema::REPLY_OUTCOMES),
        (Shape::Source | Shape::Evidence, []) => source,
        (Shape::Evidence, [.., "at"]) => Wanted::Label,
        (Shape::Evidence, [_]) => Wanted::MoreWords(&["at", "primary", "secondary"]),
        (Shape::Evidence, [.., last]) if *last != "primary" && *last != "secondary" => {
            Wanted::MoreWords(&["primary", "secondary"])
        }
        (Shape::Approval, []) => Wanted::Signature,
        (Shape::SignOff, []) => Wanted::SignOff,
        (Shape::Approval | Shape::SignOff, [_]) => Wanted::Words(&["by"]),
        (Shape::Approval | Shape::SignOff, [_, "by"]) => entity,
        (Shape::SignOff, [_, "by", .., who])
            if who.starts_with('@') || who.ends_with(['"', '”']) =>
        {
            Wanted::Seal
        }
        (Shape::Choice(words), []) => Wanted::Words(words),
        (Shape::Language, []) => Wanted::Language,
        (Shape::Allow, []) => Wanted::Rule,
        (Shape::Path, []) => unquoted(PathFiles::Articles),
        (Shape::File, []) => unquoted(PathFiles::All),
        (Shape::File, [_]) => Wanted::MoreWords(&["sha256"]),
        _ => Wanted::Nothing,
    }
}
