//! Decides which sentences of an article need a claim.

use crate::article::{Article, Sentence};
use crate::text::addresses::without_addresses;

/// Whether a claim should cover the sentence. Headings and the heads of tables repeat the article, footnotes are the
/// words of sources, and a sentence of addresses, or without letters and digits, says nothing.
pub fn wants_claim(article: &Article, sentence: &Sentence) -> bool {
    if sentence.in_heading || sentence.is_beside_text {
        return false;
    }
    let text = article.folded_text(sentence.range.clone());
    without_addresses(text).contains(char::is_alphanumeric)
}
