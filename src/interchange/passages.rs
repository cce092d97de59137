//! From a place in an article to the words that a claim quotes: few enough to read, enough to be found again.

use std::ops::Range;

use crate::article::{Anchor, Article, Quotation};

/// A longer passage is quoted by its first and its last words.
const LONGEST_TITLE: usize = 30;

/// The number of words that stand for the start and the end of a long passage.
const AT_EACH_END: usize = 8;

/// The maximum number of words in `prefix:` and `suffix:`.
const MOST_AROUND: usize = 12;

/// How far around a passage words for `prefix:` and `suffix:` are looked for, in bytes.
const AROUND: usize = 300;

/// The words that a claim quotes, and where they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub words: String,
    pub prefix: Option<String>,
    pub suffix: Option<String>,
    pub range: Range<usize>,
    /// Why it is not exactly the place that was asked for.
    pub moved: Option<Moved>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The place had no words.
    Empty,
    /// It went on in further paragraphs.
    SeveralParagraphs,
    /// Its words alone could not be told apart from others.
    Widened,
}

impl Moved {
    pub fn reason(self) -> &'static str {
        match self {
            Moved::Empty => "it had no words, so the nearest sentence stands here",
            Moved::SeveralParagraphs => {
                "it went on in further paragraphs, so the words of the first one stand here"
            }
            Moved::Widened => {
                "its words are in the article more than once, so the whole sentence stands here"
            }
        }
    }
}

/// The passage at `place`, which are bytes of `source`, the text of `article`. `None` if the article has no words.
pub fn passage_at(article: &Article, source: &str, place: Range<usize>) -> Option<Passage> {
    let place = floor(source, place.start)..floor(source, place.end.max(place.start));
    let (range, moved) = match with_words(article, source, place.clone()) {
        Some(found) => found,
        None => (sentence_near(article, place.start)?, Some(Moved::Empty)),
    };
    quote(article, source, &range, moved).or_else(|| {
        let sentence = sentence_near(article, range.start)?;
        quote(article, source, &sentence, moved.or(Some(Moved::Widened)))
    })
}

/// The sentence that a mark right after it belongs to.
pub fn sentence_before(article: &Article, source: &str, at: usize) -> Option<Passage> {
    let at = floor(source, at);
    let before = source[..at].trim_end_matches(|c: char| !c.is_alphanumeric());
    let sentence = sentence_near(article, before.len().saturating_sub(1))?;
    quote(article, source, &sentence, None)
}

/// The words of the place in its first paragraph, up to the edges of words.
fn with_words(
    article: &Article,
    source: &str,
    place: Range<usize>,
) -> Option<(Range<usize>, Option<Moved>)> {
    let mut range = place;
    let mut moved = None;
    for sentence in article.sentences_in(range.clone()) {
        let overlap = sentence.range.start.max(range.start)..sentence.range.end.min(range.end);
        let has_words = has_words(article, overlap.clone());
        if !has_words {
            range.start = range.start.max(overlap.end);
            continue;
        }
        range.start = range.start.max(overlap.start);
        if article.ends_block_before_another(sentence.range.end) && range.end > sentence.range.end {
            let goes_on = has_words_after(article, sentence.range.end..range.end);
            range.end = sentence.range.end;
            moved = goes_on.then_some(Moved::SeveralParagraphs);
            break;
        }
    }
    has_words(article, range.clone()).then(|| (to_words(source, range), moved))
}

fn has_words(article: &Article, range: Range<usize>) -> bool {
    !range.is_empty() && article.reader_text(range).contains(char::is_alphanumeric)
}

fn has_words_after(article: &Article, range: Range<usize>) -> bool {
    !range.is_empty() && has_words(article, range)
}

/// The range up to the edges of the words that it cuts.
fn to_words(source: &str, range: Range<usize>) -> Range<usize> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let Range { mut start, mut end } = range;
    while is_letter(source[start..].chars().next())
        && is_letter(source[..start].chars().next_back())
    {
        start -= source[..start]
            .chars()
            .next_back()
            .map_or(0, char::len_utf8);
    }
    while is_letter(source[..end].chars().next_back()) && is_letter(source[end..].chars().next()) {
        end += source[end..].chars().next().map_or(0, char::len_utf8);
    }
    start..end
}

/// The sentence at the place, or else the last one before it, or else the first one.
fn sentence_near(article: &Article, at: usize) -> Option<Range<usize>> {
    let sentences = article.sentences();
    let next = sentences.partition_point(|sentence| sentence.range.start <= at);
    let sentence = sentences.get(next.saturating_sub(1))?;
    Some(sentence.range.clone())
}

/// The words at the range, with as many around them as tell them apart.
fn quote(
    article: &Article,
    source: &str,
    range: &Range<usize>,
    moved: Option<Moved>,
) -> Option<Passage> {
    let whole = article.reader_text(range.clone());
    let made = |words: String, prefix: Option<String>, suffix: Option<String>| Passage {
        words,
        prefix,
        suffix,
        range: range.clone(),
        moved,
    };
    let words: Vec<&str> = whole.split(' ').collect();
    if words.len() > LONGEST_TITLE {
        let (first, last) = (&words[..AT_EACH_END], &words[words.len() - AT_EACH_END..]);
        let short = format!("{} … {}", first.join(" "), last.join(" "));
        if is_at(article, &short, None, None, range) {
            return Some(made(short, None, None));
        }
    }
    if is_at(article, &whole, None, None, range) {
        return Some(made(whole, None, None));
    }
    let before =
        article.reader_text(floor(source, range.start.saturating_sub(AROUND))..range.start);
    let after = article.reader_text(range.end..floor(source, range.end + AROUND));
    let before: Vec<&str> = before.split_whitespace().collect();
    let after: Vec<&str> = after.split_whitespace().collect();
    for count in 1..=MOST_AROUND {
        let prefix = before.len().checked_sub(count);
        let prefix = prefix.map(|from| before[from..].join(" "));
        let suffix = after.get(..count).map(|words| words.join(" "));
        let tried = [
            (prefix.clone(), None),
            (None, suffix.clone()),
            (prefix, suffix),
        ];
        for (prefix, suffix) in tried {
            let is_something = prefix.is_some() || suffix.is_some();
            if is_something && is_at(article, &whole, prefix.as_deref(), suffix.as_deref(), range) {
                return Some(made(whole, prefix, suffix));
            }
        }
    }
    None
}

/// Whether a claim with these words is anchored at the range, and nowhere else.
fn is_at(
    article: &Article,
    exact: &str,
    prefix: Option<&str>,
    suffix: Option<&str>,
    range: &Range<usize>,
) -> bool {
    let quotation = Quotation {
        exact,
        prefix,
        suffix,
    };
    let overlaps = |found: &Range<usize>| found.start < range.end && range.start < found.end;
    match article.find(&quotation) {
        Anchor::Found(found) => overlaps(&found),
        Anchor::Repeated(places) => places.iter().any(overlaps),
        _ => false,
    }
}

/// The place at or before `at` where a character begins.
fn floor(source: &str, at: usize) -> usize {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}
