//! In a claim's title: the sentences of the article that no claim quotes from yet.

use std::borrow::Cow;

use super::context::Wanted;
use super::{Completion, CompletionKind, Completions, Insert, MAX_ITEMS, Request};
use crate::article::{Article, Sentence};
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
        let sentences = self.uncovered(article).into_iter();
        let mut sentences: Vec<String> = sentences
            .map(|sentence| words_of(article, sentence))
            .collect();
        sentences.retain(|sentence| fold_for_search(sentence).contains(typed.trim()));
        // Sentences that begin with what was typed come first, the rest in the article's order.
        sentences.sort_by_key(|sentence| !fold_for_search(sentence).starts_with(typed.trim()));
        sentences.truncate(MAX_ITEMS);
        Completions {
            // What is typed next cannot bring up anything if no sentence contains the words so far.
            is_incomplete: !sentences.is_empty(),
            items: sentences.iter().map(|text| self.passage(text)).collect(),
        }
    }

    /// For a new claim: the first sentence without one after that which the last claim above the cursor quotes, or else the first of
    /// all.
    pub(super) fn next_uncovered(&self) -> Option<String> {
        let text = self.workspace.article(self.file_id)?;
        let article = text.article()?;
        let passages = self.passages.of(self.workspace, self.file_id)?;
        let above = self.file.slots().iter().rev();
        let mut above = above.skip_while(|slot| slot.id != self.id);
        let last = above.find_map(|slot| passages.found(slot.id));
        let uncovered = self.uncovered(article);
        let is_next = |sentence: &&&Sentence| {
            last.as_ref()
                .is_some_and(|last| sentence.range.start >= last.end)
        };
        let next = uncovered.iter().find(is_next).or(uncovered.first())?;
        Some(words_of(article, next))
    }

    /// The sentences that no claim covers. A claim whose title is half typed does not count: it quotes something by
    /// chance.
    fn uncovered<'a>(&self, article: &'a Article) -> Vec<&'a Sentence> {
        let Some(passages) = self.passages.of(self.workspace, self.file_id) else {
            return Vec::new();
        };
        let claims = match self.context.wanted {
            Wanted::Passage => claims_of_others_per_sentence(&passages, article, self.id),
            _ => passages.claims_per_sentence().to_vec(),
        };
        let sentences = article.sentences().iter().zip(claims);
        sentences
            .filter(|(sentence, claims)| *claims == 0 && wants_claim(article, sentence))
            .map(|(sentence, _)| sentence)
            .collect()
    }

    fn passage(&self, sentence: &str) -> Completion {
        let mut item = self.item(CompletionKind::Passage, shortened(sentence));
        item.detail = Some("no claim covers this yet".to_owned());
        item.documentation = Some(crate::ide::markdown::escaped(sentence));
        item.insert = Insert::Text(quoted(sentence));
        item.may_keep_rest = false;
        item.filter_text = Some(self.typed().to_owned());
        item
    }
}

/// The sentence as a reader sees it.
fn words_of(article: &Article, sentence: &Sentence) -> String {
    let text = article.reader_text(sentence.range.clone());
    text.trim().to_owned()
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
    let (open, sentence, close) = in_marks(sentence);
    format!("{open}{sentence}{close}")
}

pub(super) fn in_marks(sentence: &str) -> (char, Cow<'_, str>, char) {
    match (sentence.contains('"'), sentence.contains('”')) {
        (false, _) => ('"', sentence.into(), '"'),
        (true, false) => ('“', sentence.into(), '”'),
        (true, true) => ('"', sentence.replace('"', "”").into(), '"'),
    }
}
