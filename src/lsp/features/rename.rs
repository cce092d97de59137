//! `textDocument/prepareRename` and `textDocument/rename`

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit,
};

use super::super::client::ClientAbilities;
use super::super::snapshot::Snapshot;
use super::super::workspace_edit::workspace_edit;
use super::super::workspaces::Workspaces;
use crate::ide::edits::Edits;
use crate::ide::rename::{RenameError, rename, rename_target};

/// The protocol's `RequestFailed`: the request is right, but cannot be done. Editors show the message.
const REQUEST_FAILED: ErrorCode = ErrorCode::ServerError(-32803);

/// The name at a place, if it can be changed.
pub fn prepare(
    snapshot: &Snapshot,
    about: &TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let Some((file, offset)) = snapshot.place(&about.text_document.uri, about.position) else {
        return Ok(None);
    };
    let target = rename_target(&snapshot.workspace, file, offset).map_err(refused)?;
    let path = snapshot.file_of(&about.text_document.uri);
    Ok(target.and_then(|target| {
        Some(PrepareRenameResponse::RangeWithPlaceholder {
            range: snapshot.range(&path, target.range)?,
            placeholder: target.name,
        })
    }))
}

/// The edits, and what the client cannot show before it makes them.
pub fn apply(
    workspaces: &Workspaces,
    client: &ClientAbilities,
    params: &RenameParams,
) -> Result<Option<(WorkspaceEdit, Option<String>)>> {
    let Some(edits) = edits(workspaces, params).map_err(refused)? else {
        return Ok(None);
    };
    let mut unseen = edits.warnings().filter(|_| !client.shows_warnings());
    let unseen = unseen
        .next()
        .map(|it| format!("{}. {}.", it.label, it.description));
    let edit = workspace_edit(client, &edits, |path| workspaces.holding(path));
    Ok(edit.map(|edit| (edit, unseen)))
}

/// A file may be part of several workspaces, and be referred to in each.
fn edits(
    workspaces: &Workspaces,
    params: &RenameParams,
) -> std::result::Result<Option<Edits>, RenameError> {
    let about = &params.text_document_position;
    let nearest = workspaces.around(&about.text_document.uri);
    let Some((file, offset)) = nearest.place(&about.text_document.uri, about.position) else {
        return Ok(None);
    };
    let Some(target) = rename_target(&nearest.workspace, file, offset)? else {
        return Ok(None);
    };
    let Some(mut edits) = rename(&nearest.workspace, file, offset, &params.new_name)? else {
        return Ok(None);
    };
    let Some(declared) = target.declared(&nearest.workspace) else {
        return Ok(Some(edits));
    };
    for root in workspaces.roots() {
        let other = workspaces.get(&root).map(|state| &state.workspace);
        let Some(other) = other.filter(|it| it.roots != nearest.workspace.roots) else {
            continue;
        };
        let Some(file) = other.id_of(&declared.path) else {
            continue;
        };
        let more = rename(other, file, declared.range.start, &params.new_name)?;
        more.into_iter().for_each(|more| edits.merge(more));
    }
    Ok(Some(edits))
}

fn refused(why: RenameError) -> Error {
    Error {
        code: REQUEST_FAILED,
        message: why.to_string().into(),
        data: None,
    }
}
