//! The code actions at a place: the quick fixes of the findings there, new claims, and sign-offs of the claims there.

mod action;
mod annotate;
mod guesses;
mod selection;
mod quick_fixes;
mod sign_offs;

use std::ops::Range;
use std::path::Path;

use crate::rules::Analysis;
use crate::signoff::Signing;
use crate::workspace::Workspace;
use annotate::annotations;
use guesses::confirmations;
use quick_fixes::{allow_actions, findings_in, fix_actions};
use selection::Selection;
use sign_offs::sign_off_action;

pub use action::{BlankInFile, CodeAction};

#[cfg(test)]
mod tests;

/// The maximum number of findings with fixes that are offered at once. Nobody chooses from more; "fix all" is for the
/// whole draft.
const MOST_FIXED: usize = 50;

/// The fixes of the findings in `range` of the file at `path`, the claims that can be written for the text there, and the
/// sign-offs of the claims there.
/// The file is the draft of `analysis` or its article; `range` counts bytes. Of many findings, the first are
/// taken.
pub fn code_actions(
    workspace: &Workspace,
    path: &Path,
    range: Range<usize>,
    analysis: &Analysis,
    signing: &Signing,
) -> Vec<CodeAction> {
    let Some(file) = workspace.file(analysis.file()) else {
        return Vec::new();
    };
    let selection = Selection {
        workspace,
        file,
        analysis,
        path,
        range,
        signing,
    };
    let findings = findings_in(&selection, MOST_FIXED);
    let mut actions = fix_actions(&selection, &findings);
    let further = annotations(&selection).into_iter();
    let further = further
        .chain(confirmations(&selection))
        .chain(allow_actions(&selection, &findings));
    for action in further.chain(sign_off_action(&selection)) {
        if !actions.iter().any(|known| known.edits == action.edits) {
            actions.push(action);
        }
    }
    actions
}
