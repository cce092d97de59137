//! Whether what somebody signed is still what they checked.

use super::checked::Checked;
use super::seal::{Changed, Seal};
use crate::article::Anchor;
use crate::model::Signature;
use crate::workspace::{ArticleText, FileId, Segment, Workspace, anchor_of};

/// What a sign-off is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignOffState {
    /// What was checked is what stands there.
    Whole,
    /// It is not: the sign-off counts no longer.
    Broken(Vec<Changed>),
    /// There is no seal to hold it against.
    Unsealed,
    /// Not to be known: the passage is not in the article, or a source is declared nowhere. Something
    /// else reports that.
    Unknown,
}

impl SignOffState {
    /// What the signature is worth on a claim of which that is to be checked now.
    pub fn of(signature: &Signature, checked: Option<&Checked>) -> SignOffState {
        let Some(seal) = &signature.seal else {
            return SignOffState::Unsealed;
        };
        let Some(seal) = Seal::read(&seal.text) else {
            return SignOffState::Broken(vec![Changed::Seal]);
        };
        let Some(checked) = checked else {
            return SignOffState::Unknown;
        };
        match checked.changes_since(seal) {
            changes if changes.is_empty() => SignOffState::Whole,
            changes => SignOffState::Broken(changes),
        }
    }

    /// Whether the sign-off counts, as far as can be known.
    pub fn counts(&self) -> bool {
        !matches!(self, SignOffState::Broken(_))
    }
}

/// What is checked of a claim of `file`, whose article is `text`; looks the passage up. None where it
/// cannot be known.
pub fn checked_of(
    workspace: &Workspace,
    file: FileId,
    segment: &Segment,
    text: &ArticleText,
) -> Option<Checked> {
    let article = text.article()?;
    match anchor_of(article, segment.item.as_ref()?)? {
        Anchor::Found(range) => Checked::of(workspace, file, segment, article.folded_text(range)),
        Anchor::Ambiguous(_) | Anchor::Missing => None,
    }
}
