//! `textDocument/completion` and `completionItem/resolve`

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionResponse,
    CompletionTextEdit, Documentation, InsertTextFormat, MarkupContent, MarkupKind, Position,
    TextEdit, Uri,
};

use super::super::client::ClientAbilities;
use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use super::super::workspaces::Workspaces;
use crate::ide::completion::{Completion, CompletionKind, Insert, Options, completion};
use crate::ide::describe::{Viewer, describe};
use crate::ide::markdown::plain;
use crate::signoff::Signing;
use crate::workspace::{DeclarationId, FileId};

/// The `data` of an item, from which it is resolved: the declaration that it refers to.
#[derive(Serialize, Deserialize)]
struct ItemData {
    /// The document that the item is for.
    document: Uri,
    file: u32,
    declaration: u32,
}

pub fn complete(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    signing: &Signing,
    params: &CompletionParams,
) -> Option<CompletionResponse> {
    let about = &params.text_document_position;
    let (file, offset) = snapshot.place(&about.text_document.uri, about.position)?;
    let options = Options {
        snippets: client.snippets,
        signing: Some(signing),
    };
    let found = completion(
        &snapshot.workspace,
        &snapshot.passages,
        file,
        offset,
        &options,
    );
    let path = snapshot.file_of(&about.text_document.uri);
    let mut ranges = Ranges::of(snapshot);
    let to_item = |item| {
        let edit = edit_of(&mut ranges, &path, about.position, &item)?;
        Some(item_of(client, &about.text_document.uri, item, edit))
    };
    Some(CompletionResponse::List(CompletionList {
        is_incomplete: found.is_incomplete,
        items: found.items.into_iter().filter_map(to_item).collect(),
    }))
}

/// The edit of an item. The protocol requires its range to be on the cursor's line.
fn edit_of(
    ranges: &mut Ranges,
    path: &std::path::Path,
    cursor: Position,
    item: &Completion,
) -> Option<TextEdit> {
    let range = ranges.range(path, item.replace.clone())?;
    if range.start.line != cursor.line || range.end.line != cursor.line {
        return None;
    }
    let (Insert::Text(text) | Insert::Snippet(text)) = &item.insert;
    Some(TextEdit {
        range,
        new_text: text.clone(),
    })
}

fn item_of(
    client: &ClientAbilities,
    document: &Uri,
    item: Completion,
    edit: TextEdit,
) -> CompletionItem {
    let data = item.declaration.map(|(file, declaration)| ItemData {
        document: document.clone(),
        file: file.0,
        declaration: declaration.0,
    });
    let is_snippet = matches!(item.insert, Insert::Snippet(_));
    CompletionItem {
        label: item.label,
        kind: Some(kind_of(item.kind)),
        detail: item.detail,
        documentation: item.documentation.map(|text| documentation(client, text)),
        filter_text: item.filter_text,
        sort_text: Some(item.sort_text),
        insert_text_format: is_snippet.then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(CompletionTextEdit::Edit(edit)),
        data: data.and_then(|data| serde_json::to_value(data).ok()),
        ..CompletionItem::default()
    }
}

/// Adds the description of the declaration that the item refers to.
pub fn resolve(
    workspaces: &Workspaces,
    client: &ClientAbilities,
    mut item: CompletionItem,
) -> CompletionItem {
    let declared = item
        .data
        .clone()
        .and_then(|data| serde_json::from_value::<ItemData>(data).ok());
    if let Some(ItemData {
        document,
        file,
        declaration,
    }) = declared
    {
        let snapshot = workspaces.around(&document);
        let (file, declaration) = (FileId(file), DeclarationId(declaration));
        let text = describe(
            &snapshot.workspace,
            &snapshot.passages,
            file,
            declaration,
            Viewer::Others,
        );
        item.documentation = text.map(|text| documentation(client, text));
    }
    item
}

fn documentation(client: &ClientAbilities, text: String) -> Documentation {
    match client.markdown_in_completion {
        true => Documentation::MarkupContent(MarkupContent {
            kind: MarkupKind::Markdown,
            value: text,
        }),
        false => Documentation::String(plain(&text)),
    }
}

fn kind_of(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Keyword => CompletionItemKind::KEYWORD,
        CompletionKind::Kind => CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Field => CompletionItemKind::FIELD,
        CompletionKind::Word => CompletionItemKind::VALUE,
        CompletionKind::Entity => CompletionItemKind::CLASS,
        CompletionKind::Source => CompletionItemKind::FILE,
        CompletionKind::Claim => CompletionItemKind::EVENT,
        CompletionKind::Passage => CompletionItemKind::TEXT,
        CompletionKind::Rule => CompletionItemKind::CONSTANT,
    }
}
