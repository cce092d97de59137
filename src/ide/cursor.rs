//! What is at a place in a draft: every feature asks this first.

use crate::model::locators;
use crate::model::schema::{self, FieldSpec, Shape};
use crate::model::{Item, Reference};
use crate::syntax::{Field, Keyword, Locator, Part, PartKind, remark};
use crate::text::Span;
use crate::text::byte_order_mark::mark_length;
use crate::workspace::{ArticlePlace, DeclarationId, FileId, Segment, Slot, Workspace};

/// A place in a declaration, and what is there.
pub struct Cursor<'a> {
    pub file_id: FileId,
    pub id: DeclarationId,
    pub segment: &'a Segment,
    /// Where the declaration starts in its file.
    pub start: usize,
    /// The place, counted from there.
    pub offset: usize,
    pub object: Object<'a>,
}

impl<'a> Cursor<'a> {
    pub fn item(&self) -> Option<&'a Item> {
        self.segment.item.as_ref()
    }
}

#[derive(Clone, Copy, Debug)]
pub enum Object<'a> {
    Keyword(Keyword),
    /// The declaration's own name.
    Name,
    Kind(&'a str),
    Title,
    FieldName(&'static FieldSpec),
    Reference(&'a Reference),
    /// The label of a locator, by its CSL name.
    Label(&'static str),
    /// The path in `text: "…"`.
    ArticlePath,
    /// The name of a rule after `allow:` or `# sayso: allow`.
    Rule(&'a str),
    /// The embedded article.
    Prose,
    Nothing,
}

/// What is at `offset`, and its span in the declaration. None if the file is empty or does not exist.
pub fn cursor_at(
    workspace: &Workspace,
    file_id: FileId,
    offset: usize,
) -> Option<(Cursor<'_>, Span)> {
    let file = workspace.file(file_id)?;
    let (start, Slot { id, segment, .. }) = file.at(offset)?;
    let within = segment
        .text
        .floor_char_boundary(offset.saturating_sub(start.byte));
    let (object, span) = object_at(segment, within).unwrap_or((Object::Nothing, Span::at(within)));
    let cursor = Cursor {
        file_id,
        id: *id,
        segment,
        start: start.byte,
        offset: within,
        object,
    };
    Some((cursor, span))
}

fn object_at(segment: &Segment, offset: usize) -> Option<(Object<'_>, Span)> {
    let text = &*segment.text;
    let Some(item) = segment.item.as_ref() else {
        return in_remark(text, offset);
    };
    if let Some(reference) = item.references.iter().find(|r| r.span.touches(offset)) {
        return Some((Object::Reference(reference), reference.span));
    }
    let declaration = segment.syntax().declaration.as_ref()?;
    let at = |span: Option<Span>| span.filter(|span| span.touches(offset));
    if let Some(span) = at(declaration.name) {
        return Some((Object::Name, span));
    }
    if let Some(span) = at(declaration.kind) {
        return Some((Object::Kind(span.of(text)), span));
    }
    if let Some(span) = at(declaration.title) {
        return Some((Object::Title, span));
    }
    if let Some(span) = at(Some(declaration.keyword_span)) {
        return Some((Object::Keyword(declaration.keyword), span));
    }
    if item.keyword() == Keyword::Text && offset > line_end(text) {
        return Some((Object::Prose, Span::at(offset)));
    }
    let field = declaration
        .fields
        .iter()
        .find(|field| field.span.touches(offset))?;
    in_field(text, item.keyword(), field, offset)
}

/// In a `# sayso:` comment.
fn in_remark(text: &str, offset: usize) -> Option<(Object<'_>, Span)> {
    let mut allows = remark(text)?.allows.into_iter();
    let rule = allows.find(|allowed| allowed.rule.touches(offset))?.rule;
    Some((Object::Rule(rule.of(text)), rule))
}

fn line_end(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

fn in_field<'a>(
    text: &'a str,
    keyword: Keyword,
    field: &Field,
    offset: usize,
) -> Option<(Object<'a>, Span)> {
    let spec = schema::field_of(keyword, field.name.of(text))?;
    if field.name.touches(offset) {
        return Some((Object::FieldName(spec), field.name));
    }
    let mut parts = field.values.iter().flat_map(|value| &value.parts);
    in_part(
        text,
        keyword,
        spec,
        parts.find(|part| part.span.touches(offset))?,
        offset,
    )
}

fn in_part<'a>(
    text: &'a str,
    keyword: Keyword,
    spec: &FieldSpec,
    part: &Part,
    offset: usize,
) -> Option<(Object<'a>, Span)> {
    let object = match part.kind {
        PartKind::Locator(Locator::Label { label, .. }) if label.touches(offset) => {
            return Some((Object::Label(locators::label_of(label.of(text))?), label));
        }
        PartKind::String if keyword == Keyword::Article && spec.shape == Shape::Path => {
            Object::ArticlePath
        }
        PartKind::Word if spec.shape == Shape::Allow => Object::Rule(part.span.of(text)),
        _ => return None,
    };
    Some((object, part.span))
}

/// The place in the article of a cursor in embedded prose.
pub fn embedded_at(workspace: &Workspace, cursor: &Cursor) -> Option<usize> {
    let article = workspace.article(cursor.file_id)?;
    let here = ArticlePlace::Embedded(cursor.id);
    (article.place.as_ref() == Some(&here)).then_some(cursor.offset)
}

/// The span that identifies a declaration to a reader: its name, or else its title, or else its keyword.
pub fn name_span(segment: &Segment) -> Option<Span> {
    let item = segment.item.as_ref()?;
    let named = item.name_span().or(item.title_span());
    let keyword = || {
        segment
            .syntax()
            .declaration
            .as_ref()
            .map(|d| d.keyword_span)
    };
    named.or_else(keyword)
}

/// The headline of a declaration, from its keyword to its title.
pub fn headline_span(segment: &Segment) -> Option<Span> {
    let declaration = segment.syntax().declaration.as_ref()?;
    let parts = [declaration.name, declaration.kind, declaration.title];
    let parts = parts.into_iter().flatten();
    Some(parts.fold(declaration.keyword_span, Span::to))
}

/// The whole declaration, from its keyword to the end of its last line. Needs no parsing: an outline has thousands.
pub fn whole_span(segment: &Segment) -> Span {
    let text = &*segment.text;
    Span::new(mark_length(text), text.trim_end().len())
}
