//! Which sentences of an article need a claim.

use crate::article::{Article, Sentence};

/// Headings repeat what the article says, and a line of signs says nothing.
pub fn wants_claim(article: &Article, sentence: &Sentence) -> bool {
    let text = || article.folded_text(sentence.range.clone());
    !sentence.in_heading && text().contains(char::is_alphanumeric)
}
