//! Rules about the article and the passages that claims quote from it.

pub mod anchor_not_found;
pub mod anchor_ambiguous;
pub mod missing_article_text;
pub mod overlapping_claims;
pub mod uncovered_sentence;
pub mod uncovered_detail;
pub mod unchecked_article;
