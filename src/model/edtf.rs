//! Dates after the Extended Date/Time Format (ISO 8601-2:2019), levels 0 and 1.

use jiff::civil::{Date, date};

/// Checks the date, interval or date-time. The error says what is wrong, as the end of a sentence.
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
    let parts = Parts::of(day).ok_or_else(|| format!("{text} is no date"))?;
    parts.check()?;
    clock.map_or(Ok(()), |clock| check_clock(clock, text))
}

fn check_clock(clock: &str, whole: &str) -> Result<(), String> {
    let time = clock
        .find(['Z', '+', '-'])
        .map_or(clock, |offset| &clock[..offset]);
    time.parse::<jiff::civil::Time>()
        .map(|_| ())
        .map_err(|_| format!("{whole} holds no possible time of day"))
}

/// Year, month and day as they are written; `None` for digits that are `X`.
struct Parts {
    year: Option<i16>,
    month: Option<(u8, String)>,
    day: Option<(u8, String)>,
}

impl Parts {
    fn of(text: &str) -> Option<Parts> {
        let text = text.trim_end_matches(['~', '?', '%']);
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, text),
        };
        let mut pieces = digits.split('-');
        let year = pieces.next().filter(|year| year.len() == 4)?;
        let number = |piece: &str| (piece.parse().unwrap_or(0), piece.to_owned());
        Some(Parts {
            year: year.parse::<i16>().ok().map(|year| year * sign),
            month: pieces.next().map(number),
            day: pieces.next().map(number),
        })
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
        // An unknown year may be a leap year, an unknown month a long one.
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

/// The first day that the date can mean; none where it is open.
fn earliest(text: &str) -> Option<Date> {
    let parts = Parts::of(text.split('T').next()?)?;
    let month = parts.month.map_or(1, |(month, _)| month);
    let month = match month {
        21..=24 => (month - 21) * 3 + 3,
        1..=12 => month,
        _ => 1,
    };
    let day = parts.day.map_or(1, |(day, _)| day.max(1));
    Date::new(parts.year?, month as i8, day as i8)
        .ok()
        .or_else(|| Some(date(parts.year?, month as i8, 1)))
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn possible_dates() {
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
    fn impossible_dates() {
        for (text, why) in [
            ("2024-13", "there is no month 13"),
            ("2023-02-29", "month 02 of that year has no day 29"),
            ("2024-01-32", "there is no day 32 in a month"),
            ("2026-01/2021-01", "2026-01 comes after 2021-01"),
            (
                "2026-01-09T25:00Z",
                "2026-01-09T25:00Z holds no possible time of day",
            ),
            ("2024/2023-99", "there is no month 99"),
        ] {
            assert_eq!(check(text), Err(why.to_owned()), "{text}");
        }
    }
}
