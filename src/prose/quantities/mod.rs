//! Numbers in prose, and what they count or measure: "five of its nationals", "más de 1.200 millones de euros",
//! "8–10 years".
//!
//! Doubtful numbers are marked as uncertain, because a wrong number does more harm than a missed one. Ordinals, dates,
//! times, telephone numbers and numbers that only name something are not quantities.

mod units;
mod quantity;
mod reader;
mod surroundings;
mod numbers;
mod parts;
mod digits;
mod spelled;

use std::ops::Range;

use crate::prose::dates::{ProseDate, dates_in};
use crate::prose::lexicon::Lexicon;
use crate::prose::quantities::reader::{QuantityReader, ReadItem};
use crate::text::words::words;

pub use quantity::{Amount, Comparison, Number, Quantity};
pub use units::{SCORE, SHARE};

/// The numbers and dates of a text. Ranges are in bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quantities {
    pub all: Vec<Quantity>,
    pub dates: Vec<ProseDate>,
    /// Where the numbers start that cannot be read: "hundreds", "both", "555-0123".
    pub unclear: Vec<usize>,
}

impl Quantities {
    /// The only certain quantity, if there is exactly one and all numbers could be read.
    pub fn only(&self) -> Option<&Quantity> {
        let mut certain = self.all.iter().filter(|quantity| quantity.is_certain);
        let only = certain.next().filter(|_| !self.is_unclear())?;
        certain.next().is_none().then_some(only)
    }

    /// Whether some number could not be read.
    pub fn is_unclear(&self) -> bool {
        !self.unclear.is_empty()
    }

    /// The quantities, dates and unclear numbers within `range`.
    pub fn within(mut self, range: &Range<usize>) -> Quantities {
        let holds = |it: &Range<usize>| range.start <= it.start && it.end <= range.end;
        self.all.retain(|quantity| holds(&quantity.number));
        self.dates.retain(|date| holds(&date.range));
        self.unclear.retain(|at| range.contains(at));
        self
    }
}

/// The quantities in `text`, which must be folded: dashes are hyphens, and all white space is a single space.
pub fn quantities_in(lexicon: &Lexicon, text: &str) -> Quantities {
    let words: Vec<Range<usize>> = words(text).collect();
    let mut read = Quantities {
        dates: dates_in(lexicon, text),
        ..Quantities::default()
    };
    let reader = QuantityReader {
        lexicon,
        text,
        words: &words,
        dates: &read.dates,
    };
    let mut at = 0;
    // The end of the last number that is only a label: "posts 5 and 6".
    let mut label = None;
    while at < words.len() {
        match reader.item_at(at, label) {
            ReadItem::Quantity(quantity, end) => {
                read.all.push(quantity);
                at = end;
            }
            ReadItem::Label(end) => {
                label = Some(words[end - 1].end);
                at = end;
            }
            ReadItem::Unclear(end) => {
                read.unclear.push(words[at].start);
                at = end;
            }
            ReadItem::Nothing(end) => at = end,
        }
    }
    read
}

#[cfg(test)]
mod tests;
