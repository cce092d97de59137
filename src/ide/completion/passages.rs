//! In a claim's title: the sentences of the article that no claim quotes from yet.

use super::{Completion, CompletionKind, Completions, Insert, MAX_ITEMS, Request};
use crate::article::Article;
use crate::ide::passages::claims_of_others_per_sentence;
use crate::rules::wants_claim;
use crate::text::fold::fold_for_search;

/// The maximum number of characters of a sentence in a label.
const MAX_LABEL: usize = 80;

impl Request<'_> {
    /// The sentences that no other claim covers and that contain what was typed.
    pub(super) fn sentences(&self) -> Completions {
        let text = self.workspace.article(self.file_id);
        let word = &self.segment.text[self.context.word.clone()];
        // An editor replaces text on one line only.
        let article = text.and_then(|text| text.article());
        let Some(article) = article.filter(|_| !word.contains(['\n', '\r'])) else {
            return Completions::default();
        };
        let typed = fold_for_search(self.typed().trim_start_matches(['"', '“']));
        let mut sentences = self.uncovered(article);
        sentences.retain(|sentence| fold_for_search(sentence).contains(typed.trim()));
        // Sentences that begin with what was typed come first, the rest in the article's order.
        sentences.sort_by_key(|sentence| !fold_for_search(sentence).starts_with(typed.trim()));
        sentences.truncate(MAX_ITEMS);
        Completions {
            items: sentences.iter().map(|text| self.passage(text)).collect(),
            is_incomplete: true,
        }
    }

    /// The sentences that no other claim covers, as a reader sees them. The claim itself does not
    /// count: a half typed title quotes something by chance.
    fn uncovered(&self, article: &Article) -> Vec<String> {
        let Some(passages) = self.passages.of(self.workspace, self.file_id) else {
            return Vec::new();
        };
        let claims = claims_of_others_per_sentence(&passages, article, self.id);
        let sentences = article.sentences().iter().enumerate();
        sentences
            .filter(|(at, sentence)| claims.get(*at) == Some(&0) && wants_claim(article, sentence))
            .map(|(_, sentence)| {
                article
                    .reader_text(sentence.range.clone())
                    .trim()
                    .to_owned()
            })
            .collect()
    }

    fn passage(&self, sentence: &str) -> Completion {
        let mut item = self.item(CompletionKind::Passage, shortened(sentence));
        item.detail = Some("no claim covers this yet".to_owned());
        item.documentation = Some(crate::ide::markdown::escaped(sentence));
        item.insert = Insert::Text(quoted(sentence));
        item.filter_text = Some(self.typed().to_owned());
        item
    }
}

fn shortened(sentence: &str) -> String {
    match sentence.char_indices().nth(MAX_LABEL) {
        None => sentence.to_owned(),
        Some((end, _)) => format!("{}…", sentence[..end].trim_end()),
    }
}

/// The sentence in quotation marks that do not occur in it. If it contains all of them, its straight
/// marks are replaced: a quotation is found in the article with any kind of marks.
fn quoted(sentence: &str) -> String {
    match (sentence.contains('"'), sentence.contains('”')) {
        (false, _) => format!("\"{sentence}\""),
        (true, false) => format!("“{sentence}”"),
        (true, true) => format!("\"{}\"", sentence.replace('"', "”")),
    }
}
