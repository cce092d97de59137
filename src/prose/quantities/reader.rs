//! Reads a text word by word and decides which of its numbers are quantities.

use std::ops::Range;

use crate::prose::dates::ProseDate;
use crate::prose::figures::{Bound, Figure, Numeral};
use crate::prose::lexicon::Lexicon;
use crate::prose::quantities::quantity::{Amount, Number, Quantity};
use crate::prose::quantities::units::{SCORE, is_currency};
use crate::text::lower::lower;

/// What was read at a word, each with the index of the next word to read.
pub enum ReadItem {
    Quantity(Quantity, usize),
    /// A number that only names something: "page 5".
    Label(usize),
    /// A number that cannot be read.
    Unclear(usize),
    Nothing(usize),
}

/// A number, before its context is read.
#[derive(Clone)]
pub struct ParsedNumber {
    pub number: Number,
    pub alternative: Option<Number>,
    /// The index of the word after it.
    pub end: usize,
    pub is_certain: bool,
    /// The unit directly after the digits: the "km" of "10km".
    pub unit: Option<&'static str>,
    /// Whether it contains a scale such as "million".
    pub is_scaled: bool,
}

/// A number that cannot be read, with the index of the word after it.
pub struct Unreadable(pub usize);

/// Methods take the index of a word in `words`.
pub struct QuantityReader<'a> {
    pub lexicon: &'a Lexicon,
    pub text: &'a str,
    pub words: &'a [Range<usize>],
    pub dates: &'a [ProseDate],
}

