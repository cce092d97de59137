//! A declaration that is rewritten.

use std::ops::Range;

use super::scope::Scope;
use crate::ide::cursor::whole_span;
use crate::ide::edits::Edits;
use crate::model::Item;
use crate::model::schema::field_of;
use crate::rules::{add_field, line_end_of};
use crate::syntax::{Declaration, Field, Keyword};
use crate::text::Span;
use crate::workspace::{DeclarationId, FileId, Location, Segment, Workspace};

#[derive(Clone, Copy)]
pub struct Declared<'a> {
    pub workspace: &'a Workspace,
    pub file: FileId,
    pub id: DeclarationId,
    /// Where it starts in its file.
    pub start: usize,
    pub segment: &'a Segment,
    pub item: &'a Item,
    pub syntax: &'a Declaration,
}

impl<'a> Declared<'a> {
    /// The declaration whose lines contain the byte `offset` of the file.
    pub fn at(scope: &Scope<'a>, offset: usize) -> Option<Declared<'a>> {
        let (_, slot) = scope.file()?.at(offset)?;
        let declared = Declared::of(scope.workspace, scope.file_id, slot.id)?;
        declared.whole().contains(&offset).then_some(declared)
    }

    pub fn of(workspace: &'a Workspace, file: FileId, id: DeclarationId) -> Option<Declared<'a>> {
        let (start, slot) = workspace.file(file)?.get(id)?;
        Some(Declared {
            workspace,
            file,
            id,
            start: start.byte,
            segment: &slot.segment,
            item: slot.segment.item.as_ref()?,
            syntax: slot.segment.syntax().declaration.as_ref()?,
        })
    }

    /// Its lines, with the end of the last one, in bytes of the file.
    pub fn whole(&self) -> Range<usize> {
        let whole = whole_span(self.segment).shifted(self.start).range();
        whole.start..whole.end + 1
    }

    pub fn text(&self) -> &'a str {
        &self.segment.text
    }

    /// Whether the selection starts in its headline.
    pub fn is_headline(&self, scope: &Scope) -> bool {
        let headline = self.syntax.headline().shifted(self.start);
        headline.touches(scope.range.start)
    }

    pub fn location(&self, span: Span) -> Option<Location> {
        self.workspace.location(self.file, self.id, span)
    }

    /// Its name as users read it in titles.
    pub fn called(&self) -> String {
        match self.item.name() {
            Some(name) => format!("`{name}`"),
            None => format!("this {}", self.item.keyword().word()),
        }
    }

    /// `field: value` for each value of its fields, as written.
    pub fn lines(&self) -> Vec<Line<'a>> {
        let fields = self.syntax.fields.iter();
        let lines = fields.flat_map(|field| lines_of(self.text(), field));
        lines.collect()
    }

    /// The lines of `other` that it lacks. None if a field that takes one value has another one there.
    pub fn missing_lines(&self, other: &Declared<'a>) -> Option<Vec<Line<'a>>> {
        let own = self.lines();
        let mut missing = Vec::new();
        for line in other.lines() {
            if own.iter().any(|it| it.is_same(&line)) {
                continue;
            }
            let is_taken = own.iter().any(|it| it.field == line.field);
            if is_taken && !takes_many(self.item.keyword(), line.field) {
                return None;
            }
            missing.push(line);
        }
        Some(missing)
    }

    /// Adds lines below its last one.
    pub fn add_lines(&self, lines: &[String], edits: &mut Edits) -> Option<()> {
        if lines.is_empty() {
            return Some(());
        }
        let between = format!("{}  ", line_end_of(self.text()));
        let edit = add_field(self.file, self.id, self.segment, &lines.join(&between));
        edits.replace(edit.place.location(self.workspace, None)?, edit.text);
        Some(())
    }

    /// Removes it, with the blank lines below it.
    pub fn remove(&self, edits: &mut Edits) -> Option<()> {
        let all = Span::new(0, self.segment.text.len());
        edits.replace(self.location(all)?, "");
        Some(())
    }
}

/// A value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    pub field: &'a str,
    pub value: &'a str,
}

impl Line<'_> {
    pub fn written(&self) -> String {
        format!("{}: {}", self.field, self.value)
    }

    fn is_same(&self, other: &Line) -> bool {
        self.field == other.field && self.value == other.value
    }
}

fn lines_of<'a>(text: &'a str, field: &'a Field) -> impl Iterator<Item = Line<'a>> {
    let name = field.name.of(text);
    let values = field.values.iter();
    values.map(move |value| Line {
        field: name,
        value: value.span.of(text),
    })
}

fn takes_many(keyword: Keyword, field: &str) -> bool {
    field_of(keyword, field).is_some_and(|field| field.many)
}
