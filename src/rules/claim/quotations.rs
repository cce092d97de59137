//! The words of a passage that are in quotation marks.

use std::ops::Range;

use crate::article::Article;
use crate::article::quotation_marks::stretches;
use crate::rules::context::Context;
use crate::text::fold::QUOTE;

/// The parts of the claim's passage that are in quotation marks: ranges of the article's folded text, without the
/// marks. If a quotation extends beyond the passage, only its part in the passage counts. Single quotation marks count
/// only if they are curly: a straight one may be an apostrophe.
pub fn quoted_in_passage(context: &Context) -> Vec<Range<usize>> {
    let Some(quotations) = Quotations::of(context) else {
        return Vec::new();
    };
    let passage = &quotations.passage;
    let stretches = quotations.in_passage();
    let parts = stretches.map(|it| it.start.max(passage.start)..it.end.min(passage.end));
    parts.collect()
}

/// The quotations in the sentences of a claim's passage. All ranges are in the article's folded text.
pub struct Quotations<'a> {
    pub text: &'a str,
    pub sentences: Range<usize>,
    pub passage: Range<usize>,
    /// The words in quotation marks, without the marks.
    pub stretches: Vec<Range<usize>>,
}

impl<'a> Quotations<'a> {
    /// `None` if the sentences have no quotation marks, or the passage was not found.
    pub fn of(context: &Context<'a>) -> Option<Quotations<'a>> {
        let (article, range) = (context.article()?, context.passage()?);
        let folded = article.folded();
        let passage = folded.folded_range(range.clone());
        let sentences = article.sentences_in(range);
        let (first, last) = (sentences.first()?, sentences.last()?);
        // A quotation may begin before the passage and end after it.
        let sentences = folded.folded_range(first.range.start..last.range.end);
        folded.text()[sentences.clone()]
            .contains(QUOTE)
            .then(|| Quotations::around(article, sentences, passage))
    }

    pub fn around(
        article: &'a Article,
        sentences: Range<usize>,
        passage: Range<usize>,
    ) -> Quotations<'a> {
        Quotations {
            text: article.folded().text(),
            stretches: stretches(article, sentences.clone()),
            sentences,
            passage,
        }
    }

    /// The quotations that overlap the passage.
    pub fn in_passage(&self) -> impl Iterator<Item = &Range<usize>> {
        let passage = &self.passage;
        let touches = |it: &&Range<usize>| it.start < passage.end && passage.start < it.end;
        self.stretches.iter().filter(touches)
    }
}
