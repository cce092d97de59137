//! Reads the text around a number: what the number counts, or that it counts nothing.

use std::ops::Range;

use crate::prose::dates::{ProseDate, When};
use crate::prose::figures::Bound;
use crate::prose::lexicon::WordClass;
use crate::prose::quantities::reader::{ParsedNumber, QuantityReader};
use crate::text::lower::lower;
use crate::text::words::{is_boundary, words};

/// How many words around a number are read.
const FEW: usize = 4;

/// Signs and codes of currencies before an amount, longer ones first, and their units.
const CURRENCY_SIGNS: [(&str, &str); 36] = [
    ("US$", "US$"),
    ("AU$", "A$"),
    ("CA$", "C$"),
    ("NZ$", "NZ$"),
    ("HK$", "HK$"),
    ("NT$", "NT$"),
    ("MX$", "peso"),
    ("A$", "A$"),
    ("C$", "C$"),
    ("S$", "S$"),
    ("R$", "real"),
    ("$", "$"),
    ("€", "€"),
    ("£", "£"),
    ("¥", "yen"),
    ("₹", "rupee"),
    ("₽", "rouble"),
    ("₴", "hryvnia"),
    ("₩", "won"),
    ("₺", "lira"),
    ("₦", "naira"),
    ("₱", "peso"),
    ("₪", "shekel"),
    ("฿", "baht"),
    ("USD", "US$"),
    ("AUD", "A$"),
    ("CAD", "C$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("CHF", "franc"),
    ("JPY", "yen"),
    ("CNY", "yuan"),
    ("INR", "rupee"),
    ("BRL", "real"),
    ("MXN", "peso"),
    ("Rs", "rupee"),
];

/// Signs after a number, longer ones first, and their units.
const SIGNS_AFTER: [(&str, &str); 11] = [
    ("°C", "°C"),
    ("° C", "°C"),
    ("ºC", "°C"),
    ("°F", "°F"),
    ("° F", "°F"),
    ("ºF", "°F"),
    ("%", "%"),
    ("‰", "‰"),
    ("°", "°"),
    ("€", "€"),
    ("£", "£"),
];

impl QuantityReader<'_> {
    /// Whether a character directly before the word makes it part of another: "COVID-19", "#2".
    pub fn is_attached(&self, at: usize) -> bool {
        let mut before = self.text[..self.words[at].start].chars().rev();
        match before.next() {
            Some('#' | '/' | '@' | '_' | '=' | ':' | '+' | '\\' | '&' | '~') => true,
            Some('-' | '.' | ',' | '\'') => before.next().is_some_and(char::is_alphanumeric),
            _ => false,
        }
    }

    /// Whether the `-` directly before the word can be a minus: nothing else is joined to it, and no number comes
    /// before it.
    pub fn is_after_minus(&self, at: usize) -> bool {
        let before = self.text[..self.words[at].start].strip_suffix('-');
        let is_free =
            before.is_some_and(|before| before.is_empty() || before.ends_with([' ', '(']));
        is_free && !(self.gap(at) == " -" && self.is_number(at - 1))
    }

    /// Where the minus before the number starts, if there is one: `-5`, "minus 5".
    pub fn minus_before(&self, start: usize) -> Option<usize> {
        let head = &self.text[..start];
        if head.ends_with('-') {
            return Some(start - 1);
        }
        let head = head.strip_suffix(' ')?;
        let minus = self.lexicon.words.numbers.minus;
        let word = words(head).last().filter(|word| word.end == head.len())?;
        let is_minus = minus.contains(&&*lower(&head[word.clone()]));
        // The "menos" of "al menos 5".
        let is_bound = self
            .lexicon
            .figures
            .bounds
            .before(&self.text[..start])
            .is_some();
        (is_minus && !is_bound).then_some(word.start)
    }

    /// Where the phrase after the number ends that makes it negative: "below zero".
    pub fn minus_after(&self, end: usize) -> Option<usize> {
        let rest = self.text[end..].strip_prefix(' ')?;
        let start = self.text.len() - rest.len();
        let phrases = self.lexicon.words.numbers.minus_after.iter();
        let mut found = phrases.filter(|phrase| {
            let head = rest.get(..phrase.len());
            head.is_some_and(|head| *lower(head) == ***phrase) && is_boundary(rest, phrase.len())
        });
        found.next().map(|phrase| start + phrase.len())
    }

    /// Whether one of the few words before `start`, within the clause, says that something falls by the number. What
    /// falls to 5 degrees is not at -5.
    pub fn is_fall(&self, start: usize) -> bool {
        let numbers = self.lexicon.words.numbers;
        let falls = numbers.falls;
        let bounds = &self.lexicon.figures.bounds;
        let bound = bounds.before(&self.text[..start]);
        let start = bound.map_or(start, |(start, _)| start);
        let end = self.words.partition_point(|word| word.start < start);
        if end > 0 && self.is_one_of(end - 1, numbers.to) {
            return false;
        }
        let near = (end.saturating_sub(FEW)..end).rev();
        let near = near.take_while(|at| !self.gap(at + 1).contains([',', ';', '.', ':']));
        near.into_iter().any(|at| self.is_one_of(at, falls))
    }

    /// The period in which something happens once, near after `end`: "a day".
    pub fn period_after(&self, end: usize) -> Option<&'static str> {
        let near = self.words_after(end);
        let first = self.words.partition_point(|word| word.start < near.start);
        let words = (first..self.words.len()).take_while(|at| self.words[*at].end <= near.end);
        words.into_iter().find_map(|at| {
            let text = &self.text[self.words[at].start..];
            let rate = self.lexicon.figures.rates.at(text, self.word(at));
            rate.map(|(_, period)| period)
        })
    }

    /// Whether four digits that can be a year count something instead: "1426 pilgrims".
    pub fn counts_despite_year(&self, at: usize, end: usize, bound: Bound) -> bool {
        let lexicon = self.lexicon;
        if self.gap(end) != " " || !lexicon.is_plural(self.word(end)) {
            return false;
        }
        let calendar = lexicon.words.calendar;
        let is_first = at == 0 || self.gap(at) != " ";
        if bound != Bound::Exact || is_first && !calendar.years_describe {
            return true;
        }
        let follows = |list: &[&str]| !is_first && self.is_one_of(at - 1, list);
        let is_dated = follows(calendar.in_year) || follows(calendar.of);
        let is_no_description = || {
            let is_person = calendar
                .counted
                .iter()
                .any(|word| self.word(end).ends_with(word));
            let before = if is_first { "" } else { self.word(at - 1) };
            let is_definite = lexicon.is(before, WordClass::Definite);
            is_person
                || follows(lexicon.words.numbers.function_words) && !is_definite
                || lexicon.outcome_of(before).is_some()
        };
        !is_dated && (!calendar.years_describe || is_no_description())
    }

    /// Whether the number that ends before the word `end` is a time of day.
    pub fn is_time(&self, end: usize) -> bool {
        let after = self.text_after(end);
        let rest = after.strip_prefix(' ').unwrap_or(after);
        let is = |clock: &&str| {
            let head = rest.get(..clock.len());
            let rest = rest.get(clock.len()..).unwrap_or_default();
            head.is_some_and(|head| *lower(head) == **clock)
                && !rest.starts_with(char::is_alphanumeric)
        };
        let has_minutes = after
            .strip_prefix(':')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        has_minutes || self.lexicon.words.numbers.clock.iter().any(is)
    }

    /// Whether the number only names something: "page 5", "posts 542 and 543".
    pub fn is_label(&self, at: usize, label: Option<usize>) -> bool {
        let start = self.words[at].start;
        let head = self.text[..start].trim_end_matches([' ', '.']);
        let is_listed = label.is_some_and(|label| {
            let between = self.text[label..start].trim();
            let numbers = self.lexicon.words.numbers;
            matches!(between, "," | "-" | "/" | "o" | "or")
                || self.is_and(between)
                || numbers.to.contains(&between)
        });
        is_listed || self.lexicon.figures.labels.before(head).is_some()
    }

    pub fn is_and(&self, word: &str) -> bool {
        word == self.lexicon.words.numbers.and
    }

    /// Whether the number and a date share a month: "2 and 3 March".
    pub fn touches_date(&self, at: usize, end: usize) -> bool {
        let (start, end) = (self.words[at].start, self.words[end - 1].end);
        let joins = |between: &str| {
            let between = between.trim();
            self.is_and(between)
                || matches!(between, "-" | "," | "or" | "o")
                || self.lexicon.words.numbers.to.contains(&between)
        };
        let has_month = |date: &&ProseDate| match date.when {
            When::Calendar(parts) => parts.month.is_some(),
            _ => true,
        };
        self.dates.iter().filter(has_month).any(|date| {
            let before = date.range.start >= end && joins(&self.text[end..date.range.start]);
            let after = date.range.end <= start && joins(&self.text[date.range.end..start]);
            let is_digit = |at: usize| self.text[at..].starts_with(|c: char| c.is_ascii_digit());
            before && is_digit(date.range.start) && is_digit(start)
                || after
                    && is_digit(start)
                    && self.text[..date.range.end].ends_with(|c: char| c.is_ascii_digit())
        })
    }

    /// Whether a capitalised word before the number makes it part of a name: "Windows 10".
    pub fn is_in_name(&self, at: usize) -> bool {
        if at == 0 || self.gap(at) != " " {
            return false;
        }
        let before = &self.words[at - 1];
        let is_first = at == 1 || self.gap(at - 1).contains(['.', '?', '!', ':', '\'']);
        let is_date = self.dates.iter().any(|date| date.range.end == before.end);
        let word = &self.text[before.clone()];
        word.starts_with(char::is_uppercase)
            && !is_first
            && !is_date
            && !self.is_one_of(at - 1, self.lexicon.words.numbers.function_words)
    }

    /// The currency before the number, and where it starts; without a currency, where the number starts.
    pub fn currency_before(&self, start: usize) -> (Option<&'static str>, usize) {
        let head = self.text[..start].trim_end_matches([' ', '.']);
        let found = CURRENCY_SIGNS.iter().find(|(sign, _)| {
            let is_letter = |c: char| c.is_alphanumeric();
            let before = head.strip_suffix(sign);
            before
                .is_some_and(|before| !sign.starts_with(is_letter) || !before.ends_with(is_letter))
        });
        match found {
            Some((sign, unit)) => (Some(unit), head.len() - sign.len()),
            None => (None, start),
        }
    }

    /// The unit after the number, and where it ends; without a unit, where the number ends.
    pub fn unit_after(&self, parsed: &ParsedNumber) -> (Option<&'static str>, usize) {
        let end = self.words[parsed.end - 1].end;
        let after = &self.text[end..];
        let rest = after.strip_prefix(' ').unwrap_or(after);
        let signs = SIGNS_AFTER.iter();
        let mut signs = signs.filter(|(sign, _)| {
            let next = rest.strip_prefix(sign).map(|rest| rest.chars().next());
            next.is_some_and(|next| !next.is_some_and(char::is_alphanumeric))
        });
        if let Some((sign, unit)) = signs.next() {
            return (Some(unit), end + (after.len() - rest.len()) + sign.len());
        }
        let of = self.lexicon.words.calendar.of;
        let is_of = parsed.is_scaled && self.is_one_of(parsed.end, of);
        let at = parsed.end + usize::from(is_of);
        if !matches!(self.gap(at), " " | "-") || at >= self.words.len() {
            return (None, end);
        }
        let start = self.words[at].start;
        match self
            .lexicon
            .figures
            .units
            .at(&self.text[start..], self.word(at))
        {
            Some((length, unit)) => (Some(unit), start + length),
            None => (None, end),
        }
    }

    pub fn bound(&self, start: usize, end: usize) -> Bound {
        let figures = &self.lexicon.figures;
        if let Some((_, bound)) = figures.bounds.before(&self.text[..start]) {
            return bound;
        }
        let rest = &self.text[end..];
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let first = words(rest).next().map_or("", |word| &rest[word]);
        let after = figures.bounds_after.at(rest, first);
        after.map_or(Bound::Exact, |(_, bound)| bound)
    }

    /// Whether a unit, or a word that can be the thing counted, follows the number.
    pub fn counts_something(&self, parsed: &ParsedNumber) -> bool {
        let function_words = self.lexicon.words.numbers.function_words;
        let is_counted = self.gap(parsed.end) == " " && !self.is_one_of(parsed.end, function_words);
        parsed.unit.is_some() || self.unit_after(parsed).0.is_some() || is_counted
    }

    /// The few words after `end`, within the clause.
    pub fn words_after(&self, end: usize) -> Range<usize> {
        let first = self.words.partition_point(|word| word.start < end);
        let is_near = |at: &usize| matches!(self.gap(*at), " " | "-");
        let few = (first..self.words.len()).take(FEW).take_while(is_near);
        match few.last() {
            Some(last) => self.words[first].start..self.words[last].end,
            None => end..end,
        }
    }
}
