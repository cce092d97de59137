//! `textDocument/inlineCompletion`: how the article goes on while a claim quotes it.

use tower_lsp::ls_types::{InlineCompletionItem, InlineCompletionParams, InlineCompletionResponse};

use super::super::snapshot::Snapshot;
use crate::ide::completion::continuation;

pub fn offer(
    snapshot: &Snapshot,
    params: &InlineCompletionParams,
) -> Option<InlineCompletionResponse> {
    let about = &params.text_document_position;
    let (file, offset) = snapshot.place(&about.text_document.uri, about.position)?;
    let insert_text = continuation(&snapshot.workspace, file, offset)?;
    let path = snapshot.file_of(&about.text_document.uri);
    let item = InlineCompletionItem {
        insert_text,
        filter_text: None,
        range: snapshot.range(&path, offset..offset),
        command: None,
        insert_text_format: None,
    };
    Some(InlineCompletionResponse::Array(vec![item]))
}
