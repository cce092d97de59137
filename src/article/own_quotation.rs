//! The shortest quotation that selects a given passage.

use std::ops::Range;

use super::{Anchor, Article, Quotation};

/// Words that select one passage of an article, and no other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnQuotation {
    /// The passage as readers see it, with `…` for its middle if it is long.
    pub exact: String,
    pub prefix: Option<String>,
    pub suffix: Option<String>,
}

/// The numbers of words before and after a gap that are tried, from the shortest to the longest.
const AROUND_GAP: [(usize, usize); 4] = [(5, 3), (7, 4), (10, 5), (14, 7)];
/// The minimum number of words that a gap stands for.
const SHORTEST_GAP: usize = 4;
/// The maximum number of words tried for `prefix` and `suffix`.
const MOST_AROUND: usize = 8;

impl Article {
    /// The shortest quotation that selects the passage `range` of the source. If the article repeats the passage and its
    /// surroundings, the quotation selects all its places or none.
    pub fn own_quotation(&self, range: Range<usize>) -> OwnQuotation {
        let text = self.reader_text(range.clone());
        let text = text.trim();
        let shortened = self.with_gap(text, &range);
        let mut own = OwnQuotation {
            exact: shortened.unwrap_or_else(|| text.to_owned()),
            prefix: None,
            suffix: None,
        };
        if matches!(self.find(&own.exact.as_str().into()), Anchor::Ambiguous(_)) {
            self.tell_apart(&mut own, &range);
        }
        own
    }

    /// The text with `…` for its middle, if that selects the same passage.
    fn with_gap(&self, text: &str, range: &Range<usize>) -> Option<String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let tried = AROUND_GAP
            .into_iter()
            .filter(|(before, after)| before + SHORTEST_GAP + after <= words.len());
        let mut with_gaps = tried.map(|(before, after)| {
            let (start, end) = (&words[..before], &words[words.len() - after..]);
            format!("{} … {}", start.join(" "), end.join(" "))
        });
        with_gaps.find(|exact| match self.find(&exact.as_str().into()) {
            Anchor::Found(found) => self.is_same_text(&found, range),
            _ => false,
        })
    }

    /// Whether two ranges of the source hold the same part of the text that readers see.
    fn is_same_text(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        let folded = |range: &Range<usize>| self.folded.folded_range(range.clone());
        folded(one) == folded(other)
    }

    /// Adds the fewest words before the passage that tell it apart from equal ones, or else after it.
    fn tell_apart(&self, own: &mut OwnQuotation, range: &Range<usize>) {
        let is_only = |prefix: Option<&str>, suffix: Option<&str>| {
            let quotation = Quotation {
                exact: &own.exact,
                prefix,
                suffix,
            };
            matches!(self.find(&quotation), Anchor::Found(found) if self.is_same_text(&found, range))
        };
        let before = self.words_before(range, MOST_AROUND);
        let after = self.words_after(range, MOST_AROUND);
        let prefix = before.into_iter().find(|words| is_only(Some(words), None));
        let suffix = match prefix {
            Some(_) => None,
            None => after.into_iter().find(|words| is_only(None, Some(words))),
        };
        (own.prefix, own.suffix) = (prefix, suffix);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleFormat;

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let article = Article::read(source, ArticleFormat::Markdown);
        let sentences = article.sentences().iter();
        let own = sentences.map(|sentence| {
            let own = article.own_quotation(sentence.range.clone());
            let quotation = Quotation {
                exact: &own.exact,
                prefix: own.prefix.as_deref(),
                suffix: own.suffix.as_deref(),
            };
            let found = article.find(&quotation);
            let is_first = found.passages().first().is_some_and(|found| {
                article.folded_text(found.clone()) == article.folded_text(sentence.range.clone())
            });
            assert!(is_first, "{own:?} finds {found:?}");
            let around = own.prefix.map(|it| format!("[{it}] "));
            let after = own.suffix.map(|it| format!(" [{it}]"));
            around.unwrap_or_default() + &own.exact + &after.unwrap_or_default()
        });
        assert_eq!(own.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn short_sentences_are_quoted_whole() {
        check(
            "The *bridge* was “closed”. Nobody\nspoke.",
            &["The bridge was “closed”.", "Nobody spoke."],
        );
    }

    #[test]
    fn the_middle_of_a_long_sentence_is_left_out() {
        check(
            "On Monday the old bridge over the [Elm](https://example.org) was closed to all cars and lorries, the mayor said.",
            &["On Monday the old bridge … the mayor said."],
        );
    }

    #[test]
    fn as_many_words_as_needed() {
        check(
            "On Monday the old bridge was closed and then it was opened again by the mayor. On Monday the old bridge was painted, and nobody knows why, by the mayor.",
            &[
                "On Monday the old bridge was closed … again by the mayor.",
                "On Monday the old bridge was painted, and nobody knows why, by the mayor.",
            ],
        );
    }

    #[test]
    fn equal_sentences_are_told_apart() {
        check(
            "In May it rained. Nobody came. In June it rained. Nobody came.",
            &[
                "In May it rained.",
                "[May it rained.] Nobody came.",
                "In June it rained.",
                "[June it rained.] Nobody came.",
            ],
        );
    }
}
