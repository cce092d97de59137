//! Signing a claim: what is written, and when nothing is.

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
    /// What the signer's own earlier sign-off, in whose place it stands, was worth.
    pub earlier: Option<SignOffState>,
}

/// Why a claim is not signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannotSign {
    /// It is something else.
    NoClaim,
    /// What is wrong with it, in the words of the rules.
    Errors(Vec<String>),
    /// There is nothing to seal: no article, or no passage, or a source without a title.
    Nothing,
    /// `by: @name` leads to no entity.
    Nobody,
}

impl fmt::Display for CannotSign {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            CannotSign::NoClaim => write!(f, "it is no claim"),
            CannotSign::Errors(errors) => write!(f, "{}", errors.join("; ")),
            CannotSign::Nothing => write!(
                f,
                "there is nothing to seal: its words must stand in the article once, and its sources must be declared"
            ),
            CannotSign::Nobody => write!(f, "the entity that is to sign it is declared nowhere"),
        }
    }
}

/// The sign-off of the claim in `slot` by the signer. Their own earlier one is replaced; those of
/// others stay, and so several people can sign one claim.
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
        .ok_or(CannotSign::NoClaim)?;
    let errors = errors_in(analysis, slot);
    if !errors.is_empty() {
        return Err(CannotSign::Errors(errors));
    }
    let checked = checked_in(workspace, analysis, slot).ok_or(CannotSign::Nothing)?;
    let who = signer
        .identity(workspace, file_id)
        .ok_or(CannotSign::Nobody)?;
    let signature = signer.sealed(checked.seal());
    let own = claim.checked().iter().find(|earlier| {
        let by = earlier.by.as_ref();
        let by = by.and_then(|by| SignerIdentity::of(workspace, file_id, item, by));
        by.is_some_and(|by| by.is(&who))
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

/// What is checked of the claim, as the analysis found it.
pub fn checked_in(workspace: &Workspace, analysis: &Analysis, slot: &Slot) -> Option<Checked> {
    let article = analysis.article()?.article()?;
    let passage = analysis.passages().found(slot.id)?;
    let words = article.folded_text(passage);
    Checked::of(workspace, analysis.file(), &slot.segment, words)
}

/// What is wrong with the claim, but for what is wrong with its sign-offs.
fn errors_in(analysis: &Analysis, slot: &Slot) -> Vec<String> {
    let findings = analysis.of_declaration(slot.id).iter();
    let errors = findings
        .filter(|finding| finding.severity == Severity::Error)
        .filter(|finding| finding.rule.group != Group::SignOff);
    errors.map(|finding| finding.message.to_string()).collect()
}
