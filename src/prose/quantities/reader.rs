//! Reads a text word by word and decides which of its numbers are quantities.

use std::ops::Range;

use crate::prose::dates::ProseDate;
use crate::prose::figures::{Figure, Numeral};
use crate::prose::lexicon::Lexicon;
use crate::prose::quantities::quantity::{Amount, Number, Quantity};
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
        if matches!(
            self.lexicon.figure(self.word(at)),
            Some(Figure::VagueNumber | Figure::NumberModifier)
        ) {
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
        let numbers = self.lexicon.words.numbers;
        let start = self.words[at].start;
        if self.is_time(parsed.end) {
            return ReadItem::Nothing(parsed.end);
        }
        if self.is_label(at, label) {
            return ReadItem::Label(parsed.end);
        }
        if self.is_one_of(parsed.end, numbers.out_of) {
            let next = parsed.end + 1;
            if let Some(whole) = (next..next + 2).find(|&at| self.is_number(at)) {
                let end = self.number_at(whole).ok().flatten().map(|whole| whole.end);
                return ReadItem::Unclear(end.unwrap_or(whole + 1));
            }
        }
        if self.touches_date(at, parsed.end) {
            return ReadItem::Unclear(parsed.end);
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
        let unit = unit_before.or(unit_after);
        let minus = self.minus_before(start_with_unit);
        if minus.is_some() && (unit.is_none() || high.is_some()) {
            // "-5" can be an item of a list.
            return ReadItem::Unclear(last.end);
        }
        let is_certain = (parsed.is_certain || unit.is_some()) && !self.is_in_name(at);
        let amount = Amount {
            low,
            high: last.number,
            alternative: parsed.alternative.filter(|_| high.is_none()),
        };
        let start = minus.unwrap_or(start_with_unit);
        let quantity = Quantity {
            range: start..end,
            number,
            amount: if minus.is_some() {
                amount.negative()
            } else {
                amount
            },
            bound: self.bound(start, end),
            unit,
            following_words: self.words_after(end),
            is_certain,
        };
        let next = self.words.partition_point(|word| word.start < end);
        ReadItem::Quantity(quantity, next)
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
        // "From 5 to 6" is an increase, not a range, and "3–1" is a score.
        let rises = at > 0 && self.is_one_of(at - 1, numbers.from);
        let scale = match other.is_scaled && !parsed.is_scaled {
            true => other.number.step.max(1.0),
            false => 1.0,
        };
        let scaled = Number {
            value: parsed.number.value * scale,
            step: parsed.number.step * scale,
        };
        let low = if scaled.value < other.number.value {
            scaled
        } else {
            parsed.number
        };
        let is_bare = gap != " " && !self.counts_something(&other);
        if is_choice && low.value >= other.number.value {
            return Ok(None);
        }
        match rises || is_bare || low.value >= other.number.value || parsed.unit.is_some() {
            true => Err(Unreadable(other.end)),
            false => Ok(Some((low, other))),
        }
    }
}
