//! `textDocument/codeAction`

use std::collections::HashMap;
use std::path::PathBuf;

use tower_lsp::ls_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionParams,
    CodeActionResponse, Diagnostic, NumberOrString, TextEdit, Uri, WorkspaceEdit,
};

use super::super::publisher::Found;
use super::super::snapshot::Snapshot;
use super::super::uri::path_of;
use crate::ide::code_actions::{self, FileEdits, code_actions};

/// The open drafts whose findings can stand in that document: itself, or those that annotate it.
pub fn drafts_about(snapshot: &Snapshot, document: &Uri) -> Vec<PathBuf> {
    let path = path_of(document);
    if snapshot.workspace.id_of(&path).is_some() {
        return vec![path];
    }
    let drafts = snapshot.workspace.drafts_of(&path);
    let files = drafts
        .into_iter()
        .filter_map(|id| snapshot.workspace.file(id));
    files.map(|file| file.path.to_path_buf()).collect()
}

pub fn offer(params: &CodeActionParams, found: &[Found]) -> Option<CodeActionResponse> {
    if !wants_quick_fixes(&params.context) {
        return None;
    }
    let actions = found.iter().flat_map(|found| offer_for(params, found));
    Some(actions.map(CodeActionOrCommand::CodeAction).collect())
}

fn offer_for(params: &CodeActionParams, found: &Found) -> Vec<CodeAction> {
    let Found { snapshot, analysis } = found;
    let path = path_of(&params.text_document.uri);
    let [start, end] = [params.range.start, params.range.end].map(|at| snapshot.offset(&path, at));
    let (Some(start), Some(end)) = (start, end) else {
        return Vec::new();
    };
    let actions = code_actions(&snapshot.workspace, &path, start..end.max(start), analysis);
    actions
        .into_iter()
        .filter_map(|action| to_protocol(snapshot, &params.context, action))
        .collect()
}

/// A kind covers those below it: `quickfix`, and the empty kind too.
fn wants_quick_fixes(context: &CodeActionContext) -> bool {
    context.only.as_ref().is_none_or(|kinds| {
        kinds
            .iter()
            .any(|kind| CodeActionKind::QUICKFIX.as_str().starts_with(kind.as_str()))
    })
}

fn to_protocol(
    snapshot: &Snapshot,
    context: &CodeActionContext,
    action: code_actions::CodeAction,
) -> Option<CodeAction> {
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for FileEdits { path, edits } in action.edits {
        let edits = edits.into_iter().filter_map(|(range, new_text)| {
            Some(TextEdit {
                range: snapshot.range(&path, range)?,
                new_text,
            })
        });
        changes
            .entry(snapshot.uri(&path)?)
            .or_default()
            .extend(edits);
    }
    let rule = action.finding.rule.name;
    let is_about = |diagnostic: &&Diagnostic| {
        diagnostic.code == Some(NumberOrString::String(rule.to_owned()))
            && diagnostic.message == action.finding.message
    };
    let mended: Vec<Diagnostic> = context
        .diagnostics
        .iter()
        .filter(is_about)
        .cloned()
        .collect();
    Some(CodeAction {
        title: action.title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: (!mended.is_empty()).then_some(mended),
        edit: Some(WorkspaceEdit {
            changes: Some(changes),
            ..WorkspaceEdit::default()
        }),
        is_preferred: Some(action.preferred),
        ..CodeAction::default()
    })
}
