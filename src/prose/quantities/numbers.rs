//! Reads the number that starts at a word, in digits or in words.

use crate::prose::figures::{AndPosition, Figure, Numeral};
use crate::prose::lexicon;
use crate::prose::quantities::digits::{Digits, digits_of, scale_of_letters, step_of};
use crate::prose::quantities::quantity::Number;
use crate::prose::quantities::reader::{ParsedNumber, QuantityReader, Unreadable};
use crate::prose::quantities::spelled::Sum;
use crate::text::lower::lower;

impl QuantityReader<'_> {
    /// The number that starts at the word, in digits or words, including a "million" after it.
    pub fn number_at(&self, at: usize) -> Result<Option<ParsedNumber>, Unreadable> {
        match self.is_digits(at) {
            true => self.digits_at(at),
            false => self.spelled_at(at),
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
        if !ending.is_empty() {
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
        }
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
        self.no_half(parsed)
    }

    /// Fails on "two and a half" and "dos millones y medio".
    fn no_half(&self, parsed: &ParsedNumber) -> Result<(), Unreadable> {
        let next = parsed.end + 1;
        let is_half = self.is_and(&lower(self.word(parsed.end)))
            && (next..next + 2)
                .any(|at| self.lexicon.figure(self.word(at)) == Some(Figure::NumberModifier));
        if is_half {
            Err(Unreadable(next))
        } else {
            Ok(())
        }
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
                // "Half a million", "a quarter of a million"
                let is_part =
                    |at| self.lexicon.figure(self.word(at)) == Some(Figure::NumberModifier);
                if (at.saturating_sub(2)..at).any(is_part) {
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
        let number = Number {
            value,
            step: step_of(value),
        };
        let parsed = ParsedNumber {
            number,
            alternative: None,
            end,
            is_certain: !is_perhaps,
            unit: None,
            is_scaled: sum.last_scale().is_some_and(|scale| scale > 100),
        };
        self.no_half(&parsed)?;
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
    fn multiply(&mut self, scale: f64) {
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
