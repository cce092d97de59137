//! Dates in the Extended Date/Time Format (ISO 8601-2:2019), levels 0 and 1.

use jiff::civil::{Date, date};

/// Checks a date, interval or date-time. The error completes a sentence.
pub fn check(text: &str) -> Result<(), String> {
    let Some((start, end)) = text.split_once('/') else {
        return check_one(text);
    };
    for edge in [start, end] {
        if !edge.is_empty() && edge != ".." {
            check_one(edge)?;
        }
    }
    match (earliest(start), earliest(end)) {
        (Some(first), Some(last)) if first > last => Err(format!("{start} comes after {end}")),
        _ => Ok(()),
    }
}

fn check_one(text: &str) -> Result<(), String> {
    let (day, clock) = match text.split_once('T') {
        Some((day, clock)) => (day, Some(clock)),
        None => (text, None),
    };
    let parts = DateParts::of(day).ok_or_else(|| format!("{text} is not a date"))?;
    parts.check()?;
    clock.map_or(Ok(()), |clock| check_clock(clock, text))
}

fn check_clock(clock: &str, whole: &str) -> Result<(), String> {
    let time = clock
        .find(['Z', '+', '-'])
        .map_or(clock, |offset| &clock[..offset]);
    time.parse::<jiff::civil::Time>()
        .map(|_| ())
        .map_err(|_| format!("{whole} has no valid time of day"))
}

/// Year, month and day as written; the year is `None` if digits of it are `X`.
struct DateParts<'a> {
    year: Option<i16>,
    month: Option<(u8, &'a str)>,
    day: Option<(u8, &'a str)>,
}

impl DateParts<'_> {
    fn of(text: &str) -> Option<DateParts<'_>> {
        let text = text.trim_end_matches(['~', '?', '%']);
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, text),
        };
        let mut pieces = digits.split('-');
        let is_year = |year: &&str| {
            let is_digit = |c: char| c.is_ascii_digit() || c == 'X';
            year.len() == 4 && year.chars().all(is_digit)
        };
        let year = pieces.next().filter(is_year)?;
        let number = |piece| (str::parse(piece).unwrap_or(0), piece);
        Some(DateParts {
            year: year.parse::<i16>().ok().map(|year| year * sign),
            month: pieces.next().map(number),
            day: pieces.next().map(number),
        })
    }

    fn known_month(&self) -> Option<u8> {
        let known = self.month.as_ref().filter(|(_, text)| !text.contains('X'));
        known.map(|(month, _)| *month)
    }

    fn known_day(&self) -> Option<u8> {
        self.known_month()?;
        let known = self.day.as_ref().filter(|(_, text)| !text.contains('X'));
        known.map(|(day, _)| *day)
    }

    fn check(&self) -> Result<(), String> {
        let Some((month, month_text)) = &self.month else {
            return Ok(());
        };
        let unknown_month = month_text.contains('X');
        // 21 to 24 are the seasons of level 1.
        let is_season = (21..=24).contains(month) && self.day.is_none();
        if !unknown_month && !(1..=12).contains(month) && !is_season {
            return Err(format!("there is no month {month_text}"));
        }
        let Some((day, day_text)) = &self.day else {
            return Ok(());
        };
        if day_text.contains('X') {
            return Ok(());
        }
        // An unknown year may be a leap year, and an unknown month may have 31 days.
        let year = self.year.unwrap_or(2000);
        let month = if unknown_month { 1 } else { *month };
        match Date::new(year, month as i8, *day as i8) {
            Ok(_) => Ok(()),
            Err(_) if !(1..=31).contains(day) => {
                Err(format!("there is no day {day_text} in a month"))
            }
            Err(_) => Err(format!(
                "month {month_text} of that year has no day {day_text}"
            )),
        }
    }
}

/// The days that a date can mean. An edge is `None` if the date is open or unknown on that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub first: Option<Date>,
    pub last: Option<Date>,
    /// Whether it is written as approximate or uncertain: `2024~`, `2024?`, `2024%`.
    pub is_uncertain: bool,
}

impl Days {
    /// Whether all of these days are after all days of `other`. Always false for open or uncertain
    /// dates.
    pub fn are_after(self, other: Days) -> bool {
        let certain = !self.is_uncertain && !other.is_uncertain;
        certain && matches!((self.first, other.last), (Some(first), Some(last)) if first > last)
    }

    /// Whether they are after `other` in any time zones: while it is evening in one place, the next
    /// day has begun in another.
    pub fn are_after_anywhere(self, other: Days) -> bool {
        let last = other.last.and_then(|last| last.tomorrow().ok());
        self.are_after(Days { last, ..other })
    }

    /// The day, if the date means a single one.
    pub fn day(self) -> Option<Date> {
        let first = self.first.filter(|_| !self.is_uncertain)?;
        (self.last == Some(first)).then_some(first)
    }
}

/// The days of a date, date-time (in its own offset) or interval; `None` for other text.
pub fn days(text: &str) -> Option<Days> {
    check(text).ok()?;
    let (start, end) = text.split_once('/').unwrap_or((text, text));
    Some(Days {
        first: earliest(start),
        last: latest(end),
        is_uncertain: text.contains(['~', '?', '%']),
    })
}

