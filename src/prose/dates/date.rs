//! A date found in prose, and the days that it can mean.

use std::ops::Range;

use jiff::civil::Date;

use crate::prose::dates::relative::widened;
use crate::prose::figures::Relative;
use crate::text::edtf::Days;

/// A date in a text. Ranges are in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseDate {
    /// Includes the weekday.
    pub range: Range<usize>,
    pub weekday: Option<Weekday>,
    pub when: When,
}

/// A weekday: Monday is 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weekday {
    pub day: i8,
    pub range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Only a weekday.
    Weekday,
    Calendar(Parts),
    Relative(Relative),
    /// A date with several possible meanings.
    Unclear,
}

/// The known parts of a date. At least one is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl Parts {
    /// Its first and last day in `year`; `None` if that year has no such day.
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

    /// The single day that it means in `year`.
    pub fn day_in(self, year: i16) -> Option<Date> {
        self.day?;
        self.days_in(year).map(|(day, _)| day)
    }
}

impl When {
    /// Whether the date rules out all of `days`, in an article published on `published`. False if that is unknown.
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
                meant.is_some_and(|meant| is_other(widened(meant, relative.period)))
            }
            When::Weekday | When::Unclear => false,
        }
    }
}
