//! Numbers in prose, and what they count or measure: "five of its nationals", "más de 1.200
//! millones de euros", "8–10 years".
//!
//! What is read is certain, or marked as not: a false number costs more than a missed one. Ordinals,
//! dates, times, scores, telephone numbers and what is only called by a number are no quantities.

mod reader;
mod surroundings;
mod numbers;
mod digits;
mod spelled;

use std::ops::Range;

use super::prose_dates::{ProseDate, dates_in};
use super::words::{Bound, Lexicon};
use crate::text::words::words;
use reader::{Found, Reader};

/// How much of what a text tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// In the text that was read: the number, with its currency and unit.
    pub range: Range<usize>,
    /// The number alone.
    pub number: Range<usize>,
    pub amount: Amount,
    pub bound: Bound,
    /// One word for all that mean the same: `km`, `%`, `$`.
    pub unit: Option<&'static str>,
    /// The few words behind it, among which is what is counted.
    pub behind: Range<usize>,
    /// Not, where it may be a year, a part of a name, or no number at all ("one").
    pub is_certain: bool,
}

/// A number, or the two ends of a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    pub low: Number,
    pub high: Number,
    /// What else the digits mean in some countries: `1.500`.
    pub or: Option<Number>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    pub value: f64,
    /// How far the next number is that is written as exactly: of "2 million" a million, of "1.5" a
    /// tenth.
    pub step: f64,
}

/// What was read in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quantities {
    pub all: Vec<Quantity>,
    pub dates: Vec<ProseDate>,
    /// Where numbers stand that could not be read: "hundreds", "half", "3–1".
    pub unclear: Vec<usize>,
}

impl Quantities {
    /// The only quantity that it tells for certain, where it tells one and no more.
    pub fn only(&self) -> Option<&Quantity> {
        let mut certain = self.all.iter().filter(|quantity| quantity.is_certain);
        let only = certain.next().filter(|_| !self.is_unclear())?;
        certain.next().is_none().then_some(only)
    }

    /// Whether it tells a number that could not be read.
    pub fn is_unclear(&self) -> bool {
        !self.unclear.is_empty()
    }

    /// What of it stands in `range`.
    pub fn within(mut self, range: &Range<usize>) -> Quantities {
        let holds = |it: &Range<usize>| range.start <= it.start && it.end <= range.end;
        self.all.retain(|quantity| holds(&quantity.number));
        self.dates.retain(|date| holds(&date.range));
        self.unclear.retain(|at| range.contains(at));
        self
    }
}

/// The quantities in `text`, which is folded: dashes are hyphens, and all white space is one space.
pub fn quantities_in(lexicon: &Lexicon, text: &str) -> Quantities {
    let words: Vec<Range<usize>> = words(text).collect();
    let mut read = Quantities {
        dates: dates_in(lexicon, text),
        ..Quantities::default()
    };
    let reader = Reader {
        lexicon,
        text,
        words: &words,
        dates: &read.dates,
    };
    let mut at = 0;
    // Where a number that is but a label ended: "posts 5 and 6".
    let mut label = None;
    while at < words.len() {
        match reader.at(at, label) {
            Found::Quantity(quantity, end) => {
                read.all.push(quantity);
                at = end;
            }
            Found::Label(end) => {
                label = Some(words[end - 1].end);
                at = end;
            }
            Found::Unclear(end) => {
                read.unclear.push(words[at].start);
                at = end;
            }
            Found::Nothing(end) => at = end,
        }
    }
    read
}

impl Quantity {
    /// Whether one amount can be meant by both, whatever their units.
    pub fn agrees_with(&self, other: &Quantity) -> bool {
        let readings = |quantity: &Quantity| {
            let Amount { low, high, or } = quantity.amount;
            [Some((low, high)), or.map(|or| (or, or))]
        };
        let mut pairs = readings(self).into_iter().flatten().flat_map(|one| {
            readings(other)
                .into_iter()
                .flatten()
                .map(move |it| (one, it))
        });
        pairs.any(|(one, it)| agree((one, self.bound), (it, other.bound)))
    }
}

type Ends = (Number, Number);

/// Numbers that are not meant exactly agree with those that are no further off than this part.
const ABOUT: f64 = 0.2;

fn agree((one, bound): (Ends, Bound), (other, other_bound): (Ends, Bound)) -> bool {
    let tolerance = |(_, high): Ends, bound| match bound {
        Bound::Exact => high.step,
        Bound::About => high.step.max(high.value.abs() * ABOUT),
        // "More than 700" is not 650, however round it is.
        Bound::AtLeast | Bound::AtMost => 0.0,
    };
    let tolerance = tolerance(one, bound).max(tolerance(other, other_bound));
    let low = |(low, _): Ends, bound| match bound {
        Bound::AtMost => f64::NEG_INFINITY,
        _ => low.value,
    };
    let high = |(_, high): Ends, bound| match bound {
        Bound::AtLeast => f64::INFINITY,
        _ => high.value,
    };
    let is_within = |apart: f64, value: f64| apart <= value.abs() * 1e-9 || apart < tolerance;
    is_within(low(one, bound) - high(other, other_bound), other.1.value)
        && is_within(low(other, other_bound) - high(one, bound), one.1.value)
}

#[cfg(test)]
mod tests;
