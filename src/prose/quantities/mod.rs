//! Numbers in prose, and what they count or measure: "five of its nationals", "más de 1.200
//! millones de euros", "8–10 years".
//!
//! What is read is certain, or marked as not: a false number costs more than a missed one. Ordinals,
//! dates, times, scores, telephone numbers and what is only called by a number are no quantities.

mod quantity;
mod reader;
mod surroundings;
mod numbers;
mod digits;
mod spelled;

use std::ops::Range;

use crate::prose::dates::{ProseDate, dates_in};
use crate::prose::lexicon::Lexicon;
use crate::prose::quantities::reader::{QuantityReader, ReadItem};
use crate::text::words::words;

pub use quantity::{Amount, Number, Quantity};

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
    let reader = QuantityReader {
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
