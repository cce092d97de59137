//! A claim's passage with what stands around it, for the rules that read its words.

use std::borrow::Cow;
use std::ops::Range;

use crate::article::Article;
use crate::model::Text;
use crate::prose::dates::{ProseDate, dates_in};
use crate::prose::quantities::{Quantities, quantities_in};
use crate::prose::{Lexicon, Mark};
use crate::rules::context::Context;
use crate::text::edtf;
use crate::text::edtf::Days;
use crate::text::fold::fold;
use crate::text::words::words;

/// What is longer tells nothing of its own; reading it would take long. In bytes.
pub const LONGEST: usize = 4 * 1024;
/// How far around a passage its sentences count.
const REACH: usize = 512;

/// The sentences that a passage stands in; the claim's title where there is no passage.
pub struct Prose<'a> {
    pub lexicon: &'static Lexicon,
    /// Folded.
    pub text: Cow<'a, str>,
    /// Where the passage stands in it.
    pub passage: Range<usize>,
    /// Where it starts in the article's folded text; none where it is the title.
    pub start: Option<usize>,
}

impl<'a> Prose<'a> {
    /// None where the language is not known.
    pub fn of(context: &Context<'a>) -> Option<Prose<'a>> {
        let lexicon = context.lexicon()?;
        let (Some(article), Some(passage)) = (context.article(), context.passage()) else {
            let title = context.item()?.title.as_ref()?;
            if title.text.len() > LONGEST {
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

    /// The sentences around a passage of the article's source, as far as they are near. None for
    /// a passage that is too long to be read.
    pub fn around(
        lexicon: &'static Lexicon,
        article: &'a Article,
        passage: Range<usize>,
    ) -> Option<Prose<'a>> {
        if passage.len() > LONGEST {
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

    /// The numbers and dates of the passage.
    pub fn quantities(&self) -> Quantities {
        quantities_in(self.lexicon, &self.text).within(&self.passage)
    }

    /// The dates of all the sentences.
    pub fn dates(&self) -> Vec<ProseDate> {
        dates_in(self.lexicon, &self.text)
    }

    pub fn holds(&self, range: &Range<usize>) -> bool {
        self.passage.start <= range.start && range.end <= self.passage.end
    }
}

/// Whether the claim's passage, or title, holds such a word: its language, what the text is from
/// there on, and the word. Costs little, and next to nothing where no word has that mark.
pub fn holds_word(
    context: &Context,
    mark: Mark,
    is_such: impl Fn(&'static Lexicon, &str, &str) -> bool,
) -> bool {
    if !context.may_hold(mark) {
        return false;
    }
    let (Some(lexicon), Some(text)) = (context.lexicon(), context.passage_or_title()) else {
        return false;
    };
    let mut words = words(text).take_while(|word| word.end <= LONGEST);
    words.any(|word| is_such(lexicon, &text[word.start..], &text[word]))
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
