//! `textDocument/codeAction`
//!
//! If the settings do not name a signer, signing off is offered anyway and says what to set: as the
//! reason why it is disabled in clients that show such reasons, as a message when it is chosen in
//! others. The extension for VS Code asks for the name instead, and then signs.
//!
//! Quick fixes are made with the state in which the findings were made. An answer may have to wait
//! until the workspace is loaded, and the numbers of files and declarations differ by then.

use std::collections::HashMap;
use std::path::PathBuf;

use tower_lsp::ls_types::{
    CodeAction, CodeActionContext, CodeActionDisabled, CodeActionKind, CodeActionOrCommand,
    CodeActionParams, CodeActionResponse, Command, Diagnostic, Uri, WorkspaceEdit,
};

use super::super::client::ClientAbilities;
use super::super::diagnostics::{DiagnosticKey, corners, key_of};
use super::super::inbox::AnalysedDraft;
use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use super::super::workspace_edit::workspace_edit;
use super::{blanks, new_draft};
use crate::ide::code_actions::{self, code_actions};
use crate::rules::{FileEdits, Finding, first_draft_fixes};
use crate::signoff::Signing;

/// The open drafts whose findings can be in that document: the draft itself, or those that annotate it.
pub fn drafts_about(snapshot: &Snapshot, document: &Uri) -> Vec<PathBuf> {
    let drafts = snapshot.drafts_about(&snapshot.file_of(document));
    let files = drafts
        .into_iter()
        .filter_map(|id| snapshot.workspace.file(id));
    files.map(|file| file.path.to_path_buf()).collect()
}

/// Applies all safe fixes in the whole draft.
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.sayso");

/// The command that shows why signing off is not possible yet, and what to do about it. For clients that
/// cannot show the reason with a disabled action.
pub const WHO_SIGNS: &str = "sayso.whoSigns";

/// The kind of actions that write claims, sign them off, or make a draft.
pub const SIGN_OFF: CodeActionKind = CodeActionKind::REFACTOR_REWRITE;

/// The maximum number of actions in one answer. An article may have many drafts.
const MOST_ACTIONS: usize = 500;

/// The diagnostics that the client knows.
type Reported<'a> = HashMap<DiagnosticKey<'a>, &'a Diagnostic>;

pub fn offer(
    params: &CodeActionParams,
    client: &ClientAbilities,
    snapshot: &Snapshot,
    found: &[AnalysedDraft],
    signing: &Signing,
) -> CodeActionResponse {
    let mut actions = Vec::new();
    let kinds = [CodeActionKind::QUICKFIX, SIGN_OFF];
    if kinds.iter().any(|kind| wants(&params.context, kind)) {
        let reported = params.context.diagnostics.iter();
        let reported = reported.map(|it| (key_of(it), it)).collect();
        let here = found
            .iter()
            .flat_map(|found| offer_for(params, client, found, signing, &reported));
        let is_wanted = |action: &CodeAction| {
            let kind = action.kind.as_ref();
            kind.is_some_and(|kind| wants(&params.context, kind))
        };
        let new = new_draft::offer(snapshot, client, params);
        actions.extend(here.chain(new).filter(is_wanted).take(MOST_ACTIONS));
    }
    if asks_for_all(&params.context) {
        actions.extend(
            found
                .iter()
                .filter_map(|found| fix_all(params, client, found)),
        );
    }
    let actions = actions.into_iter().map(CodeActionOrCommand::CodeAction);
    actions.collect()
}

