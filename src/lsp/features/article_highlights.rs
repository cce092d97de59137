//! `textDocument/documentHighlight` in an article.

use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, TextDocumentPositionParams};

use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use crate::ide::highlights_in_article::highlights_in_article;

pub fn find(
    snapshot: &Snapshot,
    about: &TextDocumentPositionParams,
) -> Option<Vec<DocumentHighlight>> {
    let path = snapshot.file_of(&about.text_document.uri);
    let offset = snapshot.offset(&path, about.position)?;
    let (workspace, passages) = (&snapshot.workspace, &snapshot.passages);
    let found = highlights_in_article(workspace, passages, &path, offset);
    let mut ranges = Ranges::of(snapshot);
    let highlights = found.into_iter().filter_map(|range| {
        Some(DocumentHighlight {
            range: ranges.range(&path, range)?,
            kind: Some(DocumentHighlightKind::TEXT),
        })
    });
    Some(highlights.collect())
}
