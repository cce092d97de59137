//! The words of a passage that are in quotation marks.

use std::ops::Range;

use crate::article::{Article, Quoted};
use crate::rules::context::Context;

/// The parts of the claim's passage that are in quotation marks: ranges of the article's folded text, without the
/// marks. If a quotation extends beyond the passage, only its part in the passage counts. Straight single quotation
/// marks count only around a sentence: they may be apostrophes.
pub fn quoted_in_passage(context: &Context) -> Vec<Quoted> {
    let Some(quotations) = Quotations::of(context) else {
        return Vec::new();
    };
    let passage = &quotations.passage;
    let parts = quotations.in_passage().map(|it| Quoted {
        range: it.range.start.max(passage.start)..it.range.end.min(passage.end),
        continues: it.continues,
    });
    parts.collect()
}

/// The quotations in the sentences of a claim's passage. All ranges are in the article's folded text.
pub struct Quotations<'a> {
    pub text: &'a str,
    pub sentences: Range<usize>,
    pub passage: Range<usize>,
    /// The words in quotation marks. The first may begin before the sentences, and the last may end after them.
    pub quoted: &'a [Quoted],
}

impl<'a> Quotations<'a> {
    /// `None` if nothing in the sentences is in quotation marks, or the passage was not found.
    pub fn of(context: &Context<'a>) -> Option<Quotations<'a>> {
        let (article, range) = (context.article()?, context.passage()?);
        let folded = article.folded();
        let sentences = article.sentences_in(range.clone());
        let (first, last) = (sentences.first()?, sentences.last()?);
        let sentences = folded.folded_range(first.range.start..last.range.end);
        let quotations = Quotations::around(article, sentences, folded.folded_range(range));
        (!quotations.quoted.is_empty()).then_some(quotations)
    }

    pub fn around(
        article: &'a Article,
        sentences: Range<usize>,
        passage: Range<usize>,
    ) -> Quotations<'a> {
        Quotations {
            text: article.folded().text(),
            quoted: &article.quoted()[article.quoted_within(sentences.clone())],
            sentences,
            passage,
        }
    }

    /// The quotations that overlap the passage.
    pub fn in_passage(&self) -> impl Iterator<Item = &'a Quoted> {
        let passage = self.passage.clone();
        let touches =
            move |it: &&Quoted| it.range.start < passage.end && passage.start < it.range.end;
        self.quoted.iter().filter(touches)
    }
}