/// The first day that the date can mean; `None` if it is open.
fn earliest(text: &str) -> Option<Date> {
    let parts = DateParts::of(text.split('T').next()?)?;
    let month = match parts.known_month() {
        Some(season @ 21..=24) => (season - 21) * 3 + 3,
        Some(month) => month,
        None => 1,
    };
    let day = parts.known_day().unwrap_or(1).max(1);
    Date::new(parts.year?, month as i8, day as i8)
        .ok()
        .or_else(|| Some(date(parts.year?, month as i8, 1)))
}

/// The last day that the date can mean; `None` if it is open.
fn latest(text: &str) -> Option<Date> {
    let parts = DateParts::of(text.split('T').next()?)?;
    let year = parts.year?;
    // Winter ends in the next year; a season is rarely meant to the day.
    let (year, month) = match parts.known_month() {
        Some(24) => (year.checked_add(1)?, 2),
        Some(season @ 21..=23) => (year, (season - 21) * 3 + 5),
        Some(month) => (year, month),
        None => (year, 12),
    };
    let end = Date::new(year, month as i8, 1).ok()?.last_of_month();
    let day = parts.known_day().unwrap_or(end.day() as u8);
    Date::new(year, month as i8, day as i8).ok().or(Some(end))
}

#[cfg(test)]
mod tests {
    use super::{check, days};

    #[test]
    fn valid_dates() {
        for text in [
            "2024",
            "2024-02",
            "2024-02-29",
            "2024-02~",
            "2024?",
            "199X",
            "2024-XX",
            "2024-02-XX",
            "2021-21",
            "2021-01/2026-01",
            "2024/..",
            "../2024",
            "2024-01-01/",
            "/2024",
            "-0044-03-15",
            "2026-01-09T06:00+01:00",
            "2026-01-09T23:59:59Z",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn invalid_dates() {
        for (text, why) in [
            ("2024-13", "there is no month 13"),
            ("2023-02-29", "month 02 of that year has no day 29"),
            ("2024-01-32", "there is no day 32 in a month"),
            ("2026-01/2021-01", "2026-01 comes after 2021-01"),
            (
                "2026-01-09T25:00Z",
                "2026-01-09T25:00Z has no valid time of day",
            ),
            ("2024/2023-99", "there is no month 99"),
            ("6 km", "6 km is not a date"),
            ("9.9 %", "9.9 % is not a date"),
            ("100 %", "100 % is not a date"),
            ("+123", "+123 is not a date"),
        ] {
            assert_eq!(check(text), Err(why.to_owned()), "{text}");
        }
    }

    #[test]
    fn the_days_of_a_date() {
        for (text, expected) in [
            ("2024", "2024-01-01 2024-12-31"),
            ("2024-02", "2024-02-01 2024-02-29"),
            ("2024-02-17", "2024-02-17 2024-02-17"),
            ("2024-02-17T23:59:00+02:00", "2024-02-17 2024-02-17"),
            ("2024-XX", "2024-01-01 2024-12-31"),
            ("2023-02-XX", "2023-02-01 2023-02-28"),
            ("2024-XX-31", "2024-01-01 2024-12-31"),
            ("2024-21", "2024-03-01 2024-05-31"),
            ("2024-24", "2024-12-01 2025-02-28"),
            ("2021-01/2026-01", "2021-01-01 2026-01-31"),
            ("2024-02~", "2024-02-01 2024-02-29 uncertain"),
            ("2024-02/..", "2024-02-01 -"),
            ("/2024", "- 2024-12-31"),
            ("199X", "- -"),
        ] {
            let days = days(text).expect(text);
            let shown =
                |day: Option<_>| day.map_or("-".to_owned(), |day: super::Date| day.to_string());
            let uncertain = if days.is_uncertain { " uncertain" } else { "" };
            let found = format!("{} {}{uncertain}", shown(days.first), shown(days.last));
            assert_eq!(found, expected, "{text}");
        }
        assert_eq!(days("2024-13"), None);
    }

    #[test]
    fn dates_that_cannot_be_compared_are_not_after() {
        let after = |a, b| days(a).expect(a).are_after(days(b).expect(b));
        assert!(after("2024-03", "2024-02-29"));
        assert!(!after("2024", "2024-02-29"));
        assert!(!after("2024-03~", "2024-02"));
        assert!(!after("2024-03", "2024-02/.."));
    }

    #[test]
    fn the_next_day_may_be_the_same_day_elsewhere() {
        let after = |a, b| {
            let (a, b) = (days(a).expect(a), days(b).expect(b));
            a.are_after_anywhere(b)
        };
        assert!(!after("2024-03-01", "2024-02-29"));
        assert!(after("2024-03-02", "2024-02-29"));
        assert!(!after("2024-03", "2024-02"));
        assert!(after("2024-04", "2024-02"));
        assert!(!after("2024-03-02~", "2024-02-29"));
        assert!(!after("2024-03-02", "9999-12-31"));
    }
}
