//! Finds dates in prose: "Monday, 2 March", "febrero de 2024", "last month".
//!
//! Only unambiguous dates are read. "02/03/2024", which can mean two days, and "2–4 March" are
//! reported as unclear, and "may" is a month only where it cannot be another word.

mod date;
mod periods;
mod reader;
mod relative;

pub use date::{Parts, ProseDate, Weekday, When};
pub use periods::{ProsePeriod, periods_in};
pub use reader::dates_in;

#[cfg(test)]
mod tests;
