//! Adds up a number in words.

use crate::prose::figures::Numeral;

/// The sum of the number words read so far.
#[derive(Clone, Default)]
pub struct Sum {
    /// The sum of the parts that already have a scale.
    total: u64,
    /// The part after the last scale.
    below: u64,
    scale: Option<u64>,
    has_hundred: bool,
}

impl Sum {
    /// Adds a number word. Returns false if it cannot follow the words before it.
    pub fn add(&mut self, numeral: Numeral) -> bool {
        match numeral {
            Numeral::Count(number @ 1..=9) | Numeral::Perhaps(number) => {
                self.below.is_multiple_of(10) && self.below % 100 != 10 && self.put(number)
            }
            Numeral::Count(0) => false,
            Numeral::Count(number @ 10..=99) => self.below.is_multiple_of(100) && self.put(number),
            Numeral::Count(number) => self.below == 0 && self.put(number),
            Numeral::Scale(100) => {
                let fits = (1..100).contains(&self.below);
                self.below *= if fits { 100 } else { 1 };
                self.has_hundred |= fits;
                fits
            }
            Numeral::Scale(scale) => self.below + self.total > 0 && self.multiply(scale),
            Numeral::BareScale(scale) => self.multiply(scale),
        }
    }

    fn put(&mut self, number: u64) -> bool {
        self.below += number;
        true
    }

    fn multiply(&mut self, scale: u64) -> bool {
        let is_smaller = self.scale.is_none_or(|last| scale < last);
        let total = match is_smaller {
            true => self
                .below
                .max(1)
                .checked_mul(scale)
                .and_then(|part| part.checked_add(self.total)),
            false if self.scale == Some(scale) => None,
            false => (self.total + self.below).checked_mul(scale),
        };
        let Some(total) = total else { return false };
        *self = Sum {
            total,
            below: 0,
            scale: Some(scale),
            has_hundred: false,
        };
        true
    }

    pub fn last_scale(&self) -> Option<u64> {
        match self.has_hundred {
            true => Some(100),
            false => self.scale,
        }
    }

    pub fn value(&self) -> u64 {
        self.total + self.below
    }
}
