//! `textDocument/foldingRange`: whole lines, which every client can fold.

use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use super::super::client::ClientAbilities;
use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use crate::ide::folding::{Fold, FoldKind, folds};

/// The maximum number of folds for a client that names none.
const MOST_FOLDS: usize = 20_000;

pub fn fold(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    params: &FoldingRangeParams,
) -> Option<Vec<FoldingRange>> {
    let path = snapshot.file_of(&params.text_document.uri);
    let file = snapshot.workspace.file(snapshot.workspace.id_of(&path)?)?;
    let most = client.most_folds.map_or(MOST_FOLDS, |most| most as usize);
    let mut ranges = Ranges::of(snapshot);
    let mut found: Vec<FoldingRange> = Vec::new();
    for Fold { range, kind } in folds(file) {
        let Some(lines) = ranges.across(&path, range) else {
            continue;
        };
        if lines.start.line < lines.end.line && found.len() < most {
            found.push(FoldingRange {
                start_line: lines.start.line,
                end_line: lines.end.line,
                kind: kind_of(kind),
                ..FoldingRange::default()
            });
        }
    }
    found.sort_by_key(|fold| (fold.start_line, fold.end_line));
    Some(found)
}

fn kind_of(kind: FoldKind) -> Option<FoldingRangeKind> {
    match kind {
        FoldKind::Comment => Some(FoldingRangeKind::Comment),
        FoldKind::Section => Some(FoldingRangeKind::Region),
        FoldKind::Declaration | FoldKind::String => None,
    }
}
