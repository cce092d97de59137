//! What the numbers of a headline and of a sentence are about: "Three killed", "Four people died".
//!
//! A headline has few words, so this is careful. Two numbers are about the same thing only if a word next to each says
//! what happened ("killed", "died"), or if both count the same, and if the sentences share more words.

use std::ops::Range;

use crate::prose::Lexicon;
use crate::prose::dates::{ProseDate, When};
use crate::prose::quantities::{Comparison, Quantity, quantities_in};
use crate::rules::claim::counterparts::{is_significant, may_agree};
use crate::text::lower::lower;
use crate::text::words::words as words_of;

/// What a text says of one number.
#[derive(Debug)]
pub struct Statement {
    pub quantity: Quantity,
    /// The number with the words that say what it is about, in bytes of the text.
    pub range: Range<usize>,
    /// What happened to those who are counted: an index of [`Words::outcomes`](crate::prose::words::Words).
    outcome: Option<usize>,
    /// The stems of what is counted.
    counted: Vec<String>,
    /// The stems of other significant words of the text.
    others: Vec<String>,
    /// Whether it may be about another day, or only a part of the number in the headline.
    is_doubtful: bool,
}

/// How many words after a number say what it is about.
const REACH: usize = 6;
/// How many letters of a word are compared.
const STEM: usize = 5;
/// How many other words of a text are compared.
const MOST_OTHERS: usize = 40;

/// What `text` says of its numbers. `year` is the year of the article, if it is known.
pub fn statements_in(text: &str, lexicon: &Lexicon, year: Option<i16>) -> Vec<Statement> {
    let read = quantities_in(lexicon, text);
    let words: Vec<Range<usize>> = words_of(text).collect();
    let is_other_day = |date: &ProseDate| match date.when {
        When::Calendar(parts) => parts.year.is_some() && parts.year != year,
        When::Relative(relative) => relative.offset < -7,
        When::Weekday | When::Unclear => false,
    };
    let is_additional = |word: &Range<usize>| {
        let word = lower(&text[word.clone()]);
        lexicon.words.additional.contains(&&*word)
    };
    let is_doubtful =
        read.is_unclear() || read.dates.iter().any(is_other_day) || words.iter().any(is_additional);
    let surroundings = Surroundings {
        text,
        words: &words,
        lexicon,
    };
    let statements = read.all.iter().enumerate().map(|(at, quantity)| {
        let next = read.all.get(at + 1);
        let next = next.map_or(text.len(), |next| next.range.start);
        surroundings.statement(quantity, next, is_doubtful)
    });
    let is_known = |it: &Statement| it.quantity.is_certain || it.outcome.is_some();
    statements.filter(is_known).collect()
}

struct Surroundings<'t> {
    text: &'t str,
    words: &'t [Range<usize>],
    lexicon: &'t Lexicon,
}

impl Surroundings<'_> {
    fn word(&self, word: &Range<usize>) -> String {
        lower(&self.text[word.clone()]).to_string()
    }

    /// What is said of the number; `next` is where the next number starts.
    fn statement(&self, quantity: &Quantity, next: usize, is_doubtful: bool) -> Statement {
        let end = quantity.range.end;
        let first = self.words.partition_point(|word| word.start < end);
        let is_near = |word: &&Range<usize>| {
            let gap = &self.text[end..word.start];
            word.end <= next && !gap.contains([',', ';', ':', '.', '?', '!', '('])
        };
        let after: Vec<&Range<usize>> = self.words[first..]
            .iter()
            .take(REACH)
            .take_while(is_near)
            .collect();
        let outcome_of = |word: &Range<usize>| self.lexicon.outcome_of(&self.text[word.clone()]);
        let at = after.iter().position(|word| outcome_of(word).is_some());
        let at = at.filter(|_| quantity.unit.is_none());
        let before = self.outcome_before(quantity).filter(|_| at.is_none());
        let outcome = at.and_then(|at| outcome_of(after[at]));
        let is_counted = |word: &String| {
            is_significant(word, Some(self.lexicon))
                && self.lexicon.outcome_of(word).is_none()
                && !self.lexicon.words.people.contains(&word.as_str())
        };
        let range = match (&before, at) {
            (Some((start, _)), _) => *start..end,
            (None, Some(at)) => quantity.range.start..after[at].end,
            (None, None) => {
                let noun = after
                    .first()
                    .filter(|word| quantity.unit.is_none() && is_counted(&self.word(word)));
                quantity.range.start..noun.map_or(end, |word| word.end)
            }
        };
        // The words up to the next small one, in "four of the crew" after the first ones.
        let small = self.lexicon.words.numbers.function_words;
        let is_small = |word: &String| small.contains(&word.as_str());
        let following = after[..at.unwrap_or(after.len())].iter();
        let following = following.map(|word| self.word(word));
        let counted = following
            .skip_while(|word| at.is_some() && is_small(word))
            .take_while(|word| !is_small(word))
            .filter(|word| quantity.unit.is_none() && is_counted(word));
        let counted: Vec<String> = counted.map(|word| stem(&word)).collect();
        let others = self.words.iter().filter(|word| {
            let is_outside = word.end <= range.start || range.end <= word.start;
            is_outside && !quantity.range.contains(&word.start)
        });
        let others = others.map(|word| self.word(word)).filter(is_counted);
        let others = others.map(|word| stem(&word)).take(MOST_OTHERS);
        Statement {
            quantity: quantity.clone(),
            outcome: outcome.or(before.map(|(_, outcome)| outcome)),
            others: others.filter(|word| !counted.contains(word)).collect(),
            range,
            counted,
            is_doubtful,
        }
    }

    /// The outcome directly before a number, and where its word starts: "kills at least three".
    fn outcome_before(&self, quantity: &Quantity) -> Option<(usize, usize)> {
        if quantity.unit.is_some() {
            return None;
        }
        let start = quantity.range.start;
        let bounds = &self.lexicon.figures.bounds;
        let start = bounds
            .before(&self.text[..start])
            .map_or(start, |(start, _)| start);
        let last = self.words.partition_point(|word| word.end <= start);
        let word = &self.words[last.checked_sub(1)?];
        let is_joined = self.text[word.end..start].trim().is_empty();
        let outcome = self.lexicon.outcome_of(&self.text[word.clone()])?;
        is_joined.then_some((word.start, outcome))
    }
}

