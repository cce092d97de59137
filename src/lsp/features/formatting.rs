//! `textDocument/formatting`, `textDocument/rangeFormatting` and `textDocument/rangesFormatting`. There is one style: the
//! client's options for tabs and their width are ignored.

use std::ops::Range as Bytes;
use std::path::Path;

use tower_lsp::ls_types::{
    DocumentFormattingParams, DocumentRangeFormattingParams, Range, TextEdit, Uri,
};

use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use crate::formatting::{WhitespaceEdit, edits, edits_in};

/// The edits that bring the draft into style.
pub fn whole(snapshot: &Snapshot, params: &DocumentFormattingParams) -> Option<Vec<TextEdit>> {
    format(snapshot, &params.text_document.uri, |text, _| {
        Some(edits(text))
    })
}

/// The edits that bring the declarations touched by the range into style.
pub fn in_range(
    snapshot: &Snapshot,
    params: &DocumentRangeFormattingParams,
) -> Option<Vec<TextEdit>> {
    in_ranges(snapshot, &params.text_document.uri, &[params.range])
}

/// The edits that bring the declarations touched by any of the ranges into style.
pub fn in_ranges(snapshot: &Snapshot, document: &Uri, ranges: &[Range]) -> Option<Vec<TextEdit>> {
    format(snapshot, document, |text, path| {
        let touched = ranges.iter().map(|range| bytes(snapshot, path, *range));
        let touched: Option<Vec<Bytes<usize>>> = touched.collect();
        Some(edits_in(text, &touched?))
    })
}

/// Replaces only white space that is wrong, so that cursors and folds stay where they are.
fn format(
    snapshot: &Snapshot,
    document: &Uri,
    edits_of: impl FnOnce(&str, &Path) -> Option<Vec<WhitespaceEdit>>,
) -> Option<Vec<TextEdit>> {
    let path = snapshot.file_of(document);
    let id = snapshot.workspace.id_of(&path)?;
    let text = snapshot.workspace.file(id)?.text();
    let mut ranges = Ranges::of(snapshot);
    let edits = edits_of(&text, &path)?.into_iter();
    let edits = edits.filter_map(|edit| {
        Some(TextEdit {
            range: ranges.range(&path, edit.range)?,
            new_text: edit.text,
        })
    });
    Some(edits.collect())
}

fn bytes(snapshot: &Snapshot, path: &Path, range: Range) -> Option<Bytes<usize>> {
    let start = snapshot.offset(path, range.start)?;
    let end = snapshot.offset(path, range.end)?;
    Some(start..end.max(start))
}
