//! `textDocument/documentSymbol` and `workspace/symbol`

use std::path::Path;

use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, OneOf,
    SymbolInformation, SymbolKind, Uri, WorkspaceSymbol, WorkspaceSymbolParams,
    WorkspaceSymbolResponse,
};

use super::super::client::ClientAbilities;
use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use super::super::workspaces::Workspaces;
use crate::ide::symbols::{self, document_symbols, workspace_symbols};
use crate::ide::symbols_in_article::{Heading, symbols_in_article};
use crate::syntax::Keyword;

pub fn outline(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    params: &DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let uri = &params.text_document.uri;
    let path = snapshot.file_of(uri);
    let Some(file) = snapshot.workspace.id_of(&path) else {
        return outline_of_article(snapshot, client, uri, &path);
    };
    let symbols = document_symbols(&snapshot.workspace, file);
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
    let nested = symbols
        .into_iter()
        .filter_map(|symbol| nested(&mut ranges, &path, symbol));
    Some(DocumentSymbolResponse::Nested(nested.collect()))
}

/// The claims of an article, below the headings of their sections.
fn outline_of_article(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    uri: &Uri,
    path: &Path,
) -> Option<DocumentSymbolResponse> {
    let sections = symbols_in_article(&snapshot.workspace, &snapshot.passages, path)?;
    let mut ranges = Ranges::of(snapshot);
    if !client.nested_symbols {
        let flat = sections.into_iter().flat_map(|section| {
            let heading = section.heading.map(|heading| heading.name);
            let claims = section.claims.into_iter();
            claims.map(move |claim| (claim, heading.clone()))
        });
        let flat = flat.filter_map(|(claim, heading)| {
            let range = ranges.range(path, claim.range)?;
            let location = Location {
                uri: uri.clone(),
                range,
            };
            Some(SymbolInformation {
                container_name: heading,
                ..information(claim.name, kind_of(claim.keyword), location)
            })
        });
        return Some(DocumentSymbolResponse::Flat(flat.collect()));
    }
    let mut symbols = Vec::new();
    for section in sections {
        let claims = section.claims.into_iter();
        let claims: Vec<DocumentSymbol> = claims
            .filter_map(|claim| nested(&mut ranges, path, claim))
            .collect();
        match section.heading {
            Some(heading) => symbols.extend(section_symbol(&mut ranges, path, heading, claims)),
            None => symbols.extend(claims),
        }
    }
    Some(DocumentSymbolResponse::Nested(symbols))
}

#[expect(
    deprecated,
    reason = "the protocol's type has the field, and no default"
)]
fn section_symbol(
    ranges: &mut Ranges,
    path: &Path,
    heading: Heading,
    claims: Vec<DocumentSymbol>,
) -> Option<DocumentSymbol> {
    Some(DocumentSymbol {
        name: heading.name,
        detail: None,
        kind: SymbolKind::STRING,
        tags: None,
        deprecated: None,
        range: ranges.range(path, heading.section)?,
        selection_range: ranges.range(path, heading.range)?,
        children: Some(claims),
    })
}

#[expect(
    deprecated,
    reason = "the protocol's type has the field, and no default"
)]
fn nested(
    ranges: &mut Ranges,
    path: &Path,
    symbol: symbols::DocumentSymbol,
) -> Option<DocumentSymbol> {
    Some(DocumentSymbol {
        name: symbol.name,
        detail: Some(symbol.detail),
        kind: kind_of(symbol.keyword),
        tags: None,
        deprecated: None,
        range: ranges.range(path, symbol.range)?,
        selection_range: ranges.range(path, symbol.name_range)?,
        children: None,
    })
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
