//! Decides which sentences of an article need a claim.

use crate::article::{Article, Sentence};
use crate::rules::claim::beside_report::is_beside_report;
use crate::text::addresses::without_addresses;

/// Whether a claim should cover the sentence. Headings and the heads of tables repeat the article, footnotes are the
/// words of sources, bylines, datelines and credits are beside the report, and a sentence of addresses, or without letters
/// and digits, says nothing.
pub fn wants_claim(article: &Article, sentence: &Sentence) -> bool {
    if sentence.in_heading || sentence.is_beside_text {
        return false;
    }
    let text = article.folded_text(sentence.range.clone());
    without_addresses(text).contains(char::is_alphanumeric) && !is_beside(article, sentence)
}

/// The length in bytes above which a paragraph is not read.
const LONGEST: usize = 800;

fn is_beside(article: &Article, sentence: &Sentence) -> bool {
    if sentence.paragraph.len() > LONGEST {
        return false;
    }
    let paragraph = article.folded_text(sentence.paragraph.clone());
    let place = article.sentences_in(sentence.paragraph.clone());
    let last = place.last().unwrap_or(sentence);
    is_beside_report(paragraph, article.folded_text(last.range.clone()))
}
