//! In a claim's title: the sentences of the article that no claim touches yet.

use super::{Completion, CompletionKind, Completions, Insert, MOST, Request};
use crate::article::Article;
use crate::rules::Passages;
use crate::text::fold::fold_for_search;
use crate::workspace::{ArticleText, anchor_of};

/// How many characters of a sentence are shown.
const SHOWN: usize = 80;

impl Request<'_> {
    pub(super) fn passages(&self) -> Completions {
        let text = self.workspace.article(self.file_id);
        let word = &self.segment.text[self.context.word.clone()];
        // An editor replaces no more than a line.
        let article = text.and_then(|text| text.article());
        let Some(article) = article.filter(|_| !word.contains(['\n', '\r'])) else {
            return Completions::default();
        };
        let typed = fold_for_search(self.typed().trim_start_matches(['"', '“']));
        let mut sentences = self.uncovered(article);
        sentences.retain(|sentence| fold_for_search(sentence).contains(typed.trim()));
        // What begins like that first; the rest in the article's order.
        sentences.sort_by_key(|sentence| !fold_for_search(sentence).starts_with(typed.trim()));
        sentences.truncate(MOST);
        Completions {
            items: sentences.iter().map(|text| self.passage(text)).collect(),
            is_incomplete: true,
        }
    }

    /// The sentences that no other claim touches, as a reader sees them.
    fn uncovered(&self, article: &Article) -> Vec<String> {
        let mut passages = match self
            .options
            .analysis
            .filter(|known| self.is_current(known.article()))
        {
            Some(analysis) => analysis.passages().clone(),
            None => self.passages_afresh(article),
        };
        // What is being typed quotes something by chance.
        passages.remove(article, self.id);
        let touched = passages.touched();
        let sentences = article.sentences().iter().enumerate();
        sentences
            .filter(|(at, sentence)| !sentence.in_heading && touched.get(*at) == Some(&0))
            .map(|(_, sentence)| {
                article
                    .reader_text(sentence.range.clone())
                    .trim()
                    .to_owned()
            })
            .filter(|text| text.contains(char::is_alphanumeric))
            .collect()
    }

    fn is_current(&self, known: Option<&std::sync::Arc<ArticleText>>) -> bool {
        let now = self.workspace.article(self.file_id);
        matches!((known, now), (Some(known), Some(now)) if std::sync::Arc::ptr_eq(known, now))
    }

    fn passages_afresh(&self, article: &Article) -> Passages {
        let items = self.file.items();
        let anchors = items.filter_map(|(id, _, item)| Some((id, anchor_of(article, item)?)));
        Passages::of(Some(article), anchors)
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
    match sentence.char_indices().nth(SHOWN) {
        None => sentence.to_owned(),
        Some((end, _)) => format!("{}…", sentence[..end].trim_end()),
    }
}

/// The sentence in quotation marks that it does not hold itself. A quotation is found whatever its
/// marks look like, so that one that holds all of them can do with others.
fn quoted(sentence: &str) -> String {
    match (sentence.contains('"'), sentence.contains('”')) {
        (false, _) => format!("\"{sentence}\""),
        (true, false) => format!("“{sentence}”"),
        (true, true) => format!("\"{}\"", sentence.replace('"', "”")),
    }
}
