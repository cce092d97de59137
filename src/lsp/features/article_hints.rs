//! `textDocument/inlayHint` in an article.

use tower_lsp::ls_types::{InlayHint, InlayHintParams, InlayHintTooltip};

use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use crate::ide::hints_in_article::{ArticleHintChoice, hints_in_article};

pub fn find(
    snapshot: &Snapshot,
    choice: ArticleHintChoice,
    params: &InlayHintParams,
) -> Option<Vec<InlayHint>> {
    let path = snapshot.file_of(&params.text_document.uri);
    let drafts = snapshot.workspace.drafts_of(&path);
    if drafts.is_empty() {
        return None;
    }
    let start = snapshot.offset(&path, params.range.start)?;
    let end = snapshot.offset(&path, params.range.end)?.max(start);
    let (workspace, passages) = (&snapshot.workspace, &snapshot.passages);
    let found = hints_in_article(workspace, passages, &drafts, start..end, choice);
    let mut ranges = Ranges::of(snapshot);
    let hints = found.into_iter().filter_map(|hint| {
        let names = hint.claims.join(", ");
        Some(InlayHint {
            position: ranges.range(&path, hint.offset..hint.offset)?.start,
            label: hint.label.to_owned().into(),
            kind: None,
            text_edits: None,
            tooltip: (!names.is_empty()).then_some(InlayHintTooltip::String(names)),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
    });
    Some(hints.collect())
}
