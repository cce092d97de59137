//! `textDocument/references`

use tower_lsp::ls_types::{Location, ReferenceParams};

use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use crate::ide::references::{MOST_REFERENCES, references, references_in_article};

/// The references, and whether there are more than are listed.
pub fn find(snapshot: &Snapshot, params: &ReferenceParams) -> Option<(Vec<Location>, bool)> {
    let about = &params.text_document_position;
    let path = snapshot.file_of(&about.text_document.uri);
    let offset = snapshot.offset(&path, about.position)?;
    let declaration = params.context.include_declaration;
    let (workspace, passages) = (&snapshot.workspace, &snapshot.passages);
    let found = match workspace.id_of(&path) {
        Some(file) => references(workspace, passages, file, offset, declaration),
        None => references_in_article(workspace, passages, &path, offset, declaration),
    };
    let mut ranges = Ranges::of(snapshot);
    let locations = found.iter().filter_map(|found| ranges.location(found));
    Some((locations.collect(), found.len() >= MOST_REFERENCES))
}
