//! A claim's passage with what stands around it, for the rules that read its words.

use std::borrow::Cow;
use std::ops::Range;

use super::context::Context;
use super::quantities::{Quantities, quantities_in};
use super::words::{self, Lexicon};
use crate::model::Text;
use crate::model::edtf::{self, Days};
use crate::text::fold::fold;
use crate::text::words::words;

/// The sentences that a passage stands in; the claim's title where there is no passage.
pub struct Prose<'a> {
    pub lexicon: &'static Lexicon,
    /// Folded.
    pub text: Cow<'a, str>,
    /// Where the passage stands in it.
    pub passage: Range<usize>,
}

impl<'a> Prose<'a> {
    /// None where the language is not known.
    pub fn of(context: &Context<'a>) -> Option<Prose<'a>> {
        let lexicon = lexicon_of(context)?;
        let Some((folded, passage)) = context.folded_passage() else {
            let title = context.item()?.title.as_ref()?;
            let text: Cow<str> = fold(&title.text).into();
            return Some(Prose {
                lexicon,
                passage: 0..text.len(),
                text,
            });
        };
        let article = context.article()?;
        let sentences = article.sentences_in(context.passage()?);
        let around = match sentences {
            [first, .., last] => first.range.start..last.range.end,
            [only] => only.range.clone(),
            [] => context.passage()?,
        };
        let around = article.folded().folded_range(around);
        let around = around.start.min(passage.start)..around.end.max(passage.end);
        Some(Prose {
            lexicon,
            passage: passage.start - around.start..passage.end - around.start,
            text: folded[around.clone()].into(),
        })
    }

    /// The numbers and dates of the passage.
    pub fn quantities(&self) -> Quantities {
        quantities_in(self.lexicon, &self.text).within(&self.passage)
    }

    pub fn holds(&self, range: &Range<usize>) -> bool {
        self.passage.start <= range.start && range.end <= self.passage.end
    }
}

/// Whether the claim's passage, or title, holds such a word: its language, what the text is from
/// there on, and the word. Costs little.
pub fn holds_word(
    context: &Context,
    is_such: impl Fn(&'static Lexicon, &str, &str) -> bool,
) -> bool {
    let Some(lexicon) = lexicon_of(context) else {
        return false;
    };
    let title = || context.item()?.title.as_ref();
    let text = match context.folded_passage() {
        Some((text, passage)) => &text[passage],
        None => title().map_or("", |title| title.text.as_str()),
    };
    words(text).any(|word| is_such(lexicon, &text[word.start..], &text[word]))
}

/// The words of the article's language.
fn lexicon_of(context: &Context) -> Option<&'static Lexicon> {
    let told = || context.file.article()?.1.language.as_deref();
    let language = match context.article_text {
        Some(text) => &text.language,
        None => told().unwrap_or("en"),
    };
    words::of_language(language)
}

/// The days on which the article was or will be published.
pub fn published(context: &Context) -> Option<Days> {
    let (_, article) = context.file.article()?;
    edtf::days(&article.published.as_ref()?.text)
}

/// The days of a claim's `value:`, should it be a date.
pub fn days_of(value: &Text) -> Option<Days> {
    edtf::days(&value.text)
}
