//! Finding the passage of a quotation in an article.

use std::cell::LazyCell;
use std::ops::Range;

use super::search::{MOST_PLACES, Search, Spacing};
use super::surroundings::Surroundings;
use super::{Article, ArticleFormat};
use crate::text::fold::{ELLIPSIS, fold};
use crate::text::spacing::without_optional_spaces;
use crate::text::words::{is_unspaced, next_boundary, words};

/// Words of an article. `…` or `...` in `exact` is a gap within one paragraph, unless the article itself
/// has an ellipsis there. Words copied from a Markdown article may contain its markup. Only if the article
/// does not have the words with the same spaces, optional spaces make no difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation<'a> {
    pub exact: &'a str,
    /// The text right before the passage, to distinguish equal passages. If no passage has it exactly,
    /// quotation marks and spaces in it make no difference.
    pub prefix: Option<&'a str>,
    /// The text right after it.
    pub suffix: Option<&'a str>,
}

impl<'a> From<&'a str> for Quotation<'a> {
    fn from(exact: &'a str) -> Quotation<'a> {
        Quotation {
            exact,
            prefix: None,
            suffix: None,
        }
    }
}

/// The passage that a quotation quotes: byte ranges of the article's source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    Found(Range<usize>),
    /// A long passage that the article repeats word for word, as it does in a pull quote: all its places, in
    /// order; at most [`Anchor::LISTED`].
    Repeated(Vec<Range<usize>>),
    /// Several passages, in order; at most [`Anchor::LISTED`].
    Ambiguous(Vec<Range<usize>>),
    /// The words are not in the article, or not between this prefix and suffix.
    Missing,
}

impl Anchor {
    /// The maximum number of listed passages of an ambiguous quotation.
    pub const LISTED: usize = 20;

    /// All passages that the quotation may mean.
    pub fn ranges(&self) -> &[Range<usize>] {
        match self {
            Anchor::Ambiguous(ranges) => ranges,
            _ => self.passages(),
        }
    }

    /// The passages that the quotation quotes; none if that is ambiguous.
    pub fn passages(&self) -> &[Range<usize>] {
        match self {
            Anchor::Found(range) => std::slice::from_ref(range),
            Anchor::Repeated(ranges) => ranges,
            Anchor::Ambiguous(_) | Anchor::Missing => &[],
        }
    }
}

/// The first characters of Markdown's inline markup.
const MARKUP: [char; 9] = ['*', '_', '`', '[', '<', '~', '\\', '&', '{'];

impl Article {
    /// Finds the passage that `quotation` quotes.
    pub fn find(&self, quotation: &Quotation) -> Anchor {
        find(self, quotation)
    }
}

fn find(article: &Article, quotation: &Quotation) -> Anchor {
    let exact = fold(quotation.exact);
    let copied = LazyCell::new(|| without_markup(article, quotation.exact));
    let found = [Spacing::Exact, Spacing::Loose]
        .into_iter()
        .find_map(|spacing| {
            let around = Surroundings::of(article, quotation.prefix, quotation.suffix, spacing);
            let find = |exact: &str| some(passages(article, exact, spacing, &around));
            find(&exact).or_else(|| find(copied.as_ref()?))
        });
    let passages = found.unwrap_or_default();
    let source = |passage: &Range<usize>| article.folded.source_range(passage.clone());
    match &passages[..] {
        [] => Anchor::Missing,
        [passage] => Anchor::Found(source(passage)),
        several if is_repeated(article.folded.text(), several) => {
            Anchor::Repeated(several.iter().map(source).collect())
        }
        several => Anchor::Ambiguous(several.iter().map(source).collect()),
    }
}

fn some<T>(all: Vec<T>) -> Option<Vec<T>> {
    (!all.is_empty()).then_some(all)
}

/// The folded text of words copied from the source of a Markdown article. None if they have no markup.
fn without_markup(article: &Article, exact: &str) -> Option<String> {
    let may_have = article.format == ArticleFormat::Markdown && exact.contains(MARKUP);
    may_have.then(|| {
        let copied = Article::read(exact, ArticleFormat::Markdown);
        copied.folded.text().to_owned()
    })
}

/// Whether these passages of the folded text are long, and have the same words.
fn is_repeated(text: &str, passages: &[Range<usize>]) -> bool {
    let words_of = |passage: &Range<usize>| without_optional_spaces(&text[passage.clone()]);
    let Some((first, others)) = passages.split_first() else {
        return false;
    };
    let first = words_of(first);
    is_long(&first) && others.iter().all(|other| words_of(other) == first)
}

/// Whether an article that has the words twice repeats itself: shorter words may mean something else each time.
/// Characters of scripts without spaces count as half a word.
fn is_long(text: &str) -> bool {
    const HALVES: usize = 2 * 6;
    let halves = words(text).map(|word| match text[word].starts_with(is_unspaced) {
        true => 1,
        false => 2,
    });
    halves.take(HALVES).sum::<usize>() >= HALVES
}

fn passages(
    article: &Article,
    exact: &str,
    spacing: Spacing,
    around: &Surroundings,
) -> Vec<Range<usize>> {
    let passages = literal_passages(article, exact, spacing, around);
    match passages.is_empty() && exact.contains(ELLIPSIS) {
        true => gapped_passages(article, exact, spacing, around),
        false => passages,
    }
}

/// The passages with the text `exact`, including its ellipses.
fn literal_passages(
    article: &Article,
    exact: &str,
    spacing: Spacing,
    around: &Surroundings,
) -> Vec<Range<usize>> {
    let search = Search::new(article, exact, spacing);
    let places = search.from(0).filter(|passage| around.hold(passage));
    places.take(Anchor::LISTED).collect()
}

