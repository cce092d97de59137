//! `textDocument/definition`

use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, LocationLink};

use super::super::client::ClientAbilities;
use super::super::snapshot::Snapshot;
use crate::ide::definition::{Definition, definition, definition_in_article};

pub fn go_to(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    params: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let about = &params.text_document_position_params;
    let path = snapshot.file_of(&about.text_document.uri);
    let offset = snapshot.offset(&path, about.position)?;
    let (origin, targets) = match snapshot.workspace.id_of(&path) {
        Some(file) => {
            let found = definition(&snapshot.workspace, &snapshot.passages, file, offset)?;
            (snapshot.range(&path, found.origin), found.targets)
        }
        None => (
            None,
            definition_in_article(&snapshot.workspace, &snapshot.passages, &path, offset),
        ),
    };
    if !client.definition_links {
        let locations = targets
            .iter()
            .filter_map(|target| snapshot.location(&target.location));
        return Some(GotoDefinitionResponse::Array(locations.collect()));
    }
    let link = |target: &Definition| {
        let (name, whole) = (
            snapshot.location(&target.location)?,
            snapshot.location(&target.whole)?,
        );
        Some(LocationLink {
            origin_selection_range: origin,
            target_uri: name.uri,
            target_range: whole.range,
            target_selection_range: name.range,
        })
    };
    Some(GotoDefinitionResponse::Link(
        targets.iter().filter_map(link).collect(),
    ))
}
