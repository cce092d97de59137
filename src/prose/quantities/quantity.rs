//! Quantities, and whether two of them can mean the same amount.

use std::ops::Range;

use crate::prose::figures::Bound;

/// An amount in a text, with its unit. Ranges are in bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number with its currency and unit.
    pub range: Range<usize>,
    /// The number alone.
    pub number: Range<usize>,
    pub amount: Amount,
    pub bound: Bound,
    /// One name for all spellings of the unit: `km`, `%`, `$`.
    pub unit: Option<&'static str>,
    /// The few words after it, which include the thing counted.
    pub following_words: Range<usize>,
    /// False if it can be a year, part of a name, or another word ("one").
    pub is_certain: bool,
}

/// A number, or the two ends of a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    pub low: Number,
    pub high: Number,
    /// The other meaning of the digits, in some countries: `1.500`.
    pub alternative: Option<Number>,
}

impl Amount {
    pub(super) fn negative(self) -> Amount {
        Amount {
            low: self.high.negative(),
            high: self.low.negative(),
            alternative: self.alternative.map(Number::negative),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    pub value: f64,
    /// The distance to the next number of the same precision: a million for "2 million", a tenth for "1.5".
    pub step: f64,
}

impl Number {
    /// How far the amounts can be that it is rounded from. A hundred is no rounded five, although the next number
    /// of its precision is two hundred.
    fn rounding(self) -> f64 {
        match self.step > 1.0 {
            true => self.step.min(self.value.abs() * ABOUT),
            false => self.step,
        }
    }

    pub(super) fn negative(self) -> Number {
        Number {
            value: -self.value,
            ..self
        }
    }
}

impl Quantity {
    /// Whether both can mean the same amount. Ignores units.
    pub fn agrees_with(&self, other: &Quantity) -> bool {
        let readings = |quantity: &Quantity| {
            let Amount {
                low,
                high,
                alternative,
            } = quantity.amount;
            [Some((low, high)), alternative.map(|other| (other, other))]
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

/// A round or approximate number agrees with numbers that differ by no more than this share of it.
const ABOUT: f64 = 0.2;

fn agree((one, bound): (Ends, Bound), (other, other_bound): (Ends, Bound)) -> bool {
    let tolerance = |(_, high): Ends, bound| match bound {
        Bound::Exact => high.rounding(),
        Bound::About => high.rounding().max(high.value.abs() * ABOUT),
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
