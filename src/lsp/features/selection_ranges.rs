//! `textDocument/selectionRange`

use tower_lsp::ls_types::{Range, SelectionRange, SelectionRangeParams};

use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use crate::ide::selection_ranges::SelectionRanges;

/// The ranges around each position. `None` if the file is not Sayso's: the client then selects what it knows itself.
pub fn around(snapshot: &Snapshot, params: &SelectionRangeParams) -> Option<Vec<SelectionRange>> {
    let path = snapshot.file_of(&params.text_document.uri);
    let found = SelectionRanges::of(&snapshot.workspace, snapshot.workspace.id_of(&path)?)?;
    let mut ranges = Ranges::of(snapshot);
    let positions = params.positions.iter();
    let nested = positions.map(|position| {
        let offset = snapshot.offset(&path, *position)?;
        let around = found.around(offset);
        // From the outside in: each holds the one around it.
        let mut parent = None;
        for bytes in around.into_iter().rev() {
            // An empty file has no declaration that a place could be in.
            let range = match bytes.is_empty() {
                true => Range::default(),
                false => ranges.across(&path, bytes)?,
            };
            parent = Some(Box::new(SelectionRange { range, parent }));
        }
        parent.map(|innermost| *innermost)
    });
    nested.collect()
}
