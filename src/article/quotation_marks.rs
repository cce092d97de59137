//! Quotation marks, and the words between them.

use std::ops::Range;

use crate::article::Article;
use crate::text::fold::QUOTE;

/// The words in quotation marks in that range of the folded text. The first quotation may begin before the range,
/// and the last may end after it.
pub fn stretches(article: &Article, around: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<QuotationMark> = None;
    let text = article.folded().text();
    let inside = &text[around.clone()];
    for (at, _) in inside.match_indices(QUOTE) {
        let at = around.start + at;
        let Some(mark) = QuotationMark::at(article, at) else {
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
struct QuotationMark {
    /// In the folded text.
    at: usize,
    written: char,
    opens: bool,
    closes: bool,
    is_single: bool,
}

impl QuotationMark {
    /// The quotation mark at that offset of the folded text; `None` for an apostrophe.
    fn at(article: &Article, at: usize) -> Option<QuotationMark> {
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
        Some(QuotationMark {
            at,
            written,
            opens,
            closes,
            is_single,
        })
    }

    fn is_closed_by(&self, other: &QuotationMark) -> bool {
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
    fn all_kinds_of_quotation_marks() {
        check("He said “no” and \"never\".", &["no", "never"]);
        check("Er sagte „nein“ und «nie».", &["nein", "nie"]);
        check("It’s ‘a shame’, the boys’ mother said.", &["a shame"]);
        check("It's the boys' 'own'.", &[]);
        check("She called it &quot;a shame&quot;.", &["a shame"]);
        check("She called it *“a **shame**”*.", &["a shame"]);
    }

    #[test]
    fn incomplete_and_nested_quotations() {
        check("a shame”, she said. “We go", &["a shame", "We go"]);
        check("a shame,\" she said. \"We go", &["a shame,", "We go"]);
        check("He said \"no\" (\"never\").", &["no", "never"]);
        check("“He said ‘no’ to it.”", &["He said 'no' to it."]);
        check("Nothing here", &[]);
        check("“”", &[]);
    }
}
