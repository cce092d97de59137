//! Finding the passage of a quotation in an article.

use std::ops::Range;

use memchr::memmem::Finder;

use super::{Article, ArticleFormat};
use crate::text::fold::{ELLIPSIS, fold};
use crate::text::words::{is_boundary, next_boundary, words};

/// Words of an article. `…` or `...` in `exact` is a gap within one paragraph, unless the article itself
/// has an ellipsis there. Words copied from a Markdown article may contain its markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation<'a> {
    pub exact: &'a str,
    /// The text right before the passage, to distinguish equal passages.
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
            Anchor::Found(range) => std::slice::from_ref(range),
            Anchor::Ambiguous(ranges) => ranges,
            Anchor::Missing => &[],
        }
    }
}

/// The first characters of Markdown's inline markup.
const MARKUP: [char; 9] = ['*', '_', '`', '[', '<', '~', '\\', '&', '{'];
/// The maximum number of places checked for one quotation: more than any honest article has.
const MOST_PLACES: usize = 20_000;

impl Article {
    /// Finds the passage that `quotation` quotes.
    pub fn find(&self, quotation: &Quotation) -> Anchor {
        find(self, quotation)
    }
}

fn find(article: &Article, quotation: &Quotation) -> Anchor {
    let around = Surroundings {
        text: article.folded.text(),
        prefix: quotation.prefix.map(fold).unwrap_or_default(),
        suffix: quotation.suffix.map(fold).unwrap_or_default(),
    };
    let mut passages = self::passages(article, &fold(quotation.exact), &around);
    if passages.is_empty()
        && article.format == ArticleFormat::Markdown
        && quotation.exact.contains(MARKUP)
    {
        let copied = Article::read(quotation.exact, ArticleFormat::Markdown);
        passages = self::passages(article, copied.folded.text(), &around);
    }
    let mut ranges = passages
        .into_iter()
        .map(|passage| article.folded.source_range(passage));
    match (ranges.next(), ranges.next()) {
        (None, _) => Anchor::Missing,
        (Some(range), None) => Anchor::Found(range),
        (Some(first), Some(second)) => {
            Anchor::Ambiguous([first, second].into_iter().chain(ranges).collect())
        }
    }
}

fn passages(article: &Article, exact: &str, around: &Surroundings) -> Vec<Range<usize>> {
    let passages = literal_passages(article, exact, around);
    match passages.is_empty() && exact.contains(ELLIPSIS) {
        true => gapped_passages(article, exact, around),
        false => passages,
    }
}

/// The text around a passage.
struct Surroundings<'a> {
    text: &'a str,
    prefix: String,
    suffix: String,
}

impl Surroundings<'_> {
    fn holds(&self, passage: &Range<usize>) -> bool {
        self.text[..passage.start]
            .trim_end()
            .ends_with(self.prefix.as_str())
            && self.text[passage.end..]
                .trim_start()
                .starts_with(self.suffix.as_str())
    }
}

/// The passages with the text `exact`, including its ellipses.
fn literal_passages(article: &Article, exact: &str, around: &Surroundings) -> Vec<Range<usize>> {
    let search = Search::new(article, exact);
    search
        .from(0)
        .map(|start| start..start + exact.len())
        .filter(|passage| around.holds(passage))
        .take(Anchor::LISTED)
        .collect()
}

