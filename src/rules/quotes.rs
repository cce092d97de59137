//! The words that a passage has in quotation marks.

use std::ops::Range;

use super::context::Context;
use crate::article::Article;
use crate::text::fold::QUOTE;

/// The stretches of the claim's passage that stand in quotation marks: ranges of the article's folded
/// text, without the marks. A quotation of which the passage is a part counts, as far as the passage
/// goes. Marks that are apostrophes, too, count only where they are curly.
pub fn quoted_in_passage(context: &Context) -> Vec<Range<usize>> {
    let Some(quotations) = Quotations::of(context) else {
        return Vec::new();
    };
    let passage = &quotations.passage;
    let stretches = quotations.in_passage();
    let parts = stretches.map(|it| it.start.max(passage.start)..it.end.min(passage.end));
    parts.collect()
}

/// What stands in quotation marks in the sentences of a claim's passage. All are ranges of the
/// article's folded text.
pub struct Quotations<'a> {
    pub text: &'a str,
    pub sentences: Range<usize>,
    pub passage: Range<usize>,
    /// Without their marks.
    pub stretches: Vec<Range<usize>>,
}

impl<'a> Quotations<'a> {
    /// None where there are none.
    pub fn of(context: &Context<'a>) -> Option<Quotations<'a>> {
        let (article, range) = (context.article()?, context.passage()?);
        let folded = article.folded();
        let passage = folded.folded_range(range.clone());
        let sentences = article.sentences_in(range);
        let (first, last) = (sentences.first()?, sentences.last()?);
        // A quotation may begin before the passage, and end behind it.
        let sentences = folded.folded_range(first.range.start..last.range.end);
        folded.text()[sentences.clone()]
            .contains(QUOTE)
            .then(|| Quotations::around(article, sentences, passage))
    }

    pub(super) fn around(
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

    /// Those of which the passage holds a part.
    pub fn in_passage(&self) -> impl Iterator<Item = &Range<usize>> {
        let passage = &self.passage;
        let touches = |it: &&Range<usize>| it.start < passage.end && passage.start < it.end;
        self.stretches.iter().filter(touches)
    }
}

/// What stands in quotation marks in that stretch of the folded text. The first may have begun, the
/// last may end elsewhere.
fn stretches(article: &Article, around: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<Mark> = None;
    let text = article.folded().text();
    let inside = &text[around.clone()];
    for (at, _) in inside.match_indices(QUOTE) {
        let at = around.start + at;
        let Some(mark) = Mark::at(article, at) else {
            continue;
        };
        match open {
            None if mark.opens => open = Some(mark),
            None if mark.closes && !mark.is_single && found.is_empty() => {
                found.push(around.start..at);
            }
            Some(first) if mark.closes && first.is_closed_by(&mark) => {
                found.push(first.at + 1..at);
                open = None;
            }
            _ => {}
        }
    }
    found.extend(
        open.filter(|mark| !mark.is_single)
            .map(|mark| mark.at + 1..around.end),
    );
    found.retain(|stretch| stretch.start < stretch.end);
    found
}

/// A quotation mark in the article.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// In the folded text.
    at: usize,
    written: char,
    opens: bool,
    closes: bool,
    is_single: bool,
}

impl Mark {
    /// The mark at that place; none for an apostrophe.
    fn at(article: &Article, at: usize) -> Option<Mark> {
        let folded = article.folded();
        let text = folded.text();
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        let is_word = |near: Option<char>| near.is_some_and(char::is_alphanumeric);
        let written = article.reader_text(folded.source_range(at..at + 1));
        let written = written.chars().next()?;
        let (opens, closes, is_single) = match written {
            '"' => {
                let opens = before.is_none_or(|it| it.is_whitespace() || "([-—'".contains(it));
                (
                    opens && !after.is_none_or(char::is_whitespace),
                    !opens,
                    false,
                )
            }
            '“' => (true, true, false),
            '„' | '«' => (true, false, false),
            '”' | '»' => (false, true, false),
            '‘' => (!is_word(before), false, true),
            '’' => (false, !is_word(after), true),
            _ => return None,
        };
        Some(Mark {
            at,
            written,
            opens,
            closes,
            is_single,
        })
    }

    fn is_closed_by(&self, other: &Mark) -> bool {
        match self.written {
            '“' => matches!(other.written, '”' | '"'),
            '„' => matches!(other.written, '“' | '”' | '"'),
            '«' => other.written == '»',
            '‘' => other.written == '’',
            _ => other.written == '"',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stretches;
    use crate::article::{Article, ArticleFormat};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let article = Article::read(text, ArticleFormat::Markdown);
        let folded = article.folded().text();
        let found = stretches(&article, 0..folded.len());
        let found: Vec<&str> = found.into_iter().map(|at| &folded[at]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn all_kinds_of_marks() {
        check("He said “no” and \"never\".", &["no", "never"]);
        check("Er sagte „nein“ und «nie».", &["nein", "nie"]);
        check("It’s ‘a shame’, the boys’ mother said.", &["a shame"]);
        check("It's the boys' 'own'.", &[]);
        check("She called it &quot;a shame&quot;.", &["a shame"]);
        check("She called it *“a **shame**”*.", &["a shame"]);
    }

    #[test]
    fn what_is_not_whole() {
        check("a shame”, she said. “We go", &["a shame", "We go"]);
        check("a shame,\" she said. \"We go", &["a shame,", "We go"]);
        check("He said \"no\" (\"never\").", &["no", "never"]);
        check("“He said ‘no’ to it.”", &["He said 'no' to it."]);
        check("Nothing here", &[]);
        check("“”", &[]);
    }
}
