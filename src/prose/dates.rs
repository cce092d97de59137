//! Dates as prose tells them: "Monday, 2 March", "febrero de 2024", "last month".
//!
//! What is read is certain. "02/03/2024", which means two days, and "2–4 March" are noticed and not
//! read, and "may" is a month only where it cannot be a word.

use std::ops::Range;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::prose::figures::Figure;
use crate::prose::figures::Period;
use crate::prose::figures::Relative;
use crate::prose::lexicon::Lexicon;
use crate::text::edtf::Days;
use crate::text::lower::lower;
use crate::text::words::words;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseDate {
    /// In the text that was read, with the day of the week.
    pub range: Range<usize>,
    pub weekday: Option<Weekday>,
    pub when: When,
}

/// A day of the week: Monday is 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weekday {
    pub day: i8,
    pub range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day of the week, and no more.
    Weekday,
    Calendar(Parts),
    Relative(Relative),
    /// A date that may be several.
    Unclear,
}

/// What is told of a date; never nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

/// The dates in `text`, in order. `text` is folded: dashes are hyphens.
pub fn dates_in(lexicon: &Lexicon, text: &str) -> Vec<ProseDate> {
    let words: Vec<Range<usize>> = words(text).collect();
    let reader = Reader {
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

struct Reader<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    words: &'a [Range<usize>],
}

impl<'a> Reader<'a> {
    fn word(&self, at: usize) -> Option<&'a str> {
        self.words.get(at).map(|word| &self.text[word.clone()])
    }

    /// What stands between a word and the one before it.
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

    /// The date that starts with that word, and the place behind its last word.
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
            // "On Monday 2024 people": a year alone is not the weekday's.
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
                .not_relative_behind
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
        let (before, behind) = calendar.ago;
        let mut next = at;
        if !before.is_empty() {
            if *lower(self.word(at)?) != *before {
                return None;
            }
            next += 1;
        }
        let many = self.count_at(next)?;
        let period = lower(self.word(next + 1)?);
        let (_, period) = calendar
            .periods
            .iter()
            .find(|(word, _)| **word == *period)?;
        next += 2;
        if !behind.is_empty() {
            if *lower(self.word(next)?) != *behind {
                return None;
            }
            next += 1;
        }
        let is_whole = (at + 1..next).all(|word| self.gap(word) == " ");
        let offset = -many;
        let period = *period;
        is_whole.then_some((Relative { offset, period }, next))
    }

    /// A small number in one word.
    fn count_at(&self, at: usize) -> Option<i32> {
        use crate::prose::figures::Numeral::{Count, Perhaps};
        let word = self.word(at)?;
        if let Ok(number) = word.parse::<u8>() {
            return Some(i32::from(number));
        }
        match self.lexicon.figure(word) {
            Some(Figure::Numeral(Count(number) | Perhaps(number))) => number.try_into().ok(),
            _ => self
                .is_one_of(at, self.lexicon.words.numbers.single)
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
        let is_many = at > 0 && self.is_one_of(at - 1, calendar.every);
        (is_written && !is_many).then_some(day)
    }

    fn month_at(&self, at: usize) -> Option<i8> {
        let word = self.word(at)?;
        let Some(Figure::Month(month)) = self.lexicon.figure(word) else {
            return None;
        };
        let capitals = self.lexicon.words.calendar.capitals;
        (!capitals || word.starts_with(char::is_uppercase)).then_some(month)
    }

    /// Four digits that may be a year of our time.
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

    /// `2024-02-17`; `17/02/2024` is noticed only.
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

    /// "2 March 2024", "2 de marzo de 2024"; "2–4 March" is noticed only.
    fn day_and_month_at(&self, at: usize) -> Option<(When, usize)> {
        let day = self.day_at(at)?;
        let mut next = at + 1;
        let is_range = self.gap(next).trim() == "-" && self.day_at(next).is_some();
        next += usize::from(is_range);
        let of = self.lexicon.words.calendar.of;
        next += usize::from(self.gap(next) == " " && self.is_one_of(next, of));
        let month = self.month_at(next).filter(|_| self.gap(next) == " ")?;
        let (year, end) = self.year_behind(next + 1);
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

    /// "March 2, 2024", "March 2024", "In March"; "March 2–4" is noticed only.
    fn month_first_at(&self, at: usize) -> Option<(When, usize)> {
        let month = Some(self.month_at(at)?);
        let next = at + 1;
        let is_near = matches!(self.gap(next), " " | ". ");
        if let Some(day) = self.day_at(next).filter(|_| is_near)
            && !self.goes_on(next + 1)
        {
            let is_range = self.gap(next + 1).trim() == "-" && self.day_at(next + 1).is_some();
            let (year, end) = self.year_behind(next + 1 + usize::from(is_range));
            let day = Some(day);
            let parts = Parts { year, month, day };
            return Some(match is_range {
                true => (When::Unclear, end),
                false => (When::Calendar(parts), end),
            });
        }
        let (year, end) = self.year_behind(next);
        let calendar = self.lexicon.words.calendar;
        let is_certain = year.is_some()
            || !self.is_one_of(at, calendar.or_not)
            || at > 0 && self.is_one_of(at - 1, calendar.in_year);
        let day = None;
        is_certain.then_some((When::Calendar(Parts { year, month, day }), end))
    }

    /// Whether the number before this word is a part of a longer one, or of a time.
    fn goes_on(&self, at: usize) -> bool {
        matches!(self.gap(at), ":" | "/" | "." | "'")
            || self.text[self.words[at - 1].end..].starts_with('%')
    }

    /// The year behind a day or a month, and the place behind it.
    fn year_behind(&self, at: usize) -> (Option<i16>, usize) {
        let of = self.lexicon.words.calendar.of;
        let is_of = self.gap(at) == " " && self.is_one_of(at, of);
        let place = at + usize::from(is_of);
        let is_near = matches!(self.gap(place), " " | ", ");
        match self.year_at(place).filter(|_| is_near) {
            Some(year) => (Some(year), place + 1),
            None => (None, at),
        }
    }

    /// "in 2024", where nothing is counted by it.
    fn lone_year_at(&self, at: usize) -> Option<(When, usize)> {
        let year = self.year_at(at)?;
        let lexicon = self.lexicon;
        let is_told =
            at > 0 && self.gap(at) == " " && self.is_one_of(at - 1, lexicon.words.calendar.in_year);
        let counts = self.gap(at + 1) == " "
            && !self.is_one_of(at + 1, lexicon.words.numbers.small)
            || self.gap(at + 1).starts_with('-')
            || self.goes_on(at + 1);
        let parts = Parts {
            year: Some(year),
            ..Parts::default()
        };
        (is_told && !counts).then_some((When::Calendar(parts), at + 1))
    }
}

impl Parts {
    /// The first and the last day that it means in that year; none where there is no such day.
    fn days_in(self, year: i16) -> Option<(Date, Date)> {
        let month = self.month;
        let first = Date::new(year, month.unwrap_or(1), self.day.unwrap_or(1)).ok()?;
        let last = match (month, self.day) {
            (_, Some(_)) => first,
            (Some(_), None) => first.last_of_month(),
            (None, None) => first.last_of_year(),
        };
        Some((first, last))
    }

    /// The one day that it is in that year.
    pub fn day_in(self, year: i16) -> Option<Date> {
        self.day?;
        self.days_in(year).map(|(day, _)| day)
    }
}

impl When {
    /// Whether `days` cannot be meant, in an article of the days `published`. No, where that cannot
    /// be told.
    pub fn contradicts(self, days: Days, published: Option<Days>) -> bool {
        let (Some(first), Some(last)) = (days.first, days.last) else {
            return false;
        };
        let is_other = |(from, to): (Date, Date)| to < first || last < from;
        match self {
            _ if days.is_uncertain => false,
            When::Calendar(parts) => {
                let years = parts
                    .year
                    .map_or(first.year()..=last.year(), |year| year..=year);
                let mut meant = years.filter_map(|year| parts.days_in(year)).peekable();
                meant.peek().is_some() && meant.all(is_other)
            }
            When::Relative(relative) => {
                let meant = published.and_then(|published| relative.days(published));
                meant.is_some_and(|meant| is_other(loosened(meant, relative.period)))
            }
            When::Weekday | When::Unclear => false,
        }
    }
}

/// A day is told from the day of writing, which may be the one before that of the article; a week
/// may begin on any day.
fn loosened((first, last): (Date, Date), period: Period) -> (Date, Date) {
    let days = match period {
        Period::Day => 1,
        Period::Week => 7,
        _ => 0,
    };
    let by = |day: Date, days: i32| day.checked_add(days.days()).unwrap_or(day);
    (by(first, -days), by(last, days))
}

impl Relative {
    /// The days that it means in an article of the days `published`; none where that cannot be told.
    pub fn days(self, published: Days) -> Option<(Date, Date)> {
        let (first, last) = (published.first?, published.last?);
        let offset = i64::from(self.offset);
        let span: Span = match self.period {
            _ if published.is_uncertain => return None,
            Period::Day => Span::new().try_days(offset).ok()?,
            Period::Week => Span::new().try_weeks(offset).ok()?,
            Period::Month => Span::new().try_months(offset).ok()?,
            Period::Year => Span::new().try_years(offset).ok()?,
            Period::Other => return None,
        };
        let first = first.checked_add(span).ok()?;
        let last = last.checked_add(span).ok()?;
        Some(match self.period {
            Period::Month => (first.first_of_month(), last.last_of_month()),
            Period::Year => (first.first_of_year(), last.last_of_year()),
            _ => (first, last),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::prose::lexicon::of_language;
    use crate::text::edtf::days;

    #[track_caller]
    fn check(language: &str, text: &str, expected: &[&str]) {
        let lexicon = of_language(language).expect("a known language");
        let shown: Vec<String> = dates_in(lexicon, text)
            .iter()
            .map(|date| format!("{} = {}", &text[date.range.clone()], shown(date)))
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    fn shown(date: &ProseDate) -> String {
        let part = |part: Option<i16>| part.map_or("?".to_owned(), |part| part.to_string());
        let when = match date.when {
            When::Weekday => String::new(),
            When::Calendar(parts) => format!(
                "{}-{}-{}",
                part(parts.year),
                part(parts.month.map(i16::from)),
                part(parts.day.map(i16::from))
            ),
            When::Relative(relative) => format!("{:?} {}", relative.period, relative.offset),
            When::Unclear => "unclear".to_owned(),
        };
        let weekday = date.weekday.as_ref();
        let weekday = weekday.map_or(String::new(), |weekday| format!("day {} ", weekday.day));
        format!("{weekday}{when}").trim_end().to_owned()
    }

    #[test]
    fn english() {
        for (text, expected) in [
            ("in February 2024 it", &["February 2024 = 2024-2-?"][..]),
            ("Monday, 2 March", &["Monday, 2 March = day 1 ?-3-2"]),
            (
                "On Monday, March 2nd, 2026, he",
                &["Monday, March 2nd, 2026 = day 1 2026-3-2"],
            ),
            (
                "on Sunday night (March 4) caused",
                &["Sunday night (March 4 = day 7 ?-3-4"],
            ),
            (
                "from November 20 to December 11",
                &["November 20 = ?-11-20", "December 11 = ?-12-11"],
            ),
            ("on the 5th of May 2020.", &["5th of May 2020 = 2020-5-5"]),
            ("on 2024-02-17 at", &["2024-02-17 = 2024-2-17"]),
            (
                "in 2009; then in 2010.",
                &["2009 = 2009-?-?", "2010 = 2010-?-?"],
            ),
            (
                "In May it may march in March",
                &["May = ?-5-?", "March = ?-3-?"],
            ),
            ("on Sept. 9", &["Sept. 9 = ?-9-9"]),
            (
                "last month and yesterday",
                &["last month = Month -1", "yesterday = Day -1"],
            ),
            (
                "two weeks ago, a year ago",
                &["two weeks ago = Week -2", "a year ago = Year -1"],
            ),
            ("on Tuesday that", &["Tuesday = day 2"]),
            (
                "on 02/03/2024 or 2-4 March",
                &["02/03/2024 = unclear", "2-4 March = unclear"],
            ),
            ("March 2-4, 2026", &["March 2-4, 2026 = unclear"]),
        ] {
            check("en", text, expected);
        }
    }

    #[test]
    fn spanish() {
        for (text, expected) in [
            (
                "el 17 de febrero de 2024 en",
                &["17 de febrero de 2024 = 2024-2-17"][..],
            ),
            ("El lunes 2 de marzo", &["lunes 2 de marzo = day 1 ?-3-2"]),
            (
                "el martes, 3 de marzo del 2026",
                &["martes, 3 de marzo del 2026 = day 2 2026-3-3"],
            ),
            ("en febrero de 2024", &["febrero de 2024 = 2024-2-?"]),
            ("el 1º de mayo", &["1º de mayo = ?-5-1"]),
            (
                "el mes pasado y hace dos años",
                &["el mes pasado = Month -1", "hace dos años = Year -2"],
            ),
            ("desde 2019.", &["2019 = 2019-?-?"]),
        ] {
            check("es", text, expected);
        }
    }

    #[test]
    fn no_dates() {
        for text in [
            "It may be so. March on! A sunday roast",
            "in 2009 people came",
            "since 1,000 of 8000 left",
            "the last week, the last year of the war, over the last months",
            "every Monday",
            "the 1990s",
            "at 10:30",
            "in 1709 schoolchildren",
        ] {
            check("en", text, &[]);
        }
        check("es", "los lunes por la mañana, 5 de cada 10", &[]);
    }

    #[test]
    fn what_cannot_be_meant() {
        let published = days("2024-03-10");
        for (text, value, expected) in [
            ("in February 2024", "2024-02-17", false),
            ("in February 2024", "2024-03", true),
            ("in February 2024", "2024", false),
            ("on 17 February", "2023-02-17", false),
            ("on 17 February", "2023-02-18", true),
            ("on 17 February", "2024-02~", false),
            ("on 30 February", "2024-02-29", false),
            ("in 2023.", "2024-01", true),
            ("last month", "2024-02", false),
            ("last month", "2024-01", true),
            ("last week", "2024-03-01", false),
            ("last week", "2024-02-01", true),
            ("yesterday", "2024-03-08", false),
            ("yesterday", "2024-03-01", true),
            ("on Monday", "2024-03-01", false),
        ] {
            let lexicon = of_language("en").expect("English");
            let date = &dates_in(lexicon, text)[0];
            let value = days(value).expect("a date");
            assert_eq!(date.when.contradicts(value, published), expected, "{text}");
            let is_relative = matches!(date.when, When::Relative(_));
            let unpublished = date.when.contradicts(value, None);
            assert_eq!(unpublished, expected && !is_relative, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_way_to_write_a_day_reads_back(days in 0i32..55_000) {
            let day = Date::new(1950, 1, 1).unwrap().checked_add(days.days()).unwrap();
            let parts = Parts { year: Some(day.year()), month: Some(day.month()), day: Some(day.day()) };
            let read = |language: &str, text: &str| {
                let dates = dates_in(of_language(language).unwrap(), text);
                dates.iter().map(|date| (date.when, date.range.clone())).collect::<Vec<_>>()
            };
            let name = |language: &str| {
                let months = of_language(language).unwrap().words.calendar.months;
                months.iter().find(|(_, month)| *month == day.month()).unwrap().0
            };
            let (english, spanish) = (name("en"), name("es"));
            let english = english[..1].to_uppercase() + &english[1..];
            let (year, date) = (day.year(), day.day());
            for (language, text) in [
                ("en", format!("{date} {english} {year}")),
                ("en", format!("{english} {date}, {year}")),
                ("es", format!("{date} de {spanish} de {year}")),
                ("en", day.to_string()),
            ] {
                prop_assert_eq!(read(language, &text), vec![(When::Calendar(parts), 0..text.len())], "{}", text);
            }
        }

        #[test]
        fn any_text_is_read(text in "([a-zA-Z0-9 ,.:/()'-]|March |lunes |de |last |month |hace |dos |años |ñ|º){0,40}") {
            for language in ["en", "es"] {
                for date in dates_in(of_language(language).unwrap(), &text) {
                    prop_assert!(text.get(date.range).is_some_and(|it| !it.is_empty()));
                }
            }
        }
    }
}
