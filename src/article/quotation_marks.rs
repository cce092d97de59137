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
    /// Whether a word or punctuation is directly before it.
    follows_text: bool,
}

impl QuotationMark {
    /// The quotation mark at that offset of the folded text; `None` for an apostrophe.
    ///
    /// Newspapers use the same marks in different ways: `„…“`, `“…”` and `”…”`, `«…»` and `»…«`. So most marks may
    /// open or close, and what is next to them decides.
    fn at(article: &Article, at: usize) -> Option<QuotationMark> {
        let folded = article.folded();
        let text = folded.text();
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        let is_word = |near: Option<char>| near.is_some_and(char::is_alphanumeric);
        let follows_gap = before.is_none_or(|it| it.is_whitespace() || "([-—'".contains(it));
        let precedes_gap = after.is_none_or(|it| !it.is_alphanumeric() && !"([{#@$€£".contains(it));
        let precedes_space = after.is_none_or(char::is_whitespace);
        let written = article.reader_text(folded.source_range(at..at + 1));
        let written = written.chars().next()?;
        let (opens, closes, is_single) = match written {
            '"' | '＂' => (follows_gap && !precedes_space, !follows_gap, false),
            '“' => (true, true, false),
            '„' | '‟' | '「' | '『' | '〝' => (true, false, false),
            '」' | '』' | '〞' | '〟' => (false, true, false),
            '”' => (follows_gap && !precedes_space, true, false),
            '«' => (follows_gap || !precedes_gap, !follows_gap, false),
            '»' => (follows_gap && !precedes_gap, true, false),
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
            follows_text: !follows_gap,
        })
    }

    fn is_closed_by(&self, other: &QuotationMark) -> bool {
        match self.written {
            '“' => {
                matches!(other.written, '”' | '"') || other.written == '“' && other.follows_text
            }
            '„' | '‟' => matches!(other.written, '“' | '”' | '"'),
            '«' => other.written == '»',
            '»' => other.written == '«',
            '「' => other.written == '」',
            '『' => other.written == '』',
            '〝' => matches!(other.written, '〞' | '〟'),
            '‘' => other.written == '’',
            // A slip: somebody closed with the mark of another language.
            '"' | '”' | '＂' => {
                matches!(other.written, '"' | '”' | '＂' | '“') && other.follows_text
            }
            _ => false,
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
    fn marks_of_other_languages_and_slips() {
        check("Hon sa: ”Det är över nu.” Han gick.", &["Det är över nu."]);
        check("Hän sanoi, että ”se on ohi” eilen.", &["se on ohi"]);
        check("He said: ”It is over now”.", &["It is over now"]);
        check("He said: “It is over now“. She left.", &["It is over now"]);
        check("He said: \"It is over now”. She left.", &["It is over now"]);
        check(
            "Hun sagde: »Det er nu helt over«.",
            &["Det er nu helt over"],
        );
        check(
            "Er sagte: »Es ist vorbei«, und »ja«.",
            &["Es ist vorbei", "ja"],
        );
        check(
            "Il a dit : « c’est fini », puis « non ».",
            &[" c'est fini ", " non "],
        );
        check("Dijo: «se acabó». Y «no».", &["se acabó", "no"]);
        check("市長は「橋は閉鎖された」と言った。", &["橋は閉鎖された"]);
        check("彼は『橋』と言った。", &["橋"]);
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
