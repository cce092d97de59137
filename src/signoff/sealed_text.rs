//! The text of a passage and of the sentence around it, as seals hash them.

use std::ops::Range;

use super::first_folding::fold_as_first;
use crate::article::Article;
use crate::text::fold::fold;
use crate::text::spacing::without_optional_spaces;

/// How a seal folds what people write. Seals are stored in drafts, so an edition never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Of seals of three groups.
    First,
    /// Of seals of four groups.
    Second,
}

impl Edition {
    pub fn fold(self, text: &str) -> String {
        match self {
            Edition::First => fold_as_first(text),
            Edition::Second => without_optional_spaces(&fold(text)),
        }
    }
}

/// The bytes of a sentence before and after the passage that are sealed: a text without full stops has sentences
/// without end.
const LONGEST: usize = 4_096;

/// The passages of a claim, one a line, and the rest of the sentences that each is in: what is before it and what is
/// after it.
#[derive(Clone, Debug)]
pub struct SealedText {
    pub passage: String,
    pub around: Vec<String>,
}

impl SealedText {
    /// The text of these bytes of the source. The first passage is that of the claim's title; the order of the others
    /// makes no difference.
    pub fn of(article: &Article, passages: &[Range<usize>], edition: Edition) -> SealedText {
        let mut others = passages.iter().skip(1).cloned().collect::<Vec<_>>();
        others.sort_unstable_by_key(|passage| (passage.start, passage.end));
        others.dedup();
        let in_order = passages.first().cloned().into_iter().chain(others);
        let texts: Vec<SealedText> = in_order
            .map(|passage| SealedText::of_one(article, passage, edition))
            .collect();
        SealedText {
            passage: texts
                .iter()
                .map(|text| text.passage.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
            around: texts.into_iter().flat_map(|text| text.around).collect(),
        }
    }

    fn of_one(article: &Article, passage: Range<usize>, edition: Edition) -> SealedText {
        if edition == Edition::First {
            // Those seals count the space before the next paragraph to a passage that ends a paragraph.
            let space = match article.ends_block_before_another(passage.end) {
                true => " ",
                false => "",
            };
            let words = edition.fold(&article.visible_text(passage));
            return SealedText {
                passage: words + space,
                around: vec![String::new(), String::new()],
            };
        }
        let text = article.folded().text();
        let [before, words, after] = parts(article, passage);
        SealedText {
            passage: edition.fold(&text[words]),
            around: [before, after].map(|part| edition.fold(&text[part])).into(),
        }
    }
}

/// The sentences that `passage` is in, as ranges of the folded text: what is before it, itself, and what is after it.
fn parts(article: &Article, passage: Range<usize>) -> [Range<usize>; 3] {
    let folded = article.folded();
    let words = folded.folded_range(passage.clone());
    let sentences = article.sentences_in(passage);
    let first = sentences
        .first()
        .map(|first| folded.folded_range(first.range.clone()));
    let last = sentences
        .last()
        .map(|last| folded.folded_range(last.range.clone()));
    let start = first.map_or(words.start, |first| first.start);
    let end = last.map_or(words.end, |last| last.end);
    let text = folded.text();
    let from = text.ceil_char_boundary(words.start.saturating_sub(LONGEST));
    let to = text.floor_char_boundary((words.end + LONGEST).min(text.len()));
    [
        start.clamp(from, words.start)..words.start,
        words.clone(),
        words.end..end.clamp(words.end, to),
    ]
}
