//! How the words of a quotation differ from those of its source.
//!
//! Either can be part of the other, and either can leave words out, so the alignment of their words has free ends
//! (Needleman and Wunsch, 1970, for overlaps).

use std::ops::Range;

use crate::text::fold::{ELLIPSIS, fold};
use crate::text::words::words;

/// A text, split into words.
#[derive(Debug)]
pub struct Wording {
    text: String,
    tokens: Vec<WordOrGap>,
}

#[derive(Debug)]
struct WordOrGap {
    /// In bytes of the text.
    range: Range<usize>,
    /// Folded and in lower case; `None` for a gap, which matches any words.
    word: Option<String>,
}

/// A difference between two wordings: ranges of words in each. One of them may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    pub own: Range<usize>,
    pub theirs: Range<usize>,
}

#[derive(Debug, Default)]
pub struct Comparison {
    pub hunks: Vec<Hunk>,
    /// The number of shared words.
    shared: usize,
    /// The number of characters in the shared words.
    letters: usize,
    /// The number of words that are missing, added or different.
    edits: usize,
    /// The number of words in the shorter wording.
    shorter: usize,
}

/// The maximum number of words of a wording that is compared.
const LONGEST: usize = 300;

impl Comparison {
    /// Whether the wordings are equal, one is part of the other, or they overlap at their ends.
    pub fn is_same(&self) -> bool {
        const LEAST: usize = 2;
        self.edits == 0 && (self.shared >= LEAST || self.shared == self.shorter)
    }

    /// Whether they differ only in a few words.
    pub fn is_near(&self) -> bool {
        /// Wordings that share fewer letters do so by chance.
        const LEAST_LETTERS: usize = 8;
        let is_much = 2 * self.edits <= self.shared && 3 * self.shared >= 2 * self.shorter;
        self.edits > 0 && is_much && self.letters >= LEAST_LETTERS
    }
}

impl Wording {
    pub fn of(text: &str) -> Wording {
        let gaps = gaps_in(text);
        let is_left_out = |word: &Range<usize>| {
            let mut gaps = gaps.iter();
            gaps.any(|gap| gap.start < word.end && word.start < gap.end)
        };
        let words = words(text).filter(|word| !is_left_out(word));
        let words = words.map(|range| WordOrGap {
            word: Some(fold(&text[range.clone()]).to_lowercase()),
            range,
        });
        let left_out = gaps.iter().map(|gap| WordOrGap {
            range: gap.clone(),
            word: None,
        });
        let mut tokens: Vec<WordOrGap> = words.chain(left_out).collect();
        tokens.sort_by_key(|token| token.range.start);
        Wording {
            text: text.to_owned(),
            tokens,
        }
    }

    /// The number of words and gaps.
    pub fn token_count(&self) -> usize {
        self.tokens.len()
    }

    /// The range of these words in the text, in bytes.
    pub fn range_of(&self, words: Range<usize>) -> Range<usize> {
        match self.tokens.get(words) {
            Some([first, .., last]) => first.range.start..last.range.end,
            Some([one]) => one.range.clone(),
            _ => 0..0,
        }
    }

    /// The text of these words.
    pub fn written(&self, words: Range<usize>) -> &str {
        &self.text[self.range_of(words)]
    }

    /// Its words, folded and in lower case.
    pub fn folded_words(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().filter_map(|token| token.word.as_deref())
    }

    pub fn is_same_word(&self, at: usize, other: &Wording, other_at: usize) -> bool {
        let word = self.tokens[at].word.as_ref();
        word.is_some() && word == other.tokens[other_at].word.as_ref()
    }

