//! Reads parts: "half a million", "two and a half", "two thirds of", "one in five".

use crate::prose::figures::{Figure, Numeral};
use crate::prose::quantities::digits::only_fraction;
use crate::prose::quantities::quantity::Number;
use crate::prose::quantities::reader::{ParsedNumber, QuantityReader, Unreadable};
use crate::prose::quantities::units::SHARE;
use crate::text::lower::lower;
use crate::text::words::is_boundary;

impl QuantityReader<'_> {
    /// How many parts like the word make a whole: 3 for "thirds".
    pub fn part(&self, at: usize) -> Option<u8> {
        match self.lexicon.figure(self.word(at)) {
            Some(Figure::Part(parts)) => Some(parts),
            _ => None,
        }
    }

    /// The part that starts at the word: `½`, "half a million", "three quarters of". Fails if the part is of something
    /// that is not read.
    pub fn part_at(&self, at: usize) -> Result<Option<ParsedNumber>, Unreadable> {
        if let Some(fraction) = only_fraction(self.word(at)) {
            let number = exactly(fraction, at + 1);
            let share = self.share_of_whole(number.clone());
            return Ok(Some(share.unwrap_or(number)));
        }
        let is_half = |at: usize| self.is_one_of(at, self.lexicon.words.numbers.half);
        let (parts, last) = match (self.part(at), self.count_of_parts(at)) {
            _ if is_half(at) => (1, at),
            (Some(2), _) => (1, at),
            // "The third of them" is one of them.
            (Some(_), _) => return Err(Unreadable(at + 1)),
            (None, Some(count)) if self.part(at + 1).is_some() && self.is_near(at + 1) => {
                (count, at + 1)
            }
            _ => return Ok(None),
        };
        let before = self.lexicon.words.numbers.not_part_after;
        if at > 0 && self.is_one_of(at - 1, before) {
            return Err(Unreadable(last + 1));
        }
        let half = is_half(last) && parts == 1;
        let half = half.then(|| self.half_of(exactly(0.5, last + 1))).flatten();
        let share = || {
            let whole = self.part(last).filter(|whole| parts < *whole)?;
            self.share_of_whole(exactly(f64::from(parts) / f64::from(whole), last + 1))
        };
        let read = half.or_else(share);
        read.map(Some).ok_or(Unreadable(last + 1))
    }

    /// Whether only a space or a hyphen is before the word.
    fn is_near(&self, at: usize) -> bool {
        matches!(self.gap(at), " " | "-")
    }

    /// The number of parts before a word such as "thirds".
    fn count_of_parts(&self, at: usize) -> Option<u8> {
        match self.numeral(at) {
            Some(Numeral::Count(count) | Numeral::Perhaps(count)) => count.try_into().ok(),
            _ => {
                let ones = self.lexicon.words.numbers.one_words;
                self.is_one_of(at, ones).then_some(1)
            }
        }
    }

    /// "Half a million", "half an hour", "medio millón".
    fn half_of(&self, half: ParsedNumber) -> Option<ParsedNumber> {
        let ones = self.lexicon.words.numbers.one_words;
        let has_one = self.is_one_of(half.end, ones) && self.is_near(half.end);
        let next = half.end + usize::from(has_one);
        if !self.is_near(next) {
            return None;
        }
        let mut read = half;
        if let Some(Numeral::Scale(scale) | Numeral::BareScale(scale)) = self.numeral(next) {
            read.multiply(scale as f64);
            read.is_scaled = scale > 100;
            read.end = next + 1;
            return Some(read);
        }
        let text = &self.text[self.words.get(next)?.start..];
        let (length, unit) = self.lexicon.figures.units.at(text, self.word(next))?;
        read.unit = Some(unit);
        let end = self.words[next].start + length;
        read.end = self.words.partition_point(|word| word.start < end);
        Some(read)
    }

    /// A part as a share, if its whole follows: "half of the members".
    fn share_of_whole(&self, part: ParsedNumber) -> Option<ParsedNumber> {
        let has_whole = self.gap(part.end) == " "
            && self.is_one_of(part.end, self.lexicon.words.numbers.part_of);
        has_whole.then(|| share(part.number.value, part.number.value * ROUNDED, part.end))
    }

    /// The share that starts at the word: "one in five".
    pub fn share_at(&self, at: usize, part: &ParsedNumber) -> Option<ParsedNumber> {
        let start = self.words.get(part.end)?.start;
        let rest = &self.text[start..];
        let phrases = self.lexicon.words.numbers.in_each.iter();
        let longest = phrases
            .filter(|phrase| {
                let head = rest.get(..phrase.len());
                head.is_some_and(|head| *lower(head) == ***phrase)
                    && is_boundary(rest, phrase.len())
            })
            .max_by_key(|phrase| phrase.len())?;
        let next = self
            .words
            .partition_point(|word| word.start < start + longest.len());
        let is_date = |at: usize| {
            let mut dates = self.dates.iter();
            dates.any(|date| date.range.contains(&self.words[at].start))
        };
        let is_near = self.gap(part.end) == " " && self.gap(next) == " ";
        if !is_near || next >= self.words.len() || is_date(next) {
            return None;
        }
        let whole = self.number_at(next).ok()??;
        let (few, all) = (part.number.value, whole.number.value);
        let has_unit = part.unit.is_some() || self.unit_after(&whole).0.is_some();
        let is_plain = !has_unit && whole.unit.is_none() && self.is_alone(at, &whole);
        (is_plain && few >= 1.0 && few < all)
            .then(|| share(few / all, few / (all - 0.5) - few / all, whole.end))
    }

    /// Whether neither number is an amount of money, and the second does not go on.
    fn is_alone(&self, at: usize, whole: &ParsedNumber) -> bool {
        let has_currency = self.currency_before(self.words[at].start).0.is_some();
        !has_currency && !self.number_continues(whole.end)
    }

    /// Adds the half that follows the number: "and a half", "y medio". Returns whether there is one.
    pub fn add_half(&self, number: &mut ParsedNumber) -> bool {
        let numbers = self.lexicon.words.numbers;
        if !self.is_and(&lower(self.word(number.end))) {
            return false;
        }
        let next = number.end + 1;
        let half = next + usize::from(self.is_one_of(next, numbers.one_words));
        let is_near = (number.end..=half).all(|at| self.gap(at) == " ");
        let is_half = is_near && self.is_one_of(half, numbers.half);
        if is_half {
            number.add(0.5);
            number.end = half + 1;
        }
        is_half
    }
}

/// "Half of them" can be 48 of 100.
const ROUNDED: f64 = 0.1;

fn exactly(value: f64, end: usize) -> ParsedNumber {
    let number = Number {
        value,
        step: value / 2.0,
    };
    ParsedNumber {
        number,
        alternative: None,
        end,
        is_certain: true,
        unit: None,
        is_scaled: false,
    }
}

/// A share of a whole in percent.
fn share(value: f64, step: f64, end: usize) -> ParsedNumber {
    let mut share = exactly(value * 100.0, end);
    share.number.step = (step * 100.0).max(0.05);
    share.unit = Some(SHARE);
    share
}
