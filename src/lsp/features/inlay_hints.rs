//! `textDocument/inlayHint`, and its resolving, which describes what a name means.

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{InlayHint, InlayHintParams, InlayHintTooltip, Uri};

use super::super::client::ClientAbilities;
use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use super::super::workspaces::Workspaces;
use crate::ide::describe::{Viewer, describe};
use crate::ide::inlay_hints::{self, HintChoice, inlay_hints};
use crate::workspace::{DeclarationId, FileId};

/// What a hint names, for its tooltip.
#[derive(Debug, Serialize, Deserialize)]
struct Named {
    /// The draft with the hint.
    uri: Uri,
    file: u32,
    declaration: u32,
}

pub fn find(
    snapshot: &Snapshot,
    choice: HintChoice,
    params: &InlayHintParams,
) -> Option<Vec<InlayHint>> {
    let uri = &params.text_document.uri;
    let path = snapshot.file_of(uri);
    let file = snapshot.workspace.id_of(&path)?;
    let start = snapshot.offset(&path, params.range.start)?;
    let end = snapshot.offset(&path, params.range.end)?.max(start);
    let (workspace, passages) = (&snapshot.workspace, &snapshot.passages);
    let found = inlay_hints(workspace, passages, file, start..end, choice).into_iter();
    let mut ranges = Ranges::of(snapshot);
    let mut converted = |hint: inlay_hints::InlayHint| {
        let named = hint.declaration.map(|(file, declaration)| Named {
            uri: uri.clone(),
            file: file.0,
            declaration: declaration.0,
        });
        Some(InlayHint {
            position: ranges.across(&path, hint.offset..hint.offset)?.start,
            label: hint.label.into(),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: named.and_then(|named| serde_json::to_value(named).ok()),
        })
    };
    Some(found.filter_map(&mut converted).collect())
}

/// The hint with a description of what it names.
pub fn resolve(
    workspaces: &Workspaces,
    client: &ClientAbilities,
    mut hint: InlayHint,
) -> InlayHint {
    let tooltip = || {
        let named: Named = serde_json::from_value(hint.data.clone()?).ok()?;
        let snapshot = workspaces.around(&named.uri);
        let (file, id) = (FileId(named.file), DeclarationId(named.declaration));
        let (workspace, passages) = (&snapshot.workspace, &snapshot.passages);
        let markdown = describe(workspace, passages, file, id, Viewer::Others)?;
        Some(InlayHintTooltip::MarkupContent(client.markup(markdown)))
    };
    hint.tooltip = hint.tooltip.take().or_else(tooltip);
    hint
}
