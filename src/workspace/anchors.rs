//! Where a claim stands in the article.

use crate::article::{Anchor, Article, Quotation};
use crate::model::Item;

/// Where the claim's quotation stands; none for what is no claim or quotes nothing.
pub fn anchor_of(article: &Article, item: &Item) -> Option<Anchor> {
    let claim = item.claim()?;
    let title = item.title.as_ref().filter(|title| !title.text.is_empty())?;
    Some(article.find(&Quotation {
        exact: &title.text,
        prefix: claim.prefix().map(|text| text.text.as_str()),
        suffix: claim.suffix().map(|text| text.text.as_str()),
    }))
}
