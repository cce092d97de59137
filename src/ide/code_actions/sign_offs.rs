//! Signing off the claims in a selection.

use super::action::CodeAction;
use super::selection::Selection;
use crate::rules::{Edit, located, sign_off};
use crate::signoff::SignOffState;
use crate::workspace::Slot;

/// Why signing off is disabled when the editor has no name for the user.
pub const NO_SIGNER: &str = "your name is not known: set `sayso.signAs` to your name";

/// Why signing off is disabled when `sayso.signAs` is an `@name` without a declaration.
pub const UNDECLARED_SIGNER: &str = "`sayso.signAs` refers to an entity that is not declared: declare it, or set `sayso.signAs` to your name";

/// The action that signs off the claims in the selection: all of them or none, as `sayso sign` does.
/// None if there are no claims, one of them cannot be signed off, or all sign-offs are up to date.
pub fn sign_off_action(selection: &Selection) -> Option<CodeAction> {
    let claims = selection.claims();
    let what = called(&claims)?;
    let Some(signer) = &selection.signing.signer else {
        return Some(disabled(&what, NO_SIGNER));
    };
    let Some(who) = signer.identity(selection.workspace, selection.analysis.file()) else {
        return Some(disabled(&what, UNDECLARED_SIGNER));
    };
    let mut edits: Vec<Edit> = Vec::new();
    for claim in claims {
        let signed = sign_off(selection.workspace, selection.analysis, claim, signer).ok()?;
        if signed.earlier != Some(SignOffState::Whole) {
            edits.extend(signed.edits);
        }
    }
    let article = selection.article_text();
    let located = located(selection.workspace, article, &edits)?;
    (!edits.is_empty()).then(|| CodeAction {
        title: format!("Sign off {what} as {}", who.label),
        finding: None,
        disabled: None,
        preferred: false,
        edits: located,
        blank: None,
    })
}

fn disabled(what: &str, reason: &'static str) -> CodeAction {
    CodeAction {
        title: format!("Sign off {what}"),
        finding: None,
        disabled: Some(reason),
        preferred: false,
        edits: Vec::new(),
        blank: None,
    }
}

/// The claims in words, for a title. None if there are no claims.
fn called(claims: &[&Slot]) -> Option<String> {
    match claims {
        [] => None,
        [one] => Some(
            match one.segment.item.as_ref().and_then(|item| item.name()) {
                Some(name) => format!("claim `{name}`"),
                None => "this claim".to_owned(),
            },
        ),
        many => Some(format!("{} claims", many.len())),
    }
}
