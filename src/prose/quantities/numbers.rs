//! Reads the number that starts at a word, in digits or in words.

use crate::prose::figures::{AndPosition, Numeral};
use crate::prose::lexicon;
use crate::prose::quantities::digits::{
    Digits, digits_of, only_fraction, scale_of_letters, step_of,
};
use crate::prose::quantities::quantity::Number;
use crate::prose::quantities::reader::{ParsedNumber, QuantityReader, Unreadable};
use crate::prose::quantities::spelled::Sum;
use crate::text::lower::lower;

impl QuantityReader<'_> {
    /// The number that starts at the word, in digits or words, including a "million" after it.
    pub fn number_at(&self, at: usize) -> Result<Option<ParsedNumber>, Unreadable> {
        match self.is_digits(at) {
            true => self.digits_at(at),
            false => match self.part_at(at)? {
                Some(part) => Ok(Some(part)),
                None => self.spelled_at(at),
            },
        }
    }

    fn digits_at(&self, at: usize) -> Result<Option<ParsedNumber>, Unreadable> {
        let word = self.word(at);
        let start = self.words[at].start;
        let end = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
        let (digits, ending) = word.split_at(end.unwrap_or(word.len()));
        let mut digits = digits.to_owned();
        let mut end = at + 1;
        while ending.is_empty()
            && self.is_group(end)
            && !digits.contains(['.', ','])
            && (end > at + 1 || digits.len() <= 3)
        {
            digits += self.word(end);
            end += 1;
        }
        let is_grouped = end > at + 1;
        let mark = self.lexicon.words.numbers.decimal_mark;
        let is_year = digits.len() == 4 && !is_grouped && matches!(digits.parse(), Ok(1000..=2100));
        let (number, alternative) = match digits_of(&digits, mark) {
            Digits::Number(number, alternative) => (number, alternative),
            Digits::NotAQuantity => return Ok(None),
            Digits::Unclear => return Err(Unreadable(end)),
        };
        let mut parsed = ParsedNumber {
            number,
            alternative,
            end,
            is_certain: !is_year,
            unit: None,
            is_scaled: false,
        };
        let has_currency = self.currency_before(start).0.is_some();
        if let Some(fraction) = only_fraction(ending) {
            parsed.add(fraction);
        } else if !ending.is_empty() {
            match scale_of_letters(ending, has_currency) {
                Some(scale) => parsed.multiply(scale),
                None => match self.lexicon.figures.units.at(ending, ending) {
                    Some((length, unit))
                        if length == ending.len()
                            && ending != "m"
                            && (length > 1 || ending == ending.to_lowercase()) =>
                    {
                        parsed.unit = Some(unit)
                    }
                    // "5m" can be metres or millions. "20th", "1990s" and "5G" count nothing.
                    _ if matches!(ending, "m" | "k" | "M" | "K") => return Err(Unreadable(at + 1)),
                    _ => return Ok(None),
                },
            }
            return Ok(Some(parsed));
        } else if self.gap(end) == " "
            && let Some(fraction) = only_fraction(self.word(end))
        {
            parsed.add(fraction);
            parsed.end += 1;
        }
        self.add_half(&mut parsed);
        self.scale(&mut parsed, has_currency)?;
        Ok(Some(parsed))
    }

    /// Whether the word is a group of three digits, after a space or, as in Switzerland, an apostrophe.
    fn is_group(&self, at: usize) -> bool {
        let word = self.word(at);
        matches!(self.gap(at), " " | "'")
            && word.len() == 3
            && word.bytes().all(|b| b.is_ascii_digit())
    }

    /// Applies the words after the digits that multiply them.
    fn scale(&self, parsed: &mut ParsedNumber, has_currency: bool) -> Result<(), Unreadable> {
        while matches!(self.gap(parsed.end), " " | "-") {
            let word = self.word(parsed.end);
            match self.numeral(parsed.end) {
                Some(Numeral::Scale(scale) | Numeral::BareScale(scale)) => {
                    parsed.multiply(scale as f64)
                }
                Some(_) => return Ok(()),
                None => match scale_of_letters(word, has_currency) {
                    Some(scale) if self.lexicon.figure(word).is_none() => parsed.multiply(scale),
                    _ if lexicon::is_scale_in_any_language(word) => {
                        return Err(Unreadable(parsed.end + 1));
                    }
                    _ => break,
                },
            }
            parsed.end += 1;
        }
        self.add_half(parsed);
        Ok(())
    }

    /// The number in words that starts at the word.
    fn spelled_at(&self, at: usize) -> Result<Option<ParsedNumber>, Unreadable> {
        let numbers = self.lexicon.words.numbers;
        let mut sum = Sum::default();
        let mut end = at;
        let is_single = self.is_one_of(at, numbers.one_words) && self.gap(at + 1) == " ";
        match self.numeral(at) {
            Some(Numeral::Scale(_)) => return Err(Unreadable(at + 1)),
            Some(numeral) => {
                sum.add(numeral);
                end += 1;
            }
            None if is_single && matches!(self.numeral(at + 1), Some(Numeral::Scale(_))) => {
                // "A quarter of a million"
                if (at.saturating_sub(2)..at).any(|at| self.part(at).is_some()) {
                    return Err(Unreadable(at + 2));
                }
                sum.add(Numeral::Count(1));
                end += 1;
            }
            None => return Ok(None),
        }
        let mut last = self.numeral(at);
        while matches!(self.gap(end), " " | "-") {
            let joined = self.is_and(&lower(self.word(end))) && self.joins(at, last);
            let next = end + usize::from(joined && self.gap(end + 1) == " ");
            let Some(numeral) = self.numeral(next) else {
                break;
            };
            // "Twenty five-year-olds" can mean twenty people, or people of twenty-five.
            let is_compound = self.gap(next) == " "
                && next == end
                && matches!(numeral, Numeral::Count(1..=9))
                && self.text[self.words[next].end..].starts_with('-')
                && !joined
                && matches!(last, Some(Numeral::Count(20..=90)));
            if is_compound {
                return Err(Unreadable(next + 1));
            }
            let mut more = sum.clone();
            if !more.add(numeral) {
                break;
            }
            // In "one hundred and five hundred", a separate number follows the "and".
            let is_separate = next > end
                && matches!(self.numeral(next + 1), Some(scale @ (Numeral::Scale(_) | Numeral::BareScale(_))) if !more.clone().add(scale));
            if is_separate {
                break;
            }
            (sum, end, last) = (more, next + 1, Some(numeral));
        }
        let is_perhaps = end == at + 1 && matches!(self.numeral(at), Some(Numeral::Perhaps(_)));
        let value = sum.value() as f64;
        // "Two dozen" is about 24.
        let dozens = sum.last_scale().filter(|scale| *scale < 100);
        let number = Number {
            value,
            step: dozens.map_or(step_of(value), |dozen| dozen as f64),
        };
        let mut parsed = ParsedNumber {
            number,
            alternative: None,
            end,
            is_certain: !is_perhaps,
            unit: None,
            is_scaled: sum.last_scale().is_some_and(|scale| scale > 100),
        };
        if self.add_half(&mut parsed) && !parsed.is_scaled {
            self.scale(&mut parsed, false)?;
        }
        Ok(Some(parsed))
    }

    /// Whether an "and" after the part of a number that starts at `at` and ends with `last` continues it.
    fn joins(&self, at: usize, last: Option<Numeral>) -> bool {
        let numbers = self.lexicon.words.numbers;
        match (numbers.and_follows, last) {
            (AndPosition::Tens, Some(Numeral::Count(tens))) => (30..100).contains(&tens),
            (AndPosition::Hundreds, Some(Numeral::Scale(_) | Numeral::BareScale(_))) => {
                at == 0 || *lower(self.word(at - 1)) != *numbers.between
            }
            _ => false,
        }
    }
}

impl ParsedNumber {
    /// Adds a part of the last scale: "two and a half", "dos millones y medio".
    pub fn add(&mut self, part: f64) {
        let scale = match self.is_scaled {
            true => self.number.step,
            false => 1.0,
        };
        self.number.value += part * scale;
        self.number.step = part * scale;
        self.alternative = None;
        self.is_certain = true;
    }

    pub fn multiply(&mut self, scale: f64) {
        for number in [Some(&mut self.number), self.alternative.as_mut()]
            .into_iter()
            .flatten()
        {
            number.value *= scale;
            number.step *= scale;
        }
        self.is_scaled = true;
        self.is_certain = true;
    }
}
