//! Fixes that reword the article, and the titles of the claims that quote the same words.
//!
//! A fix of the article also changes the titles of the claims that quote the passage, including claims about other
//! names. Otherwise fixing one mistake would leave as many claims whose words are no longer in the article.

use std::ops::Range;

use crate::model::Text;
use crate::rules::context::Context;
use crate::rules::context::in_article::Annotated;
use crate::rules::finding::Edit;
use crate::syntax::contents_span;
use crate::text::Span;
use crate::text::fold::{Folding, fold};
use crate::workspace::Place;
use crate::workspace::Segment;

/// A range of the article's folded text, and the text that replaces it.
#[derive(Debug)]
pub struct Rewording {
    pub range: Range<usize>,
    pub text: String,
}

/// The same as [`edits_in`] for the article of the claim's draft.
pub fn edits(context: &Context, rewordings: &[Rewording]) -> Option<Vec<Edit>> {
    edits_in(context.annotated()?, rewordings)
}

/// The edits of the article, and of the title of each claim of this file that quotes these words. `None` if there is
/// markup between the words, or if a claim quotes only a part of them.
pub fn edits_in(draft: Annotated, rewordings: &[Rewording]) -> Option<Vec<Edit>> {
    let text = draft.text;
    let folded = text.article()?.folded();
    let mut edits = Vec::new();
    for rewording in rewordings {
        let range = folded.source_range(rewording.range.clone());
        let old = &folded.text()[rewording.range.clone()];
        if fold(text.text.get(range.clone())?) != old.trim() {
            return None;
        }
        edits.push(Edit {
            place: Place::Article {
                file: draft.file_id,
                span: range.clone().into(),
            },
            text: rewording.text.clone(),
        });
        for (id, passage) in draft.passages.overlapping(range) {
            let (_, slot) = draft.file.get(id)?;
            let title = slot.segment.item.as_ref()?.title.as_ref()?;
            let passage = folded.folded_range(passage);
            let quoted = QuotedPassage {
                segment: &slot.segment,
                title,
                passage: &folded.text()[passage.clone()],
                start: passage.start,
            };
            let is_quoted =
                passage.start <= rewording.range.start && rewording.range.end <= passage.end;
            if !is_quoted || rewording.text.contains(['"', '“', '”']) {
                return None;
            }
            edits.extend(quoted.span_of(rewording, old)?.map(|span| Edit {
                place: Place::Declaration {
                    file: draft.file_id,
                    id,
                    span,
                },
                text: rewording.text.clone(),
            }));
        }
    }
    Some(edits)
}

/// A claim's title, and the passage that it quotes.
struct QuotedPassage<'a> {
    segment: &'a Segment,
    title: &'a Text,
    /// Folded.
    passage: &'a str,
    /// The start of the passage in the article's folded text.
    start: usize,
}

impl QuotedPassage<'_> {
    /// The place of the words `old` in the title. `Some(None)` if the title leaves them out; `None` if their place is
    /// ambiguous.
    fn span_of(&self, rewording: &Rewording, old: &str) -> Option<Option<Span>> {
        let text = &self.segment.text;
        let contents = contents_span(text, self.title.span);
        let mut folding = Folding::default();
        folding.push(contents.of(text), contents.start as usize);
        let folded = folding.finish();
        let at = match folded.text() == self.passage {
            true => rewording.range.start - self.start,
            false => {
                let mut places = folded.text().match_indices(old);
                match (places.next(), places.next()) {
                    (None, _) => return Some(None),
                    (Some((at, _)), None) => at,
                    _ => return None,
                }
            }
        };
        Some(Some(folded.source_range(at..at + old.len()).into()))
    }
}