impl Statement {
    /// Whether both numbers agree, and may be about the same thing.
    pub fn agrees_with(&self, other: &Statement) -> bool {
        let may_be_same = match (self.outcome, other.outcome) {
            (Some(one), Some(two)) => one == two,
            _ => {
                let mut own = self.counted.iter().chain(&self.others);
                own.any(|word| holds(&other.counted, word) || holds(&other.others, word))
            }
        };
        may_be_same && may_agree(&self.quantity, &other.quantity)
    }

    /// Whether the headline `self` and the sentence `other` are about the same thing, and cannot both be right.
    /// `is_lead` says whether it is the first sentence of the text, which is about what the headline is about.
    pub fn contradicts(&self, other: &Statement, is_lead: bool) -> bool {
        let comparison = self.quantity.compare(&other.quantity);
        comparison == Comparison::Contradict
            && !other.is_doubtful
            && self.is_about_same(other, is_lead)
    }

    /// Whether both numbers agree, whatever they are about.
    pub fn has_number_of(&self, other: &Statement) -> bool {
        may_agree(&self.quantity, &other.quantity)
    }

    fn is_about_same(&self, other: &Statement, is_lead: bool) -> bool {
        let shared = self
            .others
            .iter()
            .filter(|word| holds(&other.others, word))
            .count();
        let is_alone = self.others.is_empty() && is_lead;
        match (self.outcome, other.outcome) {
            (Some(one), Some(two)) => {
                one == two && self.may_count_same(other) && (shared > 0 || is_alone)
            }
            (None, None) => match self.quantity.unit.or(other.quantity.unit) {
                None => {
                    let counts_same = self.counted.iter().any(|word| holds(&other.counted, word));
                    counts_same && shared > 0
                }
                // A headline has one price or one share, but many periods of time are in a text.
                Some(unit) => shared > 1 && (unit == "%" || unit.ends_with('$') || is_sign(unit)),
            },
            _ => false,
        }
    }

    /// Whether both count the same people. If only one says who they are, they may be a part of the others.
    fn may_count_same(&self, other: &Statement) -> bool {
        let value = |statement: &Statement| statement.quantity.amount.high.value;
        match (self.counted.is_empty(), other.counted.is_empty()) {
            (true, true) => true,
            (false, false) => self.counted.iter().any(|word| holds(&other.counted, word)),
            (true, false) => value(other) > value(self),
            (false, true) => value(self) > value(other),
        }
    }
}

fn is_sign(unit: &str) -> bool {
    unit.chars().count() == 1 && !unit.is_ascii()
}

/// Whether one of `stems` is that one.
fn holds(stems: &[String], stem: &str) -> bool {
    stems.iter().any(|other| other == stem)
}

/// What the forms of a word have in common: "bridge" and "bridges".
fn stem(word: &str) -> String {
    let singular = word.strip_suffix('s').unwrap_or(word);
    singular.chars().take(STEM).collect()
}
