//! Quotation marks: which characters open and close a quotation, and which are apostrophes or inches.

use crate::article::Article;

/// A quotation mark in the article.
#[derive(Clone, Copy, Debug)]
pub(super) struct QuotationMark {
    /// In the folded text.
    pub at: usize,
    written: char,
    pub opens: bool,
    pub closes: bool,
    /// Whether it may be an apostrophe or a slip, so that it quotes nothing unless another mark closes it.
    pub is_doubtful: bool,
    /// Whether it may mean inches: `6"`.
    pub may_be_inches: bool,
    /// Whether it may be the apostrophe of a plural: "the boys’ mother".
    pub may_be_possessive: bool,
    /// Whether a word or punctuation is directly before it.
    follows_text: bool,
}

impl QuotationMark {
    /// The quotation mark at that offset of the folded text; `None` for an apostrophe and the like.
    ///
    /// Newspapers use the same marks in different ways: `„…“`, `“…”` and `”…”`, `«…»` and `»…«`. So most marks may
    /// open or close, and what is next to them decides.
    pub fn at(article: &Article, at: usize) -> Option<QuotationMark> {
        let folded = article.folded();
        let source = folded.source_range(at..at + 1).start;
        let written = article.layout.character_at(&article.source, source)?;
        let beside = Beside::of(folded.text(), at);
        let (opens, closes) = beside.use_of(written)?;
        let is_straight = matches!(written, '"' | '＂');
        Some(QuotationMark {
            at,
            written,
            opens,
            closes,
            is_doubtful: matches!(written, '‘' | '’' | '\'') || is_straight && opens && closes,
            may_be_inches: (is_straight || written == '”') && beside.follows_digit(),
            may_be_possessive: written == '’' && beside.may_be_possessive(),
            follows_text: !beside.follows_gap(),
        })
    }

    /// Whether `other` closes what this mark opens.
    pub fn is_closed_by(&self, other: &QuotationMark) -> bool {
        let closing = other.written;
        other.closes
            && match self.written {
                '“' => matches!(closing, '”' | '"') || closing == '“' && other.follows_text,
                '„' | '‟' => matches!(closing, '“' | '”' | '"'),
                '«' => closing == '»',
                '»' => closing == '«' || closing == '»' && other.follows_text,
                '‹' => closing == '›',
                '›' => closing == '‹',
                '「' => closing == '」',
                '『' => closing == '』',
                '〝' => matches!(closing, '〞' | '〟'),
                '‘' => closing == '’',
                '‚' | '‛' => matches!(closing, '‘' | '’'),
                '\'' => closing == '\'',
                // A slip: somebody closed with the mark of another language.
                '"' | '”' | '＂' => {
                    matches!(closing, '"' | '”' | '＂') || closing == '“' && other.follows_text
                }
                _ => false,
            }
    }

    /// Whether both marks open a quotation in the same way.
    pub fn is_like(&self, other: &QuotationMark) -> bool {
        self.written == other.written
    }

    /// This mark, which is the first character of a paragraph, as the one that opens `before` again. Many newspapers
    /// open each paragraph of a long quotation; in Spanish and French with the mark that closes one.
    pub fn reopening(self, before: &QuotationMark) -> QuotationMark {
        let written = match before.is_closed_by(&QuotationMark {
            closes: true,
            follows_text: true,
            ..self
        }) {
            true => before.written,
            false => self.written,
        };
        QuotationMark {
            written,
            opens: true,
            ..self
        }
    }
}

/// The text before and after a quotation mark.
struct Beside<'a> {
    before: &'a str,
    after: &'a str,
}

impl Beside<'_> {
    fn of(text: &str, at: usize) -> Beside<'_> {
        Beside {
            before: &text[..at],
            after: &text[at + 1..],
        }
    }

    /// Whether the mark may open a quotation there, and whether it may close one.
    fn use_of(&self, written: char) -> Option<(bool, bool)> {
        let (last, next) = (self.last(), self.next());
        let is_word = |near: Option<char>| near.is_some_and(char::is_alphanumeric);
        let follows_gap = self.follows_gap();
        let precedes_gap = next.is_none_or(|it| !it.is_alphanumeric() && !"([{#@$€£".contains(it));
        let precedes_space = next.is_none_or(char::is_whitespace);
        Some(match written {
            '"' | '＂' if is_word(last) && is_word(next) => match self.is_unspaced() {
                true => (true, true),
                // An abbreviation, as in Hebrew.
                false => return None,
            },
            '"' | '＂' if self.is_height() => return None,
            // With a space inside, as some write in French.
            '"' | '＂'
                if last.is_some_and(char::is_whitespace)
                    && (precedes_space || self.precedes_stop()) =>
            {
                (true, true)
            }
            '"' | '＂' => (follows_gap && !precedes_space, !follows_gap),
            '“' => (true, true),
            '„' | '‟' | '「' | '『' | '〝' | '‚' | '‛' => (true, false),
            '」' | '』' | '〞' | '〟' => (false, true),
            '”' => (follows_gap && !precedes_space, true),
            '«' | '‹' => (follows_gap || !precedes_gap, !follows_gap),
            '»' | '›' => (follows_gap && !precedes_gap, true),
            '‘' => (
                !is_word(last) && !next.is_some_and(char::is_numeric),
                !follows_gap,
            ),
            '’' => (false, !is_word(next)),
            // A straight one counts only around a sentence: it is an apostrophe nearly everywhere else.
            '\'' => (
                follows_gap && next.is_some_and(char::is_uppercase),
                last.is_some_and(|it| ",.!?…".contains(it)) && !is_word(next),
            ),
            _ => return None,
        })
    }

    fn last(&self) -> Option<char> {
        self.before.chars().next_back()
    }

    fn next(&self) -> Option<char> {
        self.after.chars().next()
    }

    fn follows_gap(&self) -> bool {
        let last = self.last();
        last.is_none_or(|it| it.is_whitespace() || "([-—'".contains(it))
    }

    fn precedes_stop(&self) -> bool {
        self.next().is_some_and(|it| ",.;:!?)".contains(it))
    }

    fn follows_digit(&self) -> bool {
        self.last().is_some_and(|it| it.is_ascii_digit())
    }

    /// Whether a number of feet and a number of inches is before the mark: `6'2"`.
    fn is_height(&self) -> bool {
        let before_inches = self.before.trim_end_matches(|c: char| c.is_ascii_digit());
        let feet = before_inches.strip_suffix('\'');
        before_inches.len() < self.before.len()
            && feet.is_some_and(|feet| feet.ends_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether the mark is between words of a script without spaces.
    fn is_unspaced(&self) -> bool {
        /// The scripts from here on are written without spaces.
        const UNSPACED: char = '\u{2e80}';
        let is_unspaced = |near: Option<char>| near.is_some_and(|it| it >= UNSPACED);
        is_unspaced(self.last()) || is_unspaced(self.next())
    }

    fn may_be_possessive(&self) -> bool {
        let mut after = self.after.chars();
        self.last() == Some('s')
            && after.next() == Some(' ')
            && after.next().is_some_and(char::is_alphanumeric)
    }
}
