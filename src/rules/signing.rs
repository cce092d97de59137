//! Signing a claim: the edits that write a sign-off, and the reasons not to write one.
//!
//! Nobody signs without being asked. A quick fix can seal a sign-off or sign again, but is never the
//! preferred one, and `sayso check` never signs. The editor offers to sign for the person that its
//! settings name. If they name nobody, it does not guess from the system or from git: a sign-off in a
//! wrong name is worse than none. See `docs/decisions/0006-seal-what-was-checked.md`.

use std::fmt;

use super::draft_edits::add_field;
use super::finding::Edit;
use super::rule::{Group, Severity};
use crate::rules::engine::analysis::Analysis;
use crate::signoff::{Checked, SignOffState, Signer, SignerIdentity};
use crate::workspace::{Place, Slot, Workspace};

/// A sign-off that can be written.
#[derive(Clone, Debug)]
pub struct SignOff {
    pub edits: Vec<Edit>,
    /// The state of the signer's own earlier sign-off that this one replaces, if there is one.
    pub earlier: Option<SignOffState>,
}

/// Why a claim cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannotSign {
    NotAClaim,
    /// The messages of the errors that rules report in the claim.
    Errors(Vec<String>),
    /// It has no article or no passage, or a source without a title.
    NothingToSeal,
    /// The `@name` of the signer does not refer to an entity.
    UnknownSigner,
}

impl fmt::Display for CannotSign {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            CannotSign::NotAClaim => write!(f, "it is not a claim"),
            CannotSign::Errors(errors) => write!(f, "{}", errors.join("; ")),
            CannotSign::NothingToSeal => write!(
                f,
                "its words must be in the article exactly once, and its sources must be declared"
            ),
            CannotSign::UnknownSigner => write!(f, "the entity that signs it is not declared"),
        }
    }
}

/// The sign-off of the claim in `slot` by `signer`. It replaces the signer's own earlier sign-off and leaves those of
/// other people, so several people can sign one claim.
pub fn sign_off(
    workspace: &Workspace,
    analysis: &Analysis,
    slot: &Slot,
    signer: &Signer,
) -> Result<SignOff, CannotSign> {
    let (file_id, segment) = (analysis.file(), &slot.segment);
    let item = segment.item.as_ref();
    let (item, claim) = item
        .and_then(|item| Some((item, item.claim()?)))
        .ok_or(CannotSign::NotAClaim)?;
    let errors = errors_in(analysis, slot);
    if !errors.is_empty() {
        return Err(CannotSign::Errors(errors));
    }
    let checked = checked_in(workspace, analysis, slot).ok_or(CannotSign::NothingToSeal)?;
    let identity = signer
        .identity(workspace, file_id)
        .ok_or(CannotSign::UnknownSigner)?;
    let signature = signer.sealed(checked.seal());
    let own = claim.checked().iter().find(|earlier| {
        let by = earlier.by.as_ref();
        let by = by.and_then(|by| SignerIdentity::of(workspace, file_id, item, by));
        by.is_some_and(|by| by.is(&identity))
    });
    let edit = match own {
        Some(own) => Edit {
            place: Place::Declaration {
                file: file_id,
                id: slot.id,
                span: own.span,
            },
            text: signature,
        },
        None => add_field(file_id, slot.id, segment, &format!("checked: {signature}")),
    };
    Ok(SignOff {
        edits: vec![edit],
        earlier: own.map(|own| SignOffState::of(own, Some(&checked))),
    })
}

/// The content of the claim that a seal covers, with the passage that the analysis found. `None` if the passage, or
/// something that the claim refers to, is not found.
pub fn checked_in(workspace: &Workspace, analysis: &Analysis, slot: &Slot) -> Option<Checked> {
    let article = analysis.article()?.article()?;
    let passage = analysis.passages().found(slot.id)?;
    Checked::of(workspace, analysis.file(), &slot.segment, article, passage)
}

/// The messages of the claim's errors, except errors in its sign-offs.
fn errors_in(analysis: &Analysis, slot: &Slot) -> Vec<String> {
    let findings = analysis.of_declaration(slot.id).iter();
    let errors = findings
        .filter(|finding| finding.severity == Severity::Error)
        .filter(|finding| finding.rule.group != Group::SignOff);
    errors.map(|finding| finding.message.to_string()).collect()
}