impl<'a> QuantityReader<'a> {
    pub fn word(&self, at: usize) -> &'a str {
        self.words
            .get(at)
            .map_or("", |word| &self.text[word.clone()])
    }

    /// The text between the previous word and this one.
    pub fn gap(&self, at: usize) -> &'a str {
        match (at.checked_sub(1), self.words.get(at)) {
            (Some(before), Some(word)) => &self.text[self.words[before].end..word.start],
            _ => "",
        }
    }

    pub fn is_one_of(&self, at: usize, list: &[&str]) -> bool {
        list.contains(&&*lower(self.word(at)))
    }

    /// The text after the word before `end`.
    pub fn text_after(&self, end: usize) -> &'a str {
        &self.text[self.words[end - 1].end..]
    }

    pub fn numeral(&self, at: usize) -> Option<Numeral> {
        match self.lexicon.figure(self.word(at)) {
            Some(Figure::Numeral(numeral)) => Some(numeral),
            _ => None,
        }
    }

    pub fn is_digits(&self, at: usize) -> bool {
        self.word(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Reads the item that starts at the word. `label` is where the last label ended.
    pub fn item_at(&self, at: usize, label: Option<usize>) -> ReadItem {
        let word = &self.words[at];
        if let Some(date) = self
            .dates
            .iter()
            .find(|date| date.range.contains(&word.start))
        {
            let end = self
                .words
                .partition_point(|word| word.start < date.range.end);
            return ReadItem::Nothing(end.max(at + 1));
        }
        let figure = self.lexicon.figure(self.word(at));
        let is_modifier = matches!(figure, Some(Figure::VagueNumber | Figure::NumberModifier));
        if is_modifier && !self.is_one_of(at, self.lexicon.words.numbers.half) {
            return ReadItem::Unclear(at + 1);
        }
        if self.is_attached(at) {
            return ReadItem::Nothing(at + 1);
        }
        let is_minus_or_dash = self.is_digits(at) && self.text[..word.start].ends_with('-');
        if is_minus_or_dash && !self.is_after_minus(at) {
            return ReadItem::Unclear(at + 1);
        }
        match self.number_at(at) {
            Ok(Some(parsed)) => self.quantity(at, parsed, label),
            Ok(None) => ReadItem::Nothing(at + 1),
            Err(Unreadable(end)) => ReadItem::Unclear(end),
        }
    }

    /// The quantity whose number is `parsed`.
    pub fn quantity(&self, at: usize, parsed: ParsedNumber, label: Option<usize>) -> ReadItem {
        let start = self.words[at].start;
        if self.is_time(parsed.end) {
            return ReadItem::Nothing(parsed.end);
        }
        if self.is_label(at, label) {
            return ReadItem::Label(parsed.end);
        }
        let parsed = self.share_at(at, &parsed).unwrap_or(parsed);
        if self.touches_date(at, parsed.end) {
            return ReadItem::Unclear(parsed.end);
        }
        if let Some(rise) = self.rise(at, &parsed) {
            return rise;
        }
        let (low, high) = match self.range_end(at, &parsed) {
            Ok(None) => (parsed.number, None),
            Ok(Some((low, high))) => (low, Some(high)),
            Err(Unreadable(end)) => return ReadItem::Unclear(end),
        };
        let last = high.as_ref().unwrap_or(&parsed);
        if self.number_continues(last.end) {
            return ReadItem::Unclear(last.end);
        }
        let (unit_before, start_with_unit) = self.currency_before(start);
        let number = start..self.words[last.end - 1].end;
        let (unit_after, end) = match last.unit {
            Some(unit) => (Some(unit), number.end),
            None => self.unit_after(last),
        };
        let unit = match (unit_before, unit_after) {
            // "$5 Canadian dollars"
            (Some("$"), Some(after)) if is_currency(after) => Some(after),
            (before, after) => before.or(after),
        };
        let (minus, unit, end) = match (self.minus_before(start_with_unit), self.minus_after(end)) {
            (Some(start), _) => (Some(start), unit, end),
            (None, Some(end)) => (Some(start_with_unit), unit.or(Some("°")), end),
            (None, None) => (None, unit, end),
        };
        if minus.is_some() && (unit.is_none() || high.is_some()) {
            // "-5" can be an item of a list.
            return ReadItem::Unclear(last.end);
        }
        let amount = Amount {
            low,
            high: last.number,
            alternative: parsed.alternative.filter(|_| high.is_none()),
        };
        let amount = match unit {
            Some("%" | "‰" | "°" | "°C" | "°F") => amount.to_the_unit(),
            _ => amount,
        };
        let start = minus.unwrap_or(start_with_unit);
        let bound = self.bound(start, end);
        let is_count = || self.counts_despite_year(at, last.end, bound);
        let is_certain = parsed.is_certain || unit.is_some() || is_count();
        let quantity = Quantity {
            range: start..end,
            number,
            amount: if minus.is_some() {
                amount.negative()
            } else {
                amount
            },
            bound,
            unit,
            period: self.period_after(end),
            is_fall: self.is_fall(start),
            following_words: self.words_after(end),
            is_certain: is_certain && (unit_before.is_some() || !self.is_in_name(at)),
        };
        let next = self.words.partition_point(|word| word.start < end);
        ReadItem::Quantity(quantity, next)
    }

    /// The first of two numbers between which something changes: "from 10 to 15 percent". It takes the unit and the
    /// scale of the second one.
    fn rise(&self, at: usize, parsed: &ParsedNumber) -> Option<ReadItem> {
        let numbers = self.lexicon.words.numbers;
        let changes = at > 0
            && self.is_one_of(at - 1, numbers.from)
            && self.gap(parsed.end) == " "
            && self.is_one_of(parsed.end, numbers.to)
            && self.gap(parsed.end + 1) == " ";
        if !changes || parsed.unit.is_some() {
            return None;
        }
        let other = self.number_at(parsed.end + 1).ok()??;
        let unit = other.unit.or_else(|| self.unit_after(&other).0);
        let range = self.words[at].start..self.words[parsed.end - 1].end;
        let low = scaled_alike(parsed, &other);
        let quantity = Quantity {
            range: range.clone(),
            number: range,
            amount: Amount {
                low,
                high: low,
                alternative: parsed.alternative.filter(|_| low == parsed.number),
            },
            bound: Bound::Exact,
            unit,
            period: None,
            is_fall: false,
            following_words: self.words_after(self.words[other.end - 1].end),
            is_certain: parsed.is_certain || unit.is_some(),
        };
        Some(ReadItem::Quantity(quantity, parsed.end))
    }

    pub fn is_number(&self, at: usize) -> bool {
        self.is_digits(at) || self.numeral(at).is_some()
    }

    /// Whether the number goes on after `end`: a telephone number, a fraction.
    pub fn number_continues(&self, end: usize) -> bool {
        let after = self.text_after(end);
        let mut rest = after.chars();
        let is_joined = matches!(rest.next(), Some('-' | '/' | '\'' | '.' | ','))
            && rest.next().is_some_and(|c| c.is_ascii_digit());
        let is_next_number = matches!(self.gap(end), " " | "-") && self.is_number(end);
        is_joined || is_next_number
    }

    /// The two ends of a range that begins with `parsed`: "two or three". The low end takes the scale of the high
    /// end: "2 to 3 million".
    pub fn range_end(
        &self,
        at: usize,
        parsed: &ParsedNumber,
    ) -> Result<Option<(Number, ParsedNumber)>, Unreadable> {
        let numbers = self.lexicon.words.numbers;
        let gap = self.gap(parsed.end);
        let is_choice = self.is_one_of(parsed.end, numbers.or);
        let next = match gap {
            "-" | " - " if self.is_digits(parsed.end) => parsed.end,
            " " if self.is_one_of(parsed.end, numbers.to) || is_choice => parsed.end + 1,
            " " if self.is_and(&lower(self.word(parsed.end)))
                && at > 0
                && *lower(self.word(at - 1)) == *numbers.between =>
            {
                parsed.end + 1
            }
            _ => return Ok(None),
        };
        let is_near = next == parsed.end || self.gap(next) == " ";
        let other = match is_near {
            true => self.number_at(next)?,
            false => None,
        };
        let Some(other) = other else {
            return Ok(None);
        };
        let low = match scaled_alike(parsed, &other) {
            scaled if scaled.value < other.number.value => scaled,
            _ => parsed.number,
        };
        let is_rising = low.value < other.number.value;
        if is_choice && !is_rising {
            return Ok(None);
        }
        if gap != " "
            && self.is_score(parsed, &other)
            && !(is_rising && self.counts_something(&other))
        {
            return Ok(Some(score(parsed, other)));
        }
        let is_bare = gap != " " && !self.counts_something(&other);
        match is_bare || !is_rising || parsed.unit.is_some() {
            true => Err(Unreadable(other.end)),
            false => Ok(Some((low, other))),
        }
    }

    /// Whether the two can be the points of two sides: "3-1".
    fn is_score(&self, one: &ParsedNumber, other: &ParsedNumber) -> bool {
        let is_plain = |number: &ParsedNumber| {
            number.number.value < 1_000.0
                && number.number.value.fract() == 0.0
                && number.unit.is_none()
                && !number.is_scaled
        };
        is_plain(one) && is_plain(other) && self.unit_after(other).0.is_none()
    }
}

/// The number, with the scale of the other one if it has none itself: the 2 of "2 to 3 million".
fn scaled_alike(number: &ParsedNumber, other: &ParsedNumber) -> Number {
    let scale = match other.is_scaled && !number.is_scaled {
        true => other.number.step.max(1.0),
        false => 1.0,
    };
    Number {
        value: number.number.value * scale,
        step: number.number.step * scale,
    }
}

/// A score: "3-1" and "1-3" are the same, as seen from the two sides.
fn score(one: &ParsedNumber, mut other: ParsedNumber) -> (Number, ParsedNumber) {
    let exactly = |value: f64| Number { value, step: 1.0 };
    let (one, two) = (one.number.value, other.number.value);
    other.number = exactly(one.max(two));
    other.unit = Some(SCORE);
    (exactly(one.min(two)), other)
}
