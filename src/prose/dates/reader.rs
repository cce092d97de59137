//! Reads dates word by word.

use std::ops::Range;

use crate::prose::dates::date::{Parts, ProseDate, Weekday, When};
use crate::prose::figures::{Figure, Relative};
use crate::prose::lexicon::Lexicon;
use crate::text::lower::lower;
use crate::text::words::words;

/// The dates in `text`, in order. `text` must be folded: dashes are hyphens.
pub fn dates_in(lexicon: &Lexicon, text: &str) -> Vec<ProseDate> {
    let words: Vec<Range<usize>> = words(text).collect();
    let reader = DateReader {
        lexicon,
        text,
        words: &words,
    };
    let mut dates = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reader.date_at(at) {
            Some((date, end)) => {
                dates.push(date);
                at = end;
            }
            None => at += 1,
        }
    }
    dates
}

/// Methods take the index of a word in `words`. They return what they read and the index of the word after it.
struct DateReader<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    words: &'a [Range<usize>],
}

impl<'a> DateReader<'a> {
    fn word(&self, at: usize) -> Option<&'a str> {
        self.words.get(at).map(|word| &self.text[word.clone()])
    }

    /// The text between the previous word and this one.
    fn gap(&self, at: usize) -> &'a str {
        let before = at.checked_sub(1).map_or(0, |before| self.words[before].end);
        self.words
            .get(at)
            .map_or("", |word| &self.text[before..word.start])
    }

    fn is_one_of(&self, at: usize, list: &[&str]) -> bool {
        let word = self.word(at);
        word.is_some_and(|word| list.contains(&&*lower(word)))
    }

    fn range(&self, from: usize, end: usize) -> Range<usize> {
        self.words[from].start..self.words[end - 1].end
    }

    /// The date that starts at the word.
    fn date_at(&self, at: usize) -> Option<(ProseDate, usize)> {
        if let Some((relative, end)) = self.relative_at(at) {
            let date = ProseDate {
                range: self.range(at, end),
                weekday: None,
                when: When::Relative(relative),
            };
            return Some((date, end));
        }
        let Some(day) = self.weekday_at(at) else {
            let (when, end) = self.calendar_at(at)?;
            let range = self.range(at, end);
            let weekday = None;
            return Some((
                ProseDate {
                    range,
                    weekday,
                    when,
                },
                end,
            ));
        };
        let mut next = at + 1;
        let is_part = self.is_one_of(next, self.lexicon.words.calendar.parts_of_day);
        next += usize::from(is_part && self.gap(next) == " ");
        let is_near = matches!(self.gap(next), " " | ", " | " (");
        let date = self.calendar_at(next).filter(|_| is_near);
        let date = date.filter(|(when, _)| match when {
            // In "On Monday 2024 people", the year does not belong to the weekday.
            When::Calendar(parts) => parts.day.is_some(),
            _ => true,
        });
        let (when, end) = date.unwrap_or((When::Weekday, at + 1));
        let weekday = Weekday {
            day,
            range: self.words[at].clone(),
        };
        let date = ProseDate {
            range: self.range(at, end),
            weekday: Some(weekday),
            when,
        };
        Some((date, end))
    }

    fn relative_at(&self, at: usize) -> Option<(Relative, usize)> {
        let word = self.word(at)?;
        let figures = &self.lexicon.figures;
        let start = self.words[at].start;
        if let Some((length, relative)) = figures.relative.at(&self.text[start..], word) {
            let end = self
                .words
                .partition_point(|word| word.start < start + length);
            let calendar = self.lexicon.words.calendar;
            let is_other = figures
                .not_relative_after
                .before(&self.text[..start])
                .is_some()
                || self.gap(end) == " " && self.is_one_of(end, calendar.not_relative_before);
            return (!is_other).then_some((relative, end));
        }
        self.ago_at(at)
    }

    /// "two months ago", "hace dos meses"
    fn ago_at(&self, at: usize) -> Option<(Relative, usize)> {
        let calendar = self.lexicon.words.calendar;
        let (before, after) = calendar.ago;
        let mut next = at;
        if !before.is_empty() {
            if *lower(self.word(at)?) != *before {
                return None;
            }
            next += 1;
        }
        let count = self.count_at(next)?;
        let period = lower(self.word(next + 1)?);
        let (_, period) = calendar
            .periods
            .iter()
            .find(|(word, _)| **word == *period)?;
        next += 2;
        if !after.is_empty() {
            if *lower(self.word(next)?) != *after {
                return None;
            }
            next += 1;
        }
        let is_whole = (at + 1..next).all(|word| self.gap(word) == " ");
        let offset = -count;
        let period = *period;
        is_whole.then_some((Relative { offset, period }, next))
    }

    /// A small number of one word.
    fn count_at(&self, at: usize) -> Option<i32> {
        use crate::prose::figures::Numeral::{Count, Perhaps};
        let word = self.word(at)?;
        if let Ok(number) = word.parse::<u8>() {
            return Some(i32::from(number));
        }
        match self.lexicon.figure(word) {
            Some(Figure::Numeral(Count(number) | Perhaps(number))) => number.try_into().ok(),
            _ => self
                .is_one_of(at, self.lexicon.words.numbers.one_words)
                .then_some(1),
        }
    }

    fn weekday_at(&self, at: usize) -> Option<i8> {
        let word = self.word(at)?;
        let calendar = self.lexicon.words.calendar;
        let Some(Figure::Weekday(day)) = self.lexicon.figure(word) else {
            return None;
        };
        let is_written =
            calendar.capitals == word.starts_with(char::is_uppercase) || !calendar.capitals;
        let is_recurring = at > 0 && self.is_one_of(at - 1, calendar.every);
        (is_written && !is_recurring).then_some(day)
    }

    fn month_at(&self, at: usize) -> Option<i8> {
        let word = self.word(at)?;
        let Some(Figure::Month(month)) = self.lexicon.figure(word) else {
            return None;
        };
        let capitals = self.lexicon.words.calendar.capitals;
        (!capitals || word.starts_with(char::is_uppercase)).then_some(month)
    }

    /// Four digits that can be a year, from 1000 to 2100.
    fn year_at(&self, at: usize) -> Option<i16> {
        let word = self.word(at).filter(|word| word.len() == 4)?;
        let year = word.parse().ok()?;
        (1000..=2100).contains(&year).then_some(year)
    }

    /// A day of a month: "2", "2nd", "1º".
    fn day_at(&self, at: usize) -> Option<i8> {
        let word = self.word(at)?;
        let digits = word.find(|c: char| !c.is_ascii_digit());
        let (digits, ending) = word.split_at(digits.unwrap_or(word.len()));
        let is_ordinal = matches!(ending, "" | "st" | "nd" | "rd" | "th" | "º" | "er" | "ero");
        let day = digits
            .parse()
            .ok()
            .filter(|_| digits.len() <= 2 && is_ordinal)?;
        (1..=31).contains(&day).then_some(day)
    }

    fn calendar_at(&self, at: usize) -> Option<(When, usize)> {
        let word = self.word(at)?;
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return self
                .numeric_at(at)
                .or_else(|| self.day_and_month_at(at))
                .or_else(|| self.lone_year_at(at));
        }
        self.month_first_at(at)
    }

    /// `2024-02-17`; `17/02/2024` is unclear.
    fn numeric_at(&self, at: usize) -> Option<(When, usize)> {
        let word = self.word(at)?;
        let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
        if word.split('.').count() == 3 && word.split('.').all(is_number) {
            let is_date = word.split('.').all(|part| matches!(part.len(), 1 | 2 | 4));
            return is_date.then_some((When::Unclear, at + 1));
        }
        let [second, third] = [self.word(at + 1)?, self.word(at + 2)?];
        match [self.gap(at + 1), self.gap(at + 2)] {
            ["-", "-"] => {
                let year = self.year_at(at)?;
                let month = second.parse().ok().filter(|month| (1..=12).contains(month));
                let parts = Parts {
                    year: Some(year),
                    month: Some(month.filter(|_| second.len() == 2)?),
                    day: Some(self.day_at(at + 2).filter(|_| third.len() == 2)?),
                };
                Some((When::Calendar(parts), at + 3))
            }
            ["/", "/"] if [word, second, third].into_iter().all(is_number) => {
                Some((When::Unclear, at + 3))
            }
            _ => None,
        }
    }

    /// "2 March 2024", "2 de marzo de 2024"; "2–4 March" is unclear.
    fn day_and_month_at(&self, at: usize) -> Option<(When, usize)> {
        let day = self.day_at(at)?;
        let mut next = at + 1;
        let is_range = self.gap(next).trim() == "-" && self.day_at(next).is_some();
        next += usize::from(is_range);
        let of = self.lexicon.words.calendar.of;
        next += usize::from(self.gap(next) == " " && self.is_one_of(next, of));
        let month = self.month_at(next).filter(|_| self.gap(next) == " ")?;
        let (year, end) = self.year_after(next + 1);
        let parts = Parts {
            year,
            month: Some(month),
            day: Some(day),
        };
        match is_range {
            true => Some((When::Unclear, end)),
            false => Some((When::Calendar(parts), end)),
        }
    }

    /// "March 2, 2024", "March 2024", "In March"; "March 2–4" is unclear.
    fn month_first_at(&self, at: usize) -> Option<(When, usize)> {
        let month = Some(self.month_at(at)?);
        let next = at + 1;
        let is_near = matches!(self.gap(next), " " | ". ");
        if let Some(day) = self.day_at(next).filter(|_| is_near)
            && !self.number_continues(next + 1)
        {
            let is_range = self.gap(next + 1).trim() == "-" && self.day_at(next + 1).is_some();
            let (year, end) = self.year_after(next + 1 + usize::from(is_range));
            let day = Some(day);
            let parts = Parts { year, month, day };
            return Some(match is_range {
                true => (When::Unclear, end),
                false => (When::Calendar(parts), end),
            });
        }
        let (year, end) = self.year_after(next);
        let calendar = self.lexicon.words.calendar;
        let is_certain = year.is_some()
            || !self.is_one_of(at, calendar.ambiguous_months)
            || at > 0 && self.is_one_of(at - 1, calendar.in_year);
        let day = None;
        is_certain.then_some((When::Calendar(Parts { year, month, day }), end))
    }

    /// Whether the number before the word is part of a longer number, a time or a percentage.
    fn number_continues(&self, at: usize) -> bool {
        matches!(self.gap(at), ":" | "/" | "." | "'")
            || self.text[self.words[at - 1].end..]
                .trim_start()
                .starts_with(['%', '€', '£', '°', '‰'])
    }

    /// The year after a day or month.
    fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let of = self.lexicon.words.calendar.of;
        let is_of = self.gap(at) == " " && self.is_one_of(at, of);
        let place = at + usize::from(is_of);
        let is_near = matches!(self.gap(place), " " | ", ");
        match self.year_at(place).filter(|_| is_near) {
            Some(year) => (Some(year), place + 1),
            None => (None, at),
        }
    }

    /// Whether the word can be what a number before it counts or measures.
    fn is_counted_or_unit(&self, at: usize) -> bool {
        let word = self.word(at).unwrap_or_default();
        let figures = &self.lexicon.figures;
        let is_unit = || {
            let rest = &self.text[self.words[at].start..];
            figures.units.at(rest, word).is_some()
        };
        let is_number = || {
            let numeral = matches!(self.lexicon.figure(word), Some(Figure::Numeral(_)));
            numeral || word.starts_with(|c: char| c.is_ascii_digit())
        };
        self.lexicon.is_plural(word) || is_number() || is_unit()
    }

    /// "in 2024", if the number does not count anything.
    fn lone_year_at(&self, at: usize) -> Option<(When, usize)> {
        let year = self.year_at(at)?;
        let lexicon = self.lexicon;
        let follows_in =
            at > 0 && self.gap(at) == " " && self.is_one_of(at - 1, lexicon.words.calendar.in_year);
        let counts = self.gap(at + 1) == " " && self.is_counted_or_unit(at + 1)
            || self.gap(at + 1).starts_with('-')
            || self.number_continues(at + 1);
        let parts = Parts {
            year: Some(year),
            ..Parts::default()
        };
        (follows_in && !counts).then_some((When::Calendar(parts), at + 1))
    }
}
