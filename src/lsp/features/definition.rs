//! `textDocument/definition`, `declaration`, `typeDefinition` and `implementation`

use tower_lsp::ls_types::{
    GotoDefinitionResponse, LocationLink, Range, TextDocumentPositionParams,
};

use super::super::client::ClientAbilities;
use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use crate::ide::definition::{
    Definition, Definitions, declaration, definition, definition_in_article,
};
use crate::ide::provenance::{implementation, type_definition};
use crate::workspace::{FileId, Workspace};

pub fn go_to(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    about: &TextDocumentPositionParams,
) -> Option<GotoDefinitionResponse> {
    let passages = &snapshot.passages;
    let in_draft = |workspace: &Workspace, file, at| definition(workspace, passages, file, at);
    let found = found_by(snapshot, about, in_draft).or_else(|| in_article(snapshot, about));
    answer(snapshot, client.definition_links, found?)
}

pub fn go_to_declaration(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    about: &TextDocumentPositionParams,
) -> Option<GotoDefinitionResponse> {
    let found = found_by(snapshot, about, declaration).or_else(|| in_article(snapshot, about));
    answer(snapshot, client.declaration_links, found?)
}

pub fn go_to_type_definition(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    about: &TextDocumentPositionParams,
) -> Option<GotoDefinitionResponse> {
    let found = found_by(snapshot, about, type_definition)?;
    answer(snapshot, client.type_definition_links, found)
}

pub fn go_to_implementation(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    about: &TextDocumentPositionParams,
) -> Option<GotoDefinitionResponse> {
    let found = found_by(snapshot, about, implementation)?;
    answer(snapshot, client.implementation_links, found)
}

/// What is at a place, and where it leads.
type Found = (Option<Range>, Vec<Definition>);

fn found_by(
    snapshot: &Snapshot,
    about: &TextDocumentPositionParams,
    find: impl FnOnce(&Workspace, FileId, usize) -> Option<Definitions>,
) -> Option<Found> {
    let (file, offset) = snapshot.place(&about.text_document.uri, about.position)?;
    let found = find(&snapshot.workspace, file, offset)?;
    let path = snapshot.file_of(&about.text_document.uri);
    Some((snapshot.range(&path, found.origin), found.targets))
}

/// The claims that quote the place, if it is in an article.
fn in_article(snapshot: &Snapshot, about: &TextDocumentPositionParams) -> Option<Found> {
    let path = snapshot.file_of(&about.text_document.uri);
    if snapshot.workspace.id_of(&path).is_some() {
        return None;
    }
    let offset = snapshot.offset(&path, about.position)?;
    let found = definition_in_article(&snapshot.workspace, &snapshot.passages, &path, offset);
    Some((None, found))
}

fn answer(
    snapshot: &Snapshot,
    takes_links: bool,
    (origin, targets): Found,
) -> Option<GotoDefinitionResponse> {
    let mut ranges = Ranges::of(snapshot);
    if !takes_links {
        let locations = targets
            .iter()
            .filter_map(|target| ranges.location(&target.location));
        return Some(GotoDefinitionResponse::Array(locations.collect()));
    }
    let mut link = |target: &Definition| {
        let (name, whole) = (
            ranges.location(&target.location)?,
            ranges.location(&target.whole)?,
        );
        Some(LocationLink {
            origin_selection_range: origin,
            target_uri: name.uri,
            target_range: whole.range,
            target_selection_range: name.range,
        })
    };
    Some(GotoDefinitionResponse::Link(
        targets.iter().filter_map(&mut link).collect(),
    ))
}
