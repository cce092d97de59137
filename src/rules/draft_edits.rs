//! Edits of a draft that several rules make.

use std::cmp::Reverse;

use crate::rules::context::passages::Passages;
use crate::rules::finding::Edit;
use crate::syntax::Keyword;
use crate::text::Span;
use crate::text::byte_order_mark::mark_length;
use crate::workspace::{DeclarationId, File, FileId, Place, Segment, Slot, Workspace};

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

/// The edit that declares an entity or a source: in the desk's registry if the configuration names one, or else in
/// `file_id`, after the last declaration of its kind.
pub fn declare(
    workspace: &Workspace,
    file_id: FileId,
    keyword: Keyword,
    declaration: &str,
) -> Option<Edit> {
    let file_id = registry_for(workspace, file_id, keyword).unwrap_or(file_id);
    declare_in(workspace, file_id, keyword, declaration)
}

/// The edit that declares it in that file.
pub fn declare_in(
    workspace: &Workspace,
    file_id: FileId,
    keyword: Keyword,
    declaration: &str,
) -> Option<Edit> {
    let file = workspace.file(file_id)?;
    let mut slots = file.slots().iter().rev();
    Some(match slots.find(|slot| slot.keyword == Some(keyword)) {
        Some(last) => after(file_id, file, last, declaration),
        None => append(file_id, file, declaration),
    })
}

/// Of the registries that the configuration of the file names, the one with most declarations of that kind.
fn registry_for(workspace: &Workspace, file_id: FileId, keyword: Keyword) -> Option<FileId> {
    let configuration = workspace.configuration(&workspace.file(file_id)?.path);
    if configuration.registries.is_empty() {
        return None;
    }
    let is_registry = |file: &File| file.is_registry() && configuration.is_registry(&file.path);
    let count = |file: &File| {
        let slots = file.slots().iter();
        slots.filter(|slot| slot.keyword == Some(keyword)).count()
    };
    let registries = workspace.files().filter(|(_, file)| is_registry(file));
    let most = registries.max_by_key(|(_, file)| (count(file), Reverse(file.path.clone())));
    most.map(|(id, _)| id)
}

/// The edits that add claims to `file`, each with the start of the passage that it quotes: in the order of the article.
pub fn add_claims(
    file_id: FileId,
    file: &File,
    passages: &Passages,
    claims: &[(usize, String)],
) -> Vec<Edit> {
    let mut places: Vec<(Option<DeclarationId>, Vec<&str>)> = Vec::new();
    for (passage, claim) in claims {
        let above = passages.last_until(*passage);
        match places.last_mut() {
            Some((last, claims)) if *last == above => claims.push(claim),
            _ => places.push((above, vec![claim])),
        }
    }
    let first = passages.first();
    let edits = places.into_iter().map(|(above, claims)| {
        let slot = |id: Option<DeclarationId>| id.and_then(|id| file.slot(id));
        let claims = claims.join("\n\n");
        match (slot(above), slot(first)) {
            (Some(claim), _) => after(file_id, file, claim, &claims),
            (None, Some(next)) => before(file_id, file, next, &claims),
            (None, None) => append(file_id, file, &claims),
        }
    });
    edits.collect()
}

/// The edit that adds a declaration after another one, with an empty line on either side.
fn after(file_id: FileId, file: &File, slot: &Slot, declaration: &str) -> Edit {
    let text = &slot.segment.text;
    let line_end = line_end_of(text);
    let at = text.trim_end().len();
    let is_last = file.slots().last().is_some_and(|last| last.id == slot.id);
    let is_close = !is_last && !ends_in_empty_line(text);
    Edit {
        place: Place::Declaration {
            file: file_id,
            id: slot.id,
            span: Span::at(at),
        },
        text: format!(
            "{}{}{}",
            line_end.repeat(2),
            declaration.replace('\n', line_end),
            if is_close { line_end } else { "" }
        ),
    }
}

/// The edit that adds a declaration before another one and the comments right above that, with an empty line on either
/// side.
fn before(file_id: FileId, file: &File, slot: &Slot, declaration: &str) -> Edit {
    let line_end = line_end_of(&slot.segment.text);
    let above = file.slots().iter().rev();
    let mut above = above
        .skip_while(|other| other.id != slot.id)
        .skip(1)
        .peekable();
    let mut first = slot;
    while let Some(comment) = above.next_if(|other| is_comment_line(other)) {
        first = comment;
    }
    let is_close = above
        .peek()
        .is_some_and(|last| !ends_in_empty_line(&last.segment.text));
    Edit {
        place: Place::Declaration {
            file: file_id,
            id: first.id,
            span: Span::at(mark_length(&first.segment.text)),
        },
        text: format!(
            "{}{}{}",
            if is_close { line_end } else { "" },
            declaration.replace('\n', line_end),
            line_end.repeat(2)
        ),
    }
}

fn ends_in_empty_line(text: &str) -> bool {
    text[text.trim_end().len()..].lines().count() > 1
}

/// Whether it is a comment, without an empty line below.
fn is_comment_line(slot: &Slot) -> bool {
    let text = &slot.segment.text;
    text.starts_with('#') && !ends_in_empty_line(text)
}

/// The line ending that the text uses.
pub fn line_end_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
