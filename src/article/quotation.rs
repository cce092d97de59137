//! Where a quotation stands in an article.

use std::ops::Range;

use memchr::memmem::Finder;

use super::{Article, Format};
use crate::text::fold::{ELLIPSIS, fold};
use crate::text::words::{is_boundary, next_boundary, words};

/// Words of an article. `…` or `...` in `exact` stands for a gap within one paragraph, unless the
/// article itself has it there. Whoever copies them from the source of a Markdown article may leave the
/// markup in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation<'a> {
    pub exact: &'a str,
    /// What stands right before the passage, to tell two equal ones apart.
    pub prefix: Option<&'a str>,
    /// What stands right behind it.
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
    /// At least two passages, in order; no more than [`Anchor::LISTED`] are listed.
    Ambiguous(Vec<Range<usize>>),
    /// The words are nowhere, or nowhere between that prefix and suffix.
    Missing,
}

impl Anchor {
    /// How many passages of an ambiguous quotation are listed.
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

/// What Markdown's marks within a paragraph begin with.
const MARKUP: [char; 8] = ['*', '_', '`', '[', '<', '~', '\\', '&'];
/// How many places are looked at for one quotation: more than any honest article has.
const LOOKED_AT: usize = 20_000;

pub fn find(article: &Article, quotation: &Quotation) -> Anchor {
    let context = Context {
        text: article.folded.text(),
        prefix: quotation.prefix.map(fold).unwrap_or_default(),
        suffix: quotation.suffix.map(fold).unwrap_or_default(),
    };
    let mut passages = self::passages(article, &fold(quotation.exact), &context);
    if passages.is_empty() && article.format == Format::Markdown && quotation.exact.contains(MARKUP)
    {
        let copied = Article::read(quotation.exact, Format::Markdown);
        passages = self::passages(article, copied.folded.text(), &context);
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

fn passages(article: &Article, exact: &str, context: &Context) -> Vec<Range<usize>> {
    let passages = literal_passages(article, exact, context);
    match passages.is_empty() && exact.contains(ELLIPSIS) {
        true => gapped_passages(article, exact, context),
        false => passages,
    }
}

/// What stands around a passage.
struct Context<'a> {
    text: &'a str,
    prefix: String,
    suffix: String,
}

impl Context<'_> {
    fn holds(&self, passage: &Range<usize>) -> bool {
        self.text[..passage.start]
            .trim_end()
            .ends_with(self.prefix.as_str())
            && self.text[passage.end..]
                .trim_start()
                .starts_with(self.suffix.as_str())
    }
}

/// The passages that read `exact`, gap marks and all.
fn literal_passages(article: &Article, exact: &str, context: &Context) -> Vec<Range<usize>> {
    let search = Search::new(article, exact);
    search
        .from(0)
        .map(|start| start..start + exact.len())
        .filter(|passage| context.holds(passage))
        .take(Anchor::LISTED)
        .collect()
}

/// The passages that start with the words before the first gap, end with those behind the last,
/// and stay in one block. Each is the shortest from its start; two starts are two passages.
fn gapped_passages(article: &Article, exact: &str, context: &Context) -> Vec<Range<usize>> {
    let mut parts = exact
        .split(ELLIPSIS)
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let Some(first) = parts.next() else {
        return Vec::new();
    };
    let first = Search::new(article, first);
    let mut others: Vec<Part> = parts.map(|part| Part::new(article, part)).collect();
    let mut passages: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for _ in 0..LOOKED_AT {
        let Some(start) = first.next(from) else { break };
        let passage = match extended(article, start..start + first.words.len(), &mut others) {
            Extended::Whole(passage) => passage,
            // Nothing before that block can be whole.
            Extended::Beyond(at) => {
                let block = article.block_at(at).map_or(at, |block| block.folded.start);
                from = block.max(next_boundary(context.text, start));
                continue;
            }
            Extended::Nowhere => break,
        };
        from = next_boundary(context.text, start);
        if context.holds(&passage) {
            passages.push(passage);
            if passages.len() == Anchor::LISTED {
                break;
            }
        }
    }
    passages
}

/// What becomes of a passage that is to go on up to some words.
enum Extended {
    Whole(Range<usize>),
    /// The next words stand there, in another block.
    Beyond(usize),
    Nowhere,
}

/// Words behind a gap, and where they were found last.
struct Part<'a> {
    search: Search<'a>,
    found: Option<usize>,
}

impl<'a> Part<'a> {
    fn new(article: &'a Article, words: &'a str) -> Part<'a> {
        Part {
            search: Search::new(article, words),
            found: None,
        }
    }

    /// Where the words stand next, from `from` on, which only ever grows.
    fn next(&mut self, from: usize) -> Option<usize> {
        if self.found.is_none_or(|found| found < from) {
            self.found = self.search.next(from);
        }
        self.found
    }
}

/// The passage up to the end of the next `parts`, one after the other, in its block.
fn extended(article: &Article, mut passage: Range<usize>, parts: &mut [Part]) -> Extended {
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

/// The search for folded words in an article, at the boundaries of words.
struct Search<'a> {
    text: &'a str,
    words: &'a str,
    way: Way<'a>,
}

enum Way<'a> {
    /// Looking through the text for what holds no word.
    Through(Box<Finder<'a>>),
    /// Looking at the places of a rare word, which stands so many bytes into the words.
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

    /// Where the words start next, from the offset `from` on.
    fn next(&self, from: usize) -> Option<usize> {
        self.from(from).next()
    }

    /// Where the words start, in order, from the offset `from` on.
    fn from(&self, from: usize) -> Box<dyn Iterator<Item = usize> + '_> {
        match &self.way {
            _ if self.words.is_empty() => Box::new(std::iter::empty()),
            Way::Through(finder) => Box::new(self.look_through(finder, from)),
            Way::Index { places, offset } => {
                let first = places.partition_point(|&place| (place as usize) < from + offset);
                let starts = places[first..].iter().take(LOOKED_AT);
                Box::new(
                    starts
                        .map(move |&place| place as usize - offset)
                        .filter(|&at| self.is_at(at)),
                )
            }
        }
    }

    fn look_through<'s>(
        &'s self,
        finder: &'s Finder,
        from: usize,
    ) -> impl Iterator<Item = usize> + 's {
        let mut next = from;
        let places = std::iter::from_fn(move || {
            let start = next + finder.find(self.text.as_bytes().get(next..)?)?;
            next = next_boundary(self.text, start);
            Some(start)
        });
        places
            .take(LOOKED_AT)
            .filter(|&start| self.is_bounded(start))
    }

    fn is_at(&self, start: usize) -> bool {
        self.text.as_bytes()[start..].starts_with(self.words.as_bytes()) && self.is_bounded(start)
    }

    fn is_bounded(&self, start: usize) -> bool {
        is_boundary(self.text, start) && is_boundary(self.text, start + self.words.len())
    }
}

/// The places of that of `quoted`'s words which has the fewest, and where in `quoted` it stands.
fn rarest_word<'a>(article: &'a Article, quoted: &str) -> Option<(&'a [u32], usize)> {
    const TRIED: usize = 64;
    let index = article.index();
    let mut rarest: Option<(&[u32], usize)> = None;
    for word in words(quoted).take(TRIED) {
        let places = index.positions_of(&quoted[word.clone()]);
        if rarest.is_none_or(|(known, _)| places.len() < known.len()) {
            rarest = Some((places, word.start));
        }
        // None is rarer.
        if places.len() <= 1 {
            break;
        }
    }
    rarest
}
