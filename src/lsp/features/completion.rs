//! `textDocument/completion` and `completionItem/resolve`

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList,
    CompletionParams, CompletionResponse, CompletionTextEdit, CompletionTriggerKind, Documentation,
    InsertReplaceEdit, InsertTextFormat, MarkupContent, MarkupKind, Position, Range, TextEdit, Uri,
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
        after_space: is_after_space(params),
    };
    let found = completion(
        &snapshot.workspace,
        &snapshot.passages,
        file,
        offset,
        &options,
    );
    if options.after_space && found.items.is_empty() {
        return None;
    }
    let path = snapshot.file_of(&about.text_document.uri);
    let mut ranges = Ranges::of(snapshot);
    // The position of the client may be behind the end of its line.
    let cursor = ranges.range(&path, offset..offset)?.start;
    let to_item = |item: Completion| {
        let range = ranges.range(&path, item.replace.clone())?;
        let edit = edit_of(client, range, cursor, &item)?;
        Some(item_of(client, &about.text_document.uri, item, edit))
    };
    Some(CompletionResponse::List(CompletionList {
        is_incomplete: found.is_incomplete,
        items: found.items.into_iter().filter_map(to_item).collect(),
    }))
}

/// Whether the client only asks because a space was typed.
fn is_after_space(params: &CompletionParams) -> bool {
    let context = params.context.as_ref();
    context.is_some_and(|context| {
        context.trigger_kind == CompletionTriggerKind::TRIGGER_CHARACTER
            && context.trigger_character.as_deref() == Some(" ")
    })
}

/// The edit of an item. The protocol requires its range to be on the cursor's line. In the middle of a word, the user
/// may choose whether the rest of it stays.
fn edit_of(
    client: &ClientAbilities,
    range: Range,
    cursor: Position,
    item: &Completion,
) -> Option<CompletionTextEdit> {
    if range.start.line != cursor.line || range.end.line != cursor.line {
        return None;
    }
    let (Insert::Text(text) | Insert::Snippet(text)) = &item.insert;
    let new_text = text.clone();
    let is_choice = client.insert_or_replace && item.may_keep_rest && range.end != cursor;
    Some(match is_choice {
        true => CompletionTextEdit::InsertAndReplace(InsertReplaceEdit {
            new_text,
            insert: Range {
                end: cursor,
                ..range
            },
            replace: range,
        }),
        false => CompletionTextEdit::Edit(TextEdit { range, new_text }),
    })
}

fn item_of(
    client: &ClientAbilities,
    document: &Uri,
    item: Completion,
    edit: CompletionTextEdit,
) -> CompletionItem {
    let data = item.declaration.map(|(file, declaration)| ItemData {
        document: document.clone(),
        file: file.0,
        declaration: declaration.0,
    });
    let is_snippet = matches!(item.insert, Insert::Snippet(_));
    let details = CompletionItemLabelDetails {
        detail: item.title.map(|title| format!(" {title}")),
        description: Some(item.kind_words),
    };
    CompletionItem {
        label: item.label,
        label_details: client.label_details.then_some(details),
        kind: Some(kind_of(item.kind)).filter(|kind| client.icons.knows(*kind)),
        detail: item.detail,
        documentation: item.documentation.map(|text| documentation(client, text)),
        filter_text: item.filter_text,
        sort_text: Some(item.sort_text),
        insert_text_format: is_snippet.then_some(InsertTextFormat::SNIPPET),
        preselect: (item.preselect && client.preselects).then_some(true),
        text_edit: Some(edit),
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
        CompletionKind::Source => CompletionItemKind::REFERENCE,
        CompletionKind::Claim => CompletionItemKind::EVENT,
        CompletionKind::Passage => CompletionItemKind::TEXT,
        CompletionKind::Rule => CompletionItemKind::CONSTANT,
        CompletionKind::Draft => CompletionItemKind::SNIPPET,
        CompletionKind::File => CompletionItemKind::FILE,
        CompletionKind::Folder => CompletionItemKind::FOLDER,
    }
}