fn offer_for(
    params: &CodeActionParams,
    client: &ClientAbilities,
    found: &AnalysedDraft,
    signing: &Signing,
    reported: &Reported,
) -> Vec<CodeAction> {
    let AnalysedDraft { snapshot, analysis } = found;
    let path = snapshot.file_of(&params.text_document.uri);
    let [start, end] = [params.range.start, params.range.end].map(|at| snapshot.offset(&path, at));
    let (Some(start), Some(end)) = (start, end) else {
        return Vec::new();
    };
    let range = start..end.max(start);
    let actions = code_actions(&snapshot.workspace, &path, range, analysis, signing);
    let article = analysis.article().map(|article| &**article);
    let mut ranges = Ranges::of(snapshot);
    let mut fixed = |finding: &Finding| {
        let location = finding.place.location(&snapshot.workspace, article)?;
        let range = ranges.range(&location.path, location.range)?;
        let rule = Some(finding.rule.name);
        let key = (corners(range), rule, finding.message.as_str());
        reported
            .get(&key)
            .map(|diagnostic| Diagnostic::clone(diagnostic))
    };
    let actions = actions.into_iter();
    actions
        .filter_map(|action| {
            let fixed = action.finding.as_ref().and_then(&mut fixed);
            to_protocol(snapshot, client, fixed, action)
        })
        .collect()
}

/// The maximum number of fixes that are applied at once. If there are more, the next time takes the others.
const MOST_FIXES: usize = 10_000;

/// The action that applies all safe fixes of the draft. None if there are no safe fixes.
fn fix_all(
    params: &CodeActionParams,
    client: &ClientAbilities,
    found: &AnalysedDraft,
) -> Option<CodeAction> {
    let AnalysedDraft { snapshot, analysis } = found;
    let path = snapshot.file_of(&params.text_document.uri);
    let file = snapshot.workspace.file(analysis.file())?;
    let fixes = first_draft_fixes(&snapshot.workspace, analysis, false, |_| true, MOST_FIXES);
    if *file.path != *path || fixes.fixes == 0 {
        return None;
    }
    let edits = FileEdits {
        path: file.path.clone(),
        edits: fixes.edits,
    };
    Some(CodeAction {
        title: "Apply all safe fixes".to_owned(),
        kind: Some(FIX_ALL),
        edit: Some(edit_of(snapshot, client, vec![edits])?),
        ..CodeAction::default()
    })
}

/// Whether the client asks for actions of that kind, or for all. A kind includes its sub-kinds.
pub fn wants(context: &CodeActionContext, wanted: &CodeActionKind) -> bool {
    let mut kinds = context.only.iter().flatten();
    context.only.is_none() || kinds.any(|kind| covers(kind, wanted))
}

/// Whether the client asks for the action on the whole draft, for example on save. It is not offered
/// otherwise.
fn asks_for_all(context: &CodeActionContext) -> bool {
    let mut kinds = context.only.iter().flatten();
    kinds.any(|kind| covers(kind, &FIX_ALL))
}

fn covers(wanted: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let below = kind.as_str().strip_prefix(wanted.as_str());
    below.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || wanted.as_str().is_empty())
}

fn edit_of(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    files: Vec<FileEdits>,
) -> Option<WorkspaceEdit> {
    workspace_edit(client, &files.into(), |_| Some(snapshot.clone()))
}

/// An action that is not possible yet. Shows the reason, or a message with it when it is chosen.
fn disabled(client: &ClientAbilities, title: String, reason: &str) -> CodeAction {
    let shown = client.disabled_code_actions;
    let command = Command {
        title: title.clone(),
        command: WHO_SIGNS.to_owned(),
        arguments: Some(vec![reason.into()]),
    };
    CodeAction {
        title,
        kind: Some(SIGN_OFF),
        disabled: shown.then(|| CodeActionDisabled {
            reason: reason.to_owned(),
        }),
        command: (!shown).then_some(command),
        ..CodeAction::default()
    }
}

fn to_protocol(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    fixed: Option<Diagnostic>,
    action: code_actions::CodeAction,
) -> Option<CodeAction> {
    if let Some(reason) = action.disabled {
        return Some(disabled(client, action.title, reason));
    }
    let blank = action.blank.filter(|_| client.shows_documents);
    let command =
        blank.and_then(|blank| blanks::go_to(snapshot, &action.title, &action.edits, &blank));
    Some(CodeAction {
        title: action.title,
        command,
        kind: Some(match action.finding {
            Some(_) => CodeActionKind::QUICKFIX,
            None => SIGN_OFF,
        }),
        diagnostics: fixed.map(|fixed| vec![fixed]),
        edit: Some(edit_of(snapshot, client, action.edits)?),
        is_preferred: Some(action.preferred),
        ..CodeAction::default()
    })
}
