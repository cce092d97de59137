//! Findings about some words of a claim: they are at those words, in the title and in the article.

use std::ops::Range;

use crate::rules::context::Context;
use crate::rules::finding::Finding;
use crate::rules::report::Report;
use crate::text::Span;
use crate::text::fold::{Folding, fold};
use crate::text::message::Message;
use crate::text::words::is_boundary;

/// Adds a finding about `words` of the claim. `in_article` is their place in the article's folded text; without it, the
/// first place in the passage that has them counts.
pub fn report_words<'a>(
    context: &Context,
    report: &'a mut Report,
    words: &str,
    in_article: Option<Range<usize>>,
    message: impl Into<Message>,
) -> &'a mut Finding {
    let words = fold(words);
    let passage = context.folded_passage();
    let first_in = |(text, passage): &(&str, Range<usize>)| {
        let at = places_in(&text[passage.clone()], &words).next()?;
        let start = passage.start + at;
        Some(start..start + words.len())
    };
    let in_article = in_article.or_else(|| passage.as_ref().and_then(first_in));
    // How often the passage has them before.
    let before = match (&passage, &in_article) {
        (Some((text, passage)), Some(range)) if passage.start <= range.start => {
            places_in(&text[passage.start..range.start], &words).count()
        }
        _ => 0,
    };
    let span = in_title(context, &words, before).unwrap_or(context.title_span());
    let finding = report.add(context.here(span), message);
    if let (Some(article), Some(range)) = (context.article(), in_article) {
        finding.in_article = Some(article.folded().source_range(range).into());
    }
    finding
}

/// The words in the title. A title with `…` may have them less often than the passage.
fn in_title(context: &Context, words: &str, before: usize) -> Option<Span> {
    let title = context.item()?.title_span()?;
    let source = title.of(&context.segment.text);
    if words.is_empty() || source.len() > Context::LONGEST {
        return None;
    }
    let mut folding = Folding::default();
    folding.push(source, 0);
    let folded = folding.finish();
    let mut places = places_in(folded.text(), words).take(before + 1);
    let first = places.next()?;
    let start = places.last().unwrap_or(first);
    let found = folded.source_range(start..start + words.len());
    Some(Span::from(found).shifted(title.start as usize))
}

/// Where `text` has the whole words.
fn places_in<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let places = text.match_indices(words).map(|(at, _)| at);
    places.filter(|at| is_boundary(text, *at) && is_boundary(text, at + words.len()))
}

#[cfg(test)]
mod tests {
    use super::places_in;

    #[test]
    fn whole_words() {
        let places = |text, words| places_in(text, words).collect::<Vec<_>>();
        assert_eq!(places("Ana, Anabel, Ana", "Ana"), [0, 13]);
        assert_eq!(places("500 of 1,500 and 500", "500"), [0, 17]);
        assert_eq!(places("Él dijo", "dijo"), [4]);
    }
}
