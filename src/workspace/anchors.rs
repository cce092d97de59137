//! Finding the passages of a claim.

use std::ops::Range;

use crate::article::{Anchor, Article, Quotation};
use crate::model::{Claim, Item, Text};

/// The passages that a claim is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimAnchors {
    /// The passage that its title quotes.
    pub title: Anchor,
    /// The passage of each `also:`, in their order. Most claims have none.
    pub also: Vec<Anchor>,
}

impl From<Anchor> for ClaimAnchors {
    fn from(title: Anchor) -> ClaimAnchors {
        ClaimAnchors {
            title,
            also: Vec::new(),
        }
    }
}

impl ClaimAnchors {
    pub fn all(&self) -> impl Iterator<Item = &Anchor> {
        std::iter::once(&self.title).chain(&self.also)
    }

    /// All passages that the claim may be about, also those of ambiguous words.
    pub fn ranges(&self) -> impl Iterator<Item = &Range<usize>> {
        self.all().flat_map(Anchor::ranges)
    }

    /// All passages that the claim is about.
    pub fn passages(&self) -> impl Iterator<Item = &Range<usize>> {
        self.all().flat_map(Anchor::passages)
    }
}

/// The passages that the claim is about; `None` for an item that is not a claim or has no title.
pub fn anchors_of(article: &Article, item: &Item) -> Option<ClaimAnchors> {
    let claim = item.claim()?;
    let title = item.title.as_ref().filter(|title| !title.text.is_empty())?;
    let text = |text: &'_ Text| text.text.clone();
    let (prefix, suffix) = (claim.prefix().map(text), claim.suffix().map(text));
    let title = article.find(&Quotation {
        exact: &title.text,
        prefix: prefix.as_deref(),
        suffix: suffix.as_deref(),
    });
    let also = also_anchors(article, claim);
    Some(ClaimAnchors { title, also })
}

/// The passage of each `also:` of the claim.
pub fn also_anchors(article: &Article, claim: &Claim) -> Vec<Anchor> {
    let also = claim.also().iter();
    also.map(|words| article.find(&words.text.as_str().into()))
        .collect()
}
