//! Edits of a draft that several rules make.

use crate::rules::context::passages::Passages;
use crate::rules::finding::Edit;
use crate::text::Span;
use crate::workspace::{DeclarationId, File, FileId, Place, Segment, Slot};

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

/// The edits that add claims to `file`, each with the start of the passage that it quotes: in the order of the article,
/// below the claims that quote what is before.
pub fn add_claims(
    file_id: FileId,
    file: &File,
    passages: &Passages,
    claims: &[(usize, String)],
) -> Vec<Edit> {
    let mut places: Vec<(Option<DeclarationId>, Vec<&str>)> = Vec::new();
    for (passage, claim) in claims {
        let above = declaration_above(file, passages, *passage);
        match places.last_mut() {
            Some((last, claims)) if *last == above => claims.push(claim),
            _ => places.push((above, vec![claim])),
        }
    }
    let edits = places.into_iter().map(|(above, claims)| {
        let claims = claims.join("\n\n");
        let slot = above.and_then(|above| file.slot(above));
        match slot.filter(|slot| file.slots().last().is_some_and(|last| last.id != slot.id)) {
            Some(slot) => below(file_id, slot, &claims),
            None => append(file_id, file, &claims),
        }
    });
    edits.collect()
}

/// The declaration below which a claim belongs that quotes the article at `passage`. `None`: at the end.
fn declaration_above(file: &File, passages: &Passages, passage: usize) -> Option<DeclarationId> {
    if let Some(before) = passages.last_up_to(passage) {
        return Some(before);
    }
    let first = passages.overlapping(0..usize::MAX).next()?.0;
    let above = file.slots().iter().take_while(|slot| slot.id != first);
    Some(above.filter(|slot| slot.keyword.is_some()).last()?.id)
}

/// The edit that adds declarations below another one, after a blank line.
fn below(file: FileId, slot: &Slot, declarations: &str) -> Edit {
    let text = &*slot.segment.text;
    let line_end = line_end_of(text);
    let end = text.trim_end().len();
    // A blank line below, unless there is one.
    let gap = match text[end..].matches('\n').count() {
        0 | 1 => "\n",
        _ => "",
    };
    Edit {
        place: Place::Declaration {
            file,
            id: slot.id,
            span: Span::at(end),
        },
        text: format!("\n\n{declarations}{gap}").replace('\n', line_end),
    }
}

/// The line ending that the text uses.
pub fn line_end_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
