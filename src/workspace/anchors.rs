//! Finding the passage of a claim.

use crate::article::{Anchor, Article, Quotation};
use crate::model::Item;

/// The passage that the claim quotes; `None` for an item that is not a claim or has no title.
pub fn anchor_of(article: &Article, item: &Item) -> Option<Anchor> {
    let claim = item.claim()?;
    let title = item.title.as_ref().filter(|title| !title.text.is_empty())?;
    Some(article.find(&Quotation {
        exact: &title.text,
        prefix: claim.prefix().map(|text| text.text.as_str()),
        suffix: claim.suffix().map(|text| text.text.as_str()),
    }))
}
