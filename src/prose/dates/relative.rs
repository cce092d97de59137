//! The days that a relative date means: "last month", "two weeks ago".

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::prose::figures::{Period, Relative};
use crate::text::edtf::Days;

/// The range with a margin: the day of writing can be the day before publication, and a week can begin on any day.
pub fn widened((first, last): (Date, Date), period: Period) -> (Date, Date) {
    let days = match period {
        Period::Day => 1,
        Period::Week => 7,
        _ => 0,
    };
    let by = |day: Date, days: i32| day.checked_add(days.days()).unwrap_or(day);
    (by(first, -days), by(last, days))
}

impl Relative {
    /// The first and last day that it means in an article published on `published`; `None` if unknown.
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