/// The passages that start with the words before the first gap, end with those after the last one, and
/// stay in one block. Each is the shortest from its start; two starts are two passages.
fn gapped_passages(
    article: &Article,
    exact: &str,
    spacing: Spacing,
    around: &Surroundings,
) -> Vec<Range<usize>> {
    let text = article.folded.text();
    let mut parts = exact
        .split(ELLIPSIS)
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let Some(first) = parts.next() else {
        return Vec::new();
    };
    let first = Search::new(article, first, spacing);
    let others = parts.map(|part| PartAfterGap::new(article, part, spacing));
    let mut others: Vec<PartAfterGap> = others.collect();
    let mut passages: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for _ in 0..MOST_PLACES {
        let Some(place) = first.next(from) else { break };
        from = next_boundary(text, place.start);
        let passage = match extended(article, place, &mut others) {
            Extended::Whole(passage) => passage,
            // No start before that block leads to a whole passage.
            Extended::Beyond(at) => {
                let block = article.block_at(at).map_or(at, |block| block.folded.start);
                from = block.max(from);
                continue;
            }
            Extended::Nowhere => break,
        };
        if around.hold(&passage) {
            passages.push(passage);
            if passages.len() == Anchor::LISTED {
                break;
            }
        }
    }
    passages
}

/// The result of extending a passage to the words after its gaps.
enum Extended {
    Whole(Range<usize>),
    /// The next words are at this offset, in another block.
    Beyond(usize),
    Nowhere,
}

/// Words after a gap, and where they were last found.
struct PartAfterGap<'a> {
    search: Search<'a>,
    found: Option<Range<usize>>,
}

impl<'a> PartAfterGap<'a> {
    fn new(article: &'a Article, words: &'a str, spacing: Spacing) -> PartAfterGap<'a> {
        PartAfterGap {
            search: Search::new(article, words, spacing),
            found: None,
        }
    }

    /// The next place of the words from `from` on. `from` must never decrease.
    fn next(&mut self, from: usize) -> Option<Range<usize>> {
        if self.found.as_ref().is_none_or(|found| found.start < from) {
            self.found = self.search.next(from);
        }
        self.found.clone()
    }
}

/// Extends the passage to the end of the next `parts`, one after the other, within its block.
fn extended(article: &Article, mut passage: Range<usize>, parts: &mut [PartAfterGap]) -> Extended {
    let block = article.block_at(passage.start);
    let block_end = block.map_or(0, |block| block.folded.end);
    for part in parts {
        let Some(place) = part.next(passage.end) else {
            return Extended::Nowhere;
        };
        passage.end = place.end;
        if passage.end > block_end {
            return Extended::Beyond(place.start);
        }
    }
    Extended::Whole(passage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, quotation: Quotation, expected: &[&str]) {
        let article = Article::read(source, ArticleFormat::Markdown);
        let anchor = article.find(&quotation);
        let found = anchor.passages().iter();
        let found: Vec<&str> = found.map(|passage| &source[passage.clone()]).collect();
        assert_eq!(found, expected, "{anchor:?}");
    }

    #[test]
    fn a_long_passage_may_be_repeated() {
        let source = "“We had *no* choice in this — matter,” she said.\n\n> We had no choice in this—matter\n";
        let twice = [
            "We had *no* choice in this — matter",
            "We had no choice in this—matter",
        ];
        check(
            source,
            "We had no choice in this".into(),
            &[&twice[0][..26], &twice[1][..24]],
        );
        check(source, "We had no choice".into(), &[]);
        // The first spaces that are in the article select a place.
        check(
            source,
            "had no choice in this — matter".into(),
            &[&twice[0][3..]],
        );
        check(
            "他说他没有选择余地。他说他没有选择余地。",
            "他说他没有选择余地".into(),
            &[],
        );
        let long = "他说他在这件事情上没有选择";
        check(&format!("{long}。{long}。"), long.into(), &[long, long]);
    }

    #[test]
    fn gaps_with_other_words_are_no_repetition() {
        let source = "We had no choice but to go. We had no choice at all to go.";
        check(source, "We had no choice … to go".into(), &[]);
        let source = "We had no choice but to go. We had no choice but to go.";
        check(
            source,
            "We had … go".into(),
            &["We had no choice but to go"; 2],
        );
    }

    #[test]
    fn a_prefix_selects_one_of_repeated_passages() {
        let source = "To staff. “We had no choice in this matter,” she said.\n\nWe had no choice in this matter";
        let exact = "We had no choice in this matter";
        for prefix in ["staff.", "To staff. \"", "To staff . «", "staff.“"] {
            let prefix = Some(prefix);
            let suffix = None;
            let quotation = Quotation {
                exact,
                prefix,
                suffix,
            };
            check(source, quotation, &[exact]);
        }
        for suffix in [", she", ",” she", ", ' she"] {
            let suffix = Some(suffix);
            let prefix = None;
            let quotation = Quotation {
                exact,
                prefix,
                suffix,
            };
            check(source, quotation, &[exact]);
        }
        let quotation = Quotation {
            exact,
            prefix: Some("To workers."),
            suffix: None,
        };
        check(source, quotation, &[]);
    }

    #[test]
    fn a_prefix_of_a_quotation_mark_selects_what_is_quoted() {
        let quotation = Quotation {
            exact: "no choice",
            prefix: Some("“"),
            suffix: None,
        };
        check(
            "There was no choice. “no choice,” she said.",
            quotation,
            &["no choice"],
        );
    }
}
