//! A claim's passage and the text around it, for the rules that read its words.

use std::borrow::Cow;
use std::ops::Range;

use crate::article::Article;
use crate::model::Text;
use crate::prose::dates::{ProseDate, dates_in};
use crate::prose::quantities::{Quantities, quantities_in};
use crate::prose::{Lexicon, Mark};
use crate::rules::context::Context;
use crate::rules::context::passages::LONGEST_READ;
use crate::text::edtf;
use crate::text::edtf::Days;
use crate::text::fold::fold;
use crate::text::words::words;

/// The maximum length of text read before and after a passage, in bytes.
const REACH: usize = 512;

/// The sentences that contain a passage; the claim's title if the passage was not found.
pub struct Prose<'a> {
    pub lexicon: &'static Lexicon,
    /// Folded.
    pub text: Cow<'a, str>,
    /// The place of the passage in `text`.
    pub passage: Range<usize>,
    /// The start of `text` in the article's folded text; `None` if `text` is the title.
    pub start: Option<usize>,
}

impl<'a> Prose<'a> {
    /// `None` if Sayso does not read the article's language, or if the passage is too long.
    pub fn of(context: &Context<'a>) -> Option<Prose<'a>> {
        let lexicon = context.lexicon()?;
        let (Some(article), Some(passage)) = (context.article(), context.passage()) else {
            let title = context.item()?.title.as_ref()?;
            if title.text.len() > LONGEST_READ {
                return None;
            }
            let text: Cow<str> = fold(&title.text).into();
            return Some(Prose {
                lexicon,
                passage: 0..text.len(),
                start: None,
                text,
            });
        };
        Prose::around(lexicon, article, passage)
    }

    /// The sentences around a passage of the article's source, cut off far from it. `None` if the passage is too long
    /// to be read.
    pub fn around(
        lexicon: &'static Lexicon,
        article: &'a Article,
        passage: Range<usize>,
    ) -> Option<Prose<'a>> {
        if passage.len() > LONGEST_READ {
            return None;
        }
        let folded = article.folded();
        let around = match article.sentences_in(passage.clone()) {
            [first, .., last] => first.range.start..last.range.end,
            [only] => only.range.clone(),
            [] => passage.clone(),
        };
        let (around, passage) = (folded.folded_range(around), folded.folded_range(passage));
        let text = folded.text();
        let first = text.ceil_char_boundary(passage.start.saturating_sub(REACH));
        let last = text.floor_char_boundary((passage.end + REACH).min(text.len()));
        let around = around.start.clamp(first, passage.start)..around.end.clamp(passage.end, last);
        Some(Prose {
            lexicon,
            passage: passage.start - around.start..passage.end - around.start,
            text: text[around.clone()].into(),
            start: Some(around.start),
        })
    }

    /// What is in quotation marks in the text, without the marks.
    pub fn quoted(&self, article: &Article) -> Vec<Range<usize>> {
        let Some(start) = self.start else {
            return Vec::new();
        };
        let end = start + self.text.len();
        let quoted = &article.quoted()[article.quoted_within(start..end)];
        let within = |at: usize| at.clamp(start, end) - start;
        let ranges = quoted.iter().map(|it| &it.range);
        ranges
            .map(|range| within(range.start)..within(range.end))
            .collect()
    }

    /// The numbers and dates in the passage.
    pub fn quantities(&self) -> Quantities {
        quantities_in(self.lexicon, &self.text).within(&self.passage)
    }

    /// A range of `text` in the article's folded text.
    pub fn in_article(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let start = self.start?;
        Some(start + range.start..start + range.end)
    }

    /// The dates in all the sentences.
    pub fn dates(&self) -> Vec<ProseDate> {
        dates_in(self.lexicon, &self.text)
    }

    /// Whether the passage contains `range`, which is a range of `text`.
    pub fn holds(&self, range: &Range<usize>) -> bool {
        self.passage.start <= range.start && range.end <= self.passage.end
    }
}

/// Whether the claim's passage, or its title, contains a word for which `matches` is true. Its arguments are the
/// language, the text from the word on, and the word. This is cheap, and almost free if no word has that mark.
pub fn holds_word(
    context: &Context,
    mark: Mark,
    matches: impl Fn(&'static Lexicon, &str, &str) -> bool,
) -> bool {
    if !context.may_hold(mark) {
        return false;
    }
    let (Some(lexicon), Some(text)) = (context.lexicon(), context.passage_or_title()) else {
        return false;
    };
    let mut words = words(text).take_while(|word| word.end <= LONGEST_READ);
    words.any(|word| matches(lexicon, &text[word.start..], &text[word]))
}

/// The days on which the article was or will be published.
pub fn published(context: &Context) -> Option<Days> {
    let (_, article) = context.file.article()?;
    edtf::days(&article.published.as_ref()?.text)
}

/// The days of a claim's `value:`, if it is a date.
pub fn days_of(value: &Text) -> Option<Days> {
    edtf::days(&value.text)
}