    /// Compares two wordings. They count as the same if one of them has no words or too many.
    pub fn compared_to(&self, other: &Wording) -> Comparison {
        let mut comparison = Comparison::default();
        let count =
            |wording: &Wording| wording.tokens.iter().filter(|it| it.word.is_some()).count();
        let (own, theirs) = (count(self), count(other));
        if own == 0 || theirs == 0 || self.token_count().max(other.token_count()) > LONGEST {
            return comparison;
        }
        let mut open: Option<Hunk> = None;
        for step in WordAlignment::of(self, other).steps() {
            let Step { own, theirs, kind } = step;
            match kind {
                StepKind::Same => {
                    let word = self.tokens[own.start].word.as_ref();
                    comparison.shared += 1;
                    comparison.letters += word.map_or(0, |word| word.chars().count());
                    comparison.hunks.extend(open.take());
                }
                StepKind::Free => comparison.hunks.extend(open.take()),
                StepKind::Different => {
                    comparison.edits += 1;
                    match &mut open {
                        Some(hunk) => (hunk.own.end, hunk.theirs.end) = (own.end, theirs.end),
                        None => open = Some(Hunk { own, theirs }),
                    }
                }
            }
        }
        comparison.hunks.extend(open);
        comparison.shorter = own.min(theirs);
        comparison
    }
}

/// The places where a text leaves words out (`…`, `...`, `. . .`) and where it adds words of its own, in brackets. If
/// the brackets are part of a word, as in `[T]he`, the gap is the whole word.
fn gaps_in(text: &str) -> Vec<Range<usize>> {
    let mut gaps: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..]
        .find(['[', ELLIPSIS, '.'])
        .map(|found| at + found)
    {
        let rest = &text[start..];
        let length = match rest.chars().next() {
            Some('[') => rest.find(']').map_or(0, |end| end + 1),
            Some(ELLIPSIS) => ELLIPSIS.len_utf8(),
            _ => ["...", ". . ."]
                .iter()
                .find(|it| rest.starts_with(**it))
                .map_or(0, |it| it.len()),
        };
        if length == 0 {
            at = start + 1;
            continue;
        }
        let end = start + length;
        let is_bracket = rest.starts_with('[');
        let letters =
            |text: &str| text.len() - text.trim_start_matches(char::is_alphanumeric).len();
        let before = text[..start].trim_end_matches(char::is_alphanumeric).len();
        at = match is_bracket {
            true => end + letters(&text[end..]),
            false => end,
        };
        gaps.push(if is_bracket { before..at } else { start..end });
    }
    gaps
}

/// The scores of all alignments of two wordings.
struct WordAlignment<'a> {
    own: &'a [WordOrGap],
    theirs: &'a [WordOrGap],
    scores: Vec<i32>,
}

/// One step of the best alignment.
struct Step {
    own: Range<usize>,
    theirs: Range<usize>,
    kind: StepKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum StepKind {
    Same,
    /// The words differ, or only one side has a word.
    Different,
    /// A gap, or the words that it matches.
    Free,
}

impl<'a> WordAlignment<'a> {
    fn of(own: &'a Wording, theirs: &'a Wording) -> WordAlignment<'a> {
        let (own, theirs) = (&own.tokens[..], &theirs.tokens[..]);
        let scores = vec![0; (own.len() + 1) * (theirs.len() + 1)];
        let mut alignment = WordAlignment {
            own,
            theirs,
            scores,
        };
        for i in 1..=own.len() {
            for j in 1..=theirs.len() {
                let (score, _) = alignment.best(i, j);
                let at = alignment.at(i, j);
                alignment.scores[at] = score;
            }
        }
        alignment
    }

    fn at(&self, i: usize, j: usize) -> usize {
        i * (self.theirs.len() + 1) + j
    }

    /// The best score for the first `i` own words and the first `j` of theirs, and its last step.
    fn best(&self, i: usize, j: usize) -> (i32, Step) {
        let (own, theirs) = (&self.own[i - 1].word, &self.theirs[j - 1].word);
        let score = |i, j| self.scores[self.at(i, j)];
        let only_own = |kind| Step {
            own: i - 1..i,
            theirs: j..j,
            kind,
        };
        let only_theirs = |kind| Step {
            own: i..i,
            theirs: j - 1..j,
            kind,
        };
        if own.is_none() || theirs.is_none() {
            return match score(i - 1, j) >= score(i, j - 1) {
                true => (score(i - 1, j), only_own(StepKind::Free)),
                false => (score(i, j - 1), only_theirs(StepKind::Free)),
            };
        }
        let (worth, kind) = match own == theirs {
            true => (1, StepKind::Same),
            false => (-1, StepKind::Different),
        };
        let both = Step {
            own: i - 1..i,
            theirs: j - 1..j,
            kind,
        };
        let ways = [
            (score(i, j - 1) - 1, only_theirs(StepKind::Different)),
            (score(i - 1, j) - 1, only_own(StepKind::Different)),
            (score(i - 1, j - 1) + worth, both),
        ];
        let [first, second, third] = ways;
        let better =
            |left: (i32, Step), right: (i32, Step)| if left.0 > right.0 { left } else { right };
        better(better(first, second), third)
    }

