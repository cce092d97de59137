//! "New draft for this article": a code action in a text that no draft names.

use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionTriggerKind, CreateFile,
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    Position, Range, ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::super::client::ClientAbilities;
use super::super::snapshot::Snapshot;
use crate::drafting::{NewDraft, new_draft};

/// The action, if the document may be an article without a draft. An editor that asks at every move of the cursor gets it
/// only where there are drafts already: not every text is an article.
pub fn offer(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    params: &CodeActionParams,
) -> Option<CodeAction> {
    let workspace = &snapshot.workspace;
    let path = snapshot.file_of(&params.text_document.uri);
    let mut drafts = workspace.named_articles().drafts_of(&path);
    let is_annotated = drafts.next().is_some() || workspace.id_of(&path).is_some();
    let is_asked = params.context.trigger_kind != Some(CodeActionTriggerKind::AUTOMATIC);
    let is_likely = is_asked || workspace.files().next().is_some();
    if is_annotated || !client.creates_files || !path.is_absolute() || !is_likely {
        return None;
    }
    let text = match snapshot.documents.get(&path) {
        Some(open) => open.document.rope.to_string().into(),
        None => snapshot.text(&path)?,
    };
    let new = new_draft(workspace, &path, &text)?;
    let is_taken = snapshot.documents.contains(&new.path) || new.path.symlink_metadata().is_ok();
    (!is_taken)
        .then(|| action(snapshot.uri(&new.path), new))
        .flatten()
}

fn action(uri: Option<Uri>, new: NewDraft) -> Option<CodeAction> {
    let uri = uri?;
    let create = CreateFile {
        uri: uri.clone(),
        options: None,
        annotation_id: None,
    };
    let start = Position::new(0, 0);
    let write = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(TextEdit {
            range: Range::new(start, start),
            new_text: new.text,
        })],
    };
    let changes = vec![
        DocumentChangeOperation::Op(ResourceOp::Create(create)),
        DocumentChangeOperation::Edit(write),
    ];
    Some(CodeAction {
        title: "New draft for this article".to_owned(),
        kind: Some(CodeActionKind::REFACTOR_REWRITE),
        edit: Some(WorkspaceEdit {
            document_changes: Some(DocumentChanges::Operations(changes)),
            ..WorkspaceEdit::default()
        }),
        ..CodeAction::default()
    })
}
