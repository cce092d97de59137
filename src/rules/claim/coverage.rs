//! Decides which sentences of an article need a claim.

use crate::article::{Article, Sentence};

/// Whether a claim should cover the sentence. Headings repeat the article, and a sentence without letters
/// and digits says nothing.
pub fn wants_claim(article: &Article, sentence: &Sentence) -> bool {
    let text = || article.folded_text(sentence.range.clone());
    !sentence.in_heading && text().contains(char::is_alphanumeric)
}
