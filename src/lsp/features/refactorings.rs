//! Refactorings among the code actions, and `codeAction/resolve`: the edits are worked out when one is chosen, for
//! clients that ask for them then.

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Range, Uri,
};

use super::super::client::ClientAbilities;
use super::super::snapshot::Snapshot;
use super::super::workspace_edit::workspace_edit;
use super::code_actions::wants;
use crate::ide::refactorings::{Refactoring, RefactoringKind, Scope, refactorings};
use crate::signoff::Signing;

/// The `data` of an action, from which it is resolved.
#[derive(Serialize, Deserialize)]
struct ActionData {
    document: Uri,
    range: Range,
}

pub fn offer(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    signing: &Signing,
    params: &CodeActionParams,
) -> Vec<CodeActionOrCommand> {
    let data = ActionData {
        document: params.text_document.uri.clone(),
        range: params.range,
    };
    let Some(asked) = Asked::of(snapshot, &data) else {
        return Vec::new();
    };
    let scope = asked.scope(signing);
    let offered = refactorings(&scope).into_iter();
    let wanted = offered.filter(|it| wants(&params.context, &kind_of(it.kind)));
    let actions = wanted.filter_map(|refactoring| {
        let action = CodeAction {
            title: refactoring.title.clone(),
            kind: Some(kind_of(refactoring.kind)),
            ..CodeAction::default()
        };
        Some(match client.resolves_edits {
            true => CodeAction {
                data: serde_json::to_value(&data).ok(),
                ..action
            },
            false => with_edit(snapshot, client, action, &refactoring)?,
        })
    });
    actions.map(CodeActionOrCommand::CodeAction).collect()
}

/// The data of an action that this module made.
pub fn document_of(action: &CodeAction) -> Option<Uri> {
    Some(data_of(action)?.document)
}

/// The action with its edit. Without one if it is not possible any more.
pub fn resolve(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    signing: &Signing,
    action: CodeAction,
) -> CodeAction {
    let Some(asked) = data_of(&action).and_then(|data| Asked::of(snapshot, &data)) else {
        return action;
    };
    let scope = asked.scope(signing);
    let mut offered = refactorings(&scope).into_iter();
    let chosen = offered.find(|it| it.title == action.title);
    let resolved = chosen.and_then(|it| with_edit(snapshot, client, action.clone(), &it));
    resolved.unwrap_or(action)
}

fn data_of(action: &CodeAction) -> Option<ActionData> {
    serde_json::from_value(action.data.clone()?).ok()
}

fn with_edit(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    action: CodeAction,
    refactoring: &Refactoring,
) -> Option<CodeAction> {
    let edits = refactoring.edits()?;
    Some(CodeAction {
        edit: Some(workspace_edit(client, &edits, |_| Some(snapshot.clone()))?),
        ..action
    })
}

/// The selection that actions are asked for.
struct Asked<'a> {
    snapshot: &'a Snapshot,
    file_id: crate::workspace::FileId,
    range: std::ops::Range<usize>,
}

impl<'a> Asked<'a> {
    fn of(snapshot: &'a Snapshot, data: &ActionData) -> Option<Asked<'a>> {
        let (file_id, start) = snapshot.place(&data.document, data.range.start)?;
        let (_, end) = snapshot.place(&data.document, data.range.end)?;
        Some(Asked {
            snapshot,
            file_id,
            range: start..end.max(start),
        })
    }

    fn scope(&self, signing: &Signing) -> Scope<'a> {
        Scope {
            workspace: &self.snapshot.workspace,
            passages: &self.snapshot.passages,
            file_id: self.file_id,
            range: self.range.clone(),
            today: signing.today,
        }
    }
}

fn kind_of(kind: RefactoringKind) -> CodeActionKind {
    match kind {
        RefactoringKind::Extract => CodeActionKind::REFACTOR_EXTRACT,
        RefactoringKind::Inline => CodeActionKind::REFACTOR_INLINE,
        RefactoringKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
    }
}
