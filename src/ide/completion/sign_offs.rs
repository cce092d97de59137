//! Signatures: the signer, the date and the seal.

use super::{Completion, CompletionKind, Insert, Request};
use crate::signoff::{Seal, checked_of};

impl Request<'_> {
    /// Today's date with the user as signer, and today's date alone.
    pub(super) fn signatures(&self) -> Vec<Completion> {
        let Some(signing) = self.options.signing else {
            return Vec::new();
        };
        let signed = signing.signer.as_ref();
        let signed = signed.map(|signer| self.item(CompletionKind::Word, signer.signature()));
        let mut today = self.item(CompletionKind::Word, signing.today.to_string());
        today.detail = Some("today".to_owned());
        today.insert = Insert::Text(format!("{} by ", signing.today));
        signed.into_iter().chain([today]).collect()
    }

    /// The same, after a signature with the claim's seal.
    pub(super) fn sign_offs(&self) -> Vec<Completion> {
        let signer = self.options.signing.and_then(|it| it.signer.as_ref());
        let sealed = signer.zip(self.seal()).map(|(signer, seal)| {
            let mut item = self.item(CompletionKind::Word, signer.sealed(seal));
            item.detail = Some("sign off the claim".to_owned());
            item
        });
        sealed.into_iter().chain(self.signatures()).collect()
    }

    pub(super) fn seals(&self) -> Vec<Completion> {
        let seal = self.seal().into_iter();
        seal.map(|seal| {
            let mut item = self.item(CompletionKind::Word, format!("seal {seal}"));
            item.detail = Some("the seal of the current claim".to_owned());
            item
        })
        .collect()
    }

    /// The seal of the claim. None if there is nothing to seal.
    fn seal(&self) -> Option<Seal> {
        let text = self.workspace.article(self.file_id)?;
        let checked = checked_of(self.workspace, self.file_id, self.segment, text)?;
        Some(checked.seal())
    }
}
