//! `textDocument/hover`

use tower_lsp::ls_types::{Hover, HoverContents, HoverParams};

use super::super::client::ClientAbilities;
use super::super::snapshot::Snapshot;
use crate::ide::hover::{hover, hover_in_article};

pub fn show(snapshot: &Snapshot, client: &ClientAbilities, params: &HoverParams) -> Option<Hover> {
    let about = &params.text_document_position_params;
    let path = snapshot.file_of(&about.text_document.uri);
    let offset = snapshot.offset(&path, about.position)?;
    let found = match snapshot.workspace.id_of(&path) {
        Some(file) => hover(&snapshot.workspace, &snapshot.passages, file, offset),
        None => hover_in_article(&snapshot.workspace, &snapshot.passages, &path, offset),
    }?;
    let range = (!found.range.is_empty())
        .then(|| snapshot.range(&path, found.range))
        .flatten();
    Some(Hover {
        contents: HoverContents::Markup(client.markup(found.markdown)),
        range,
    })
}
