//! `textDocument/documentSymbol` and `workspace/symbol`

use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, OneOf,
    SymbolInformation, SymbolKind, WorkspaceSymbol, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use super::super::client::ClientAbilities;
use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use super::super::workspaces::Workspaces;
use crate::ide::symbols::{document_symbols, workspace_symbols};
use crate::syntax::Keyword;

pub fn outline(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    params: &DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let uri = &params.text_document.uri;
    let path = snapshot.file_of(uri);
    let symbols = document_symbols(&snapshot.workspace, snapshot.workspace.id_of(&path)?);
    let mut ranges = Ranges::of(snapshot);
    if !client.nested_symbols {
        let flat = symbols.into_iter().filter_map(|symbol| {
            let range = ranges.range(&path, symbol.range)?;
            let location = Location {
                uri: uri.clone(),
                range,
            };
            Some(information(symbol.name, kind_of(symbol.keyword), location))
        });
        return Some(DocumentSymbolResponse::Flat(flat.collect()));
    }
    #[expect(
        deprecated,
        reason = "the protocol's type has the field, and no default"
    )]
    let nested = symbols.into_iter().filter_map(|symbol| {
        Some(DocumentSymbol {
            name: symbol.name,
            detail: Some(symbol.detail),
            kind: kind_of(symbol.keyword),
            tags: None,
            deprecated: None,
            range: ranges.range(&path, symbol.range)?,
            selection_range: ranges.range(&path, symbol.name_range)?,
            children: None,
        })
    });
    Some(DocumentSymbolResponse::Nested(nested.collect()))
}

#[expect(
    deprecated,
    reason = "the protocol's type has the field, and no default"
)]
fn information(name: String, kind: SymbolKind, location: Location) -> SymbolInformation {
    SymbolInformation {
        name,
        kind,
        tags: None,
        deprecated: None,
        location,
        container_name: None,
    }
}

/// The symbols of all workspaces. A workspace may be within another one: its files are listed once.
pub fn search(workspaces: &Workspaces, params: &WorkspaceSymbolParams) -> WorkspaceSymbolResponse {
    let mut symbols = Vec::new();
    for root in workspaces.roots() {
        let Some(snapshot) = workspaces.snapshot(&root) else {
            continue;
        };
        let found = workspace_symbols(&snapshot.workspace, &params.query).into_iter();
        let own = found.filter(|symbol| workspaces.is_nearest(&root, &symbol.location.path));
        symbols.extend(own.filter_map(|symbol| {
            Some(WorkspaceSymbol {
                name: symbol.name,
                kind: kind_of(symbol.keyword),
                tags: None,
                container_name: Some(symbol.detail),
                location: OneOf::Left(snapshot.location(&symbol.location)?),
                data: None,
            })
        }));
    }
    WorkspaceSymbolResponse::Nested(symbols)
}

pub fn kind_of(keyword: Keyword) -> SymbolKind {
    match keyword {
        Keyword::Article => SymbolKind::FILE,
        Keyword::Text => SymbolKind::STRING,
        Keyword::Entity => SymbolKind::CLASS,
        Keyword::Source => SymbolKind::MODULE,
        Keyword::Claim => SymbolKind::EVENT,
        Keyword::Unknown => SymbolKind::NULL,
    }
}