/// The passages that start with the words before the first gap, end with those after the last one, and
/// stay in one block. Each is the shortest from its start; two starts are two passages.
fn gapped_passages(article: &Article, exact: &str, around: &Surroundings) -> Vec<Range<usize>> {
    let mut parts = exact
        .split(ELLIPSIS)
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let Some(first) = parts.next() else {
        return Vec::new();
    };
    let first = Search::new(article, first);
    let mut others: Vec<PartAfterGap> =
        parts.map(|part| PartAfterGap::new(article, part)).collect();
    let mut passages: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for _ in 0..MOST_PLACES {
        let Some(start) = first.next(from) else { break };
        let passage = match extended(article, start..start + first.words.len(), &mut others) {
            Extended::Whole(passage) => passage,
            // No start before that block leads to a whole passage.
            Extended::Beyond(at) => {
                let block = article.block_at(at).map_or(at, |block| block.folded.start);
                from = block.max(next_boundary(around.text, start));
                continue;
            }
            Extended::Nowhere => break,
        };
        from = next_boundary(around.text, start);
        if around.holds(&passage) {
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
    found: Option<usize>,
}

impl<'a> PartAfterGap<'a> {
    fn new(article: &'a Article, words: &'a str) -> PartAfterGap<'a> {
        PartAfterGap {
            search: Search::new(article, words),
            found: None,
        }
    }

    /// The next place of the words from `from` on. `from` must never decrease.
    fn next(&mut self, from: usize) -> Option<usize> {
        if self.found.is_none_or(|found| found < from) {
            self.found = self.search.next(from);
        }
        self.found
    }
}

/// Extends the passage to the end of the next `parts`, one after the other, within its block.
fn extended(article: &Article, mut passage: Range<usize>, parts: &mut [PartAfterGap]) -> Extended {
    let block = article.block_at(passage.start);
    let block_end = block.map_or(0, |block| block.folded.end);
    for part in parts {
        let Some(start) = part.next(passage.end) else {
            return Extended::Nowhere;
        };
        passage.end = start + part.search.words.len();
        if passage.end > block_end {
            return Extended::Beyond(start);
        }
    }
    Extended::Whole(passage)
}

/// A search for folded words in an article, at word boundaries.
struct Search<'a> {
    text: &'a str,
    words: &'a str,
    way: Way<'a>,
}

enum Way<'a> {
    /// Scans the text, for a search without any word.
    Through(Box<Finder<'a>>),
    /// Checks the places of a rare word, which is `offset` bytes into the words.
    Index { places: &'a [u32], offset: usize },
}

impl<'a> Search<'a> {
    fn new(article: &'a Article, words: &'a str) -> Search<'a> {
        let text = article.folded.text();
        let way = match rarest_word(article, words) {
            Some((places, offset)) => Way::Index { places, offset },
            None => Way::Through(Box::new(Finder::new(words))),
        };
        Search { text, words, way }
    }

    /// The next start of the words from the offset `from` on.
    fn next(&self, from: usize) -> Option<usize> {
        self.from(from).next()
    }

    /// All starts of the words from the offset `from` on, in order.
    fn from(&self, from: usize) -> Box<dyn Iterator<Item = usize> + '_> {
        match &self.way {
            _ if self.words.is_empty() => Box::new(std::iter::empty()),
            Way::Through(finder) => Box::new(self.scan(finder, from)),
            Way::Index { places, offset } => {
                let first = places.partition_point(|&place| (place as usize) < from + offset);
                let starts = places[first..].iter().take(MOST_PLACES);
                Box::new(
                    starts
                        .map(move |&place| place as usize - offset)
                        .filter(|&at| self.is_at(at)),
                )
            }
        }
    }

    fn scan<'s>(&'s self, finder: &'s Finder, from: usize) -> impl Iterator<Item = usize> + 's {
        let mut next = from;
        let places = std::iter::from_fn(move || {
            let start = next + finder.find(self.text.as_bytes().get(next..)?)?;
            next = next_boundary(self.text, start);
            Some(start)
        });
        places
            .take(MOST_PLACES)
            .filter(|&start| self.is_bounded(start))
    }

    fn is_at(&self, start: usize) -> bool {
        self.text.as_bytes()[start..].starts_with(self.words.as_bytes()) && self.is_bounded(start)
    }

    fn is_bounded(&self, start: usize) -> bool {
        is_boundary(self.text, start) && is_boundary(self.text, start + self.words.len())
    }
}

/// The places of the rarest word of `quoted`, and its offset in `quoted`.
fn rarest_word<'a>(article: &'a Article, quoted: &str) -> Option<(&'a [u32], usize)> {
    const TRIED: usize = 64;
    let index = article.index();
    let mut rarest: Option<(&[u32], usize)> = None;
    for word in words(quoted).take(TRIED) {
        let places = index.positions_of(&quoted[word.clone()]);
        if rarest.is_none_or(|(known, _)| places.len() < known.len()) {
            rarest = Some((places, word.start));
        }
        // No word can be rarer.
        if places.len() <= 1 {
            break;
        }
    }
    rarest
}
