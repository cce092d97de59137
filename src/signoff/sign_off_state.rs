//! Whether a sign-off still holds: whether the claim is what its signer checked.

use super::checked::Checked;
use super::seal::{Changed, Seal};
use crate::model::Signature;
use crate::workspace::{ArticleText, FileId, Segment, Workspace, anchors_of};

/// The state of one sign-off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignOffState {
    /// The claim is what was checked, and so is the sentence around its passage.
    Whole,
    /// The claim is what was checked. The seal was made before seals covered the sentence around the passage.
    WholeWithoutSentence,
    /// The claim changed: the sign-off no longer counts.
    Broken(Vec<Changed>),
    /// The sign-off has no seal to compare with.
    Unsealed,
    /// Cannot be known: the passage is not in the article, or a source is not declared. Other rules
    /// report that.
    Unknown,
}

impl SignOffState {
    /// The state of the signature on a claim whose checked content is now `checked`.
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
            changes if changes.is_empty() => match seal.covers_sentence() {
                true => SignOffState::Whole,
                false => SignOffState::WholeWithoutSentence,
            },
            changes => SignOffState::Broken(changes),
        }
    }

    /// What a person should know of a seal that does not cover the sentence around the passage.
    pub const WITHOUT_SENTENCE: &str =
        "made before seals covered the sentence around the passage: sign again";

    /// Whether the claim is what was checked.
    pub fn is_whole(&self) -> bool {
        matches!(
            self,
            SignOffState::Whole | SignOffState::WholeWithoutSentence
        )
    }

    /// Whether the sign-off counts. True if that cannot be known.
    pub fn counts(&self) -> bool {
        !matches!(self, SignOffState::Broken(_))
    }
}

/// What is checked of a claim of `file` whose article is `text`. Finds the passage in the article. None
/// if the passage or something the claim refers to cannot be found.
pub fn checked_of(
    workspace: &Workspace,
    file: FileId,
    segment: &Segment,
    text: &ArticleText,
) -> Option<Checked> {
    let article = text.article()?;
    let anchors = anchors_of(article, segment.item.as_ref()?)?;
    let passage = anchors.title.passages().first()?.clone();
    Checked::of(workspace, file, segment, article, passage)
}
