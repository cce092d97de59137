//! `textDocument/references`

use tower_lsp::ls_types::{Location, ReferenceParams};

use super::super::snapshot::Snapshot;
use crate::ide::references::references;

pub fn find(snapshot: &Snapshot, params: &ReferenceParams) -> Option<Vec<Location>> {
    let about = &params.text_document_position;
    let (file, offset) = snapshot.place(&about.text_document.uri, about.position)?;
    let declaration = params.context.include_declaration;
    let found = references(&snapshot.workspace, file, offset, declaration);
    Some(
        found
            .iter()
            .filter_map(|location| snapshot.location(location))
            .collect(),
    )
}