    /// The steps of the best alignment, from where both begin to where one of them ends.
    fn steps(&self) -> Vec<Step> {
        let (own, theirs) = (self.own.len(), self.theirs.len());
        let ends = (0..=own)
            .map(|i| (i, theirs))
            .chain((0..=theirs).map(|j| (own, j)));
        let best = ends.max_by_key(|&(i, j)| (self.scores[self.at(i, j)], i + j));
        let (mut i, mut j) = best.unwrap_or_default();
        let mut steps = Vec::new();
        while i > 0 && j > 0 {
            let (_, step) = self.best(i, j);
            (i, j) = (step.own.start, step.theirs.start);
            steps.push(step);
        }
        steps.reverse();
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::Wording;

    /// `expected` is "same", "unrelated", or the differing words as "own/theirs".
    #[track_caller]
    fn check(quote: &str, source: &str, expected: &str) {
        let (own, theirs) = (Wording::of(quote), Wording::of(source));
        let comparison = own.compared_to(&theirs);
        let hunks = comparison.hunks.iter().map(|hunk| {
            let (own, theirs) = (
                own.written(hunk.own.clone()),
                theirs.written(hunk.theirs.clone()),
            );
            format!("{own}/{theirs}")
        });
        let found = match (comparison.is_same(), comparison.is_near()) {
            (true, _) => "same".to_owned(),
            (_, true) => hunks.collect::<Vec<_>>().join(", "),
            _ => "unrelated".to_owned(),
        };
        assert_eq!(found, expected, "{quote} | {source}");
    }

    #[test]
    fn same_words() {
        for (quote, source) in [
            ("a disgrace", "A disgrace!"),
            (
                "a disgrace to the town",
                "This is a disgrace to the town, and to us.",
            ),
            ("This is a disgrace to the town", "a disgrace"),
            ("This is a disgrace", "a disgrace to the town"),
            (
                "This is … a disgrace",
                "This is, as I said before, a disgrace",
            ),
            ("This ... a disgrace", "This is a disgrace"),
            ("[The delay] is a disgrace", "This is a disgrace"),
            ("[T]he bridge [was] closed", "In May the bridge is closed"),
            (
                "the bridge […] was closed",
                "the bridge that you saw was closed",
            ),
            (
                "the bridge that you saw was closed",
                "the bridge … was closed",
            ),
            ("don't go", "Don’t go!"),
            ("“The bridge,” he said", "the bridge he said"),
            ("well-known", "well known"),
            ("Rocío", "Roci\u{301}o"),
            ("…", "a"),
        ] {
            check(quote, source, "same");
        }
    }

    #[test]
    fn different_words() {
        for (quote, source, expected) in [
            (
                "a disgrace for this town",
                "It is a disgrace to this town, all the same",
                "for/to",
            ),
            ("the bridge was closed", "the bridge was not closed", "/not"),
            ("the bridge was not closed", "the bridge was closed", "not/"),
            (
                "this is a total disgrace",
                "this is a total scandal",
                "disgrace/scandal",
            ),
            (
                "five of them came and six of them went",
                "four of them came and seven of them went",
                "five/four, six/seven",
            ),
            (
                "Document found on street not secret, say officials",
                "Ministry report found on street",
                "unrelated",
            ),
            ("a disgrace", "nothing of the sort", "unrelated"),
            ("in the country", "in the city", "unrelated"),
            ("disgrace", "scandal", "unrelated"),
        ] {
            check(quote, source, expected);
        }
    }

    #[test]
    fn long_wordings_are_not_compared() {
        let long = "word ".repeat(1_000);
        check(&long, "other", "same");
    }
}
