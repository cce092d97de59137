//! `textDocument/references`

use tower_lsp::ls_types::{Location, ReferenceParams};

use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use crate::ide::references::{MOST_REFERENCES, references};

/// The references, and whether there are more than are listed.
pub fn find(snapshot: &Snapshot, params: &ReferenceParams) -> Option<(Vec<Location>, bool)> {
    let about = &params.text_document_position;
    let (file, offset) = snapshot.place(&about.text_document.uri, about.position)?;
    let declaration = params.context.include_declaration;
    let found = references(
        &snapshot.workspace,
        &snapshot.passages,
        file,
        offset,
        declaration,
    );
    let mut ranges = Ranges::of(snapshot);
    let locations = found.iter().filter_map(|found| ranges.location(found));
    Some((locations.collect(), found.len() >= MOST_REFERENCES))
}
