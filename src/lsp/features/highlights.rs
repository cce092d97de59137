//! `textDocument/documentHighlight` and `textDocument/linkedEditingRange`

use tower_lsp::ls_types::{
    DocumentHighlight, DocumentHighlightKind, LinkedEditingRanges, TextDocumentPositionParams,
};

use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use crate::ide::highlights::{Highlight, highlights};
use crate::ide::linked_editing::linked_editing;

/// What a name consists of: anything but white space, ASCII punctuation other than `-` and `_`, and quotation marks.
/// Clients use it without the flag that `\p{…}` needs.
const NAME: &str = r#"[^\s!-,./:-@\[-^`{-~«»‘-‟…]+"#;

pub fn uses(
    snapshot: &Snapshot,
    about: &TextDocumentPositionParams,
) -> Option<Vec<DocumentHighlight>> {
    let (file, offset) = snapshot.place(&about.text_document.uri, about.position)?;
    let path = snapshot.file_of(&about.text_document.uri);
    let mut ranges = Ranges::of(snapshot);
    let found = highlights(&snapshot.workspace, file, offset).into_iter();
    let found = found.filter_map(
        |Highlight {
             range,
             is_declaration,
         }| {
            Some(DocumentHighlight {
                range: ranges.range(&path, range)?,
                kind: Some(match is_declaration {
                    true => DocumentHighlightKind::WRITE,
                    false => DocumentHighlightKind::READ,
                }),
            })
        },
    );
    Some(found.collect())
}

pub fn linked(
    snapshot: &Snapshot,
    about: &TextDocumentPositionParams,
) -> Option<LinkedEditingRanges> {
    let (file, offset) = snapshot.place(&about.text_document.uri, about.position)?;
    let path = snapshot.file_of(&about.text_document.uri);
    let linked = linked_editing(&snapshot.workspace, file, offset)?;
    let mut ranges = Ranges::of(snapshot);
    let linked: Option<Vec<_>> = linked
        .into_iter()
        .map(|range| ranges.range(&path, range))
        .collect();
    Some(LinkedEditingRanges {
        ranges: linked?,
        word_pattern: Some(NAME.to_owned()),
    })
}
