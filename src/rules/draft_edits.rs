//! Edits of a draft that several rules make.

use crate::rules::finding::Edit;
use crate::text::Span;
use crate::workspace::{DeclarationId, File, FileId, Place, Segment};

/// The edit that adds the line `field: value` below the last line of a declaration.
pub fn add_field(file: FileId, id: DeclarationId, segment: &Segment, line: &str) -> Edit {
    let syntax = segment.syntax().declaration.as_ref();
    let end = syntax.map_or(segment.text.trim_end().len(), |syntax| {
        syntax.span.end as usize
    });
    let rest = &segment.text[end.min(segment.text.len())..];
    // A comment after the last field stays on its line.
    let at = end + rest.find(['\n', '\r']).unwrap_or(rest.len());
    let span = Span::at(at);
    Edit {
        place: Place::Declaration { file, id, span },
        text: format!("{}  {line}", line_end_of(&segment.text)),
    }
}

/// The edit that appends a declaration to `file`, after a blank line.
pub fn append(file_id: FileId, file: &File, declaration: &str) -> Edit {
    let (id, text) = match file.slots().last() {
        Some(slot) => (slot.id, &*slot.segment.text),
        None => (DeclarationId(0), ""),
    };
    let line_end = line_end_of(text);
    let before = match text.ends_with(['\n', '\r']) {
        true => line_end.to_owned(),
        false => line_end.repeat(2),
    };
    Edit {
        place: Place::Declaration {
            file: file_id,
            id,
            span: Span::at(text.len()),
        },
        text: format!("{before}{}{line_end}", declaration.replace('\n', line_end)),
    }
}

/// The line ending that the text uses.
pub fn line_end_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
