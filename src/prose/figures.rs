//! How a language writes numbers and dates.

use rustc_hash::FxHashMap;

use crate::prose::phrases::Phrases;

/// How a language writes numbers. Words and phrases are in lower case.
pub struct Numbers {
    /// Number words: "five", "thousand".
    pub numerals: &'static [(&'static str, Numeral)],
    /// Words for inexact numbers: "hundreds".
    pub vague_numbers: &'static [&'static str],
    /// Words that refer to or change a number elsewhere in the text: "both", "doubled".
    pub number_modifiers: &'static [&'static str],
    /// Words for the half of something that follows: "half a million", "media hora".
    pub half: &'static [&'static str],
    /// Parts, and how many of them make a whole: "thirds".
    pub parts: &'static [(&'static str, u8)],
    /// Words between a part and its whole: "half of", "half the".
    pub part_of: &'static [&'static str],
    /// Words before a part that make it something else: "the first half".
    pub not_part_after: &'static [&'static str],
    /// Words that mean 1 before a scale: the "a" of "a hundred".
    pub one_words: &'static [&'static str],
    /// The word that joins the last part of a number to the rest, and the part that it can follow.
    pub and: &'static str,
    pub and_follows: AndPosition,
    /// Before two numbers joined by "and", it makes them the ends of a range: "between two and three".
    pub between: &'static str,
    /// Words between the two ends of a range: "to".
    pub to: &'static [&'static str],
    /// Words between two alternative numbers: "two or three".
    pub or: &'static [&'static str],
    /// Words that make a range an increase or a decrease: "from 10 to 15".
    pub from: &'static [&'static str],
    /// Phrases between two numbers that are a share: "one in five".
    pub in_each: &'static [&'static str],
    pub decimal_mark: DecimalMark,
    /// Words before a measured number that make it negative: "minus".
    pub minus: &'static [&'static str],
    /// Phrases after a measured number that make it negative: "below zero".
    pub minus_after: &'static [&'static str],
    /// Words before a number that say that something falls or is lost: "fell".
    pub falls: &'static [&'static str],
    /// Phrases after what is counted or measured, with the period in which it happens once: "a day".
    pub rates: &'static [(&'static str, &'static str)],
    /// Phrases before a number that say how exact it is: "more than".
    pub bounds: &'static [(&'static str, Bound)],
    /// The same phrases after a number: "or so".
    pub bounds_after: &'static [(&'static str, Bound)],
    /// Units and their spellings, each with the name of its unit: "km" for "kilometres".
    pub units: &'static [(&'static str, &'static str)],
    /// Words after a number that make it a time of day: "o'clock".
    pub clock: &'static [&'static str],
    /// Words before a number that make it a label: "page", "flight".
    pub labels: &'static [&'static str],
    /// Words that cannot be the thing counted: "about", "the".
    pub function_words: &'static [&'static str],
}

/// What a number word contributes to the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numeral {
    Count(u64),
    /// Multiplies the number before it. Not a number on its own.
    Scale(u64),
    /// Multiplies the number before it, or is a number on its own: "mil".
    BareScale(u64),
    /// A number or another word: "one".
    Perhaps(u64),
}

/// The part of a number that "and" can follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AndPosition {
    /// "two hundred and five"
    Hundreds,
    /// "treinta y cinco"
    Tens,
}

/// The meaning of the points and commas between digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1,000.5`
    Point,
    /// `1.000,5`, or `1,000.5` in some countries.
    EitherByCountry,
}

/// How exact a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    Exact,
    About,
    AtLeast,
    AtMost,
}

/// How a language states a person's age.
pub struct Ages {
    /// Texts between the name and a number without a unit.
    pub before_number: &'static [&'static str],
    /// Texts between the name and a number of years.
    pub before_years: &'static [&'static str],
    /// Texts after the years, and whether one of them is required.
    pub old: &'static [&'static str],
    pub needs_old: bool,
    /// The text after the years when the name follows: "the 42-year-old Ines Varga".
    pub attributive: Option<&'static str>,
    /// Words between the age and the name that give the age to somebody else: "the 42-year-old son of".
    pub apart: &'static [&'static str],
}

/// How a language writes dates.
pub struct Calendar {
    pub months: &'static [(&'static str, i8)],
    /// Monday is 1.
    pub weekdays: &'static [(&'static str, i8)],
    /// Months that are also common words: not dates at the start of a sentence.
    pub ambiguous_months: &'static [&'static str],
    /// Whether months and weekdays are capitalised.
    pub capitals: bool,
    /// Words between a day and its month, and between a month and its year.
    pub of: &'static [&'static str],
    /// Words after a weekday that name a part of it: "night".
    pub parts_of_day: &'static [&'static str],
    /// Words before a weekday that make it recurring: "every".
    pub every: &'static [&'static str],
    /// Words before four digits that make them a year: "in".
    pub in_year: &'static [&'static str],
    /// Plural nouns without a final "s".
    pub counted: &'static [&'static str],
    /// Common words with a final "s" that are no plural nouns.
    pub not_counted: &'static [&'static str],
    /// Whether a year can stand before a noun and describe it: "the 1994 elections".
    pub years_describe: bool,
    /// Dates relative to the day of writing: "last week".
    pub relative: &'static [(&'static str, Relative)],
    /// Words before a relative date that change its meaning: "the last week".
    pub not_relative_after: &'static [&'static str],
    /// Words after a relative date that change its meaning: "last year of".
    pub not_relative_before: &'static [&'static str],
    /// The words before and after a period in the past: "" and "ago", "hace" and "".
    pub ago: (&'static str, &'static str),
    pub periods: &'static [(&'static str, Period)],
    /// The ending of a decade: the "s" of "1990s". If it has none, one of `before_decade` is before it.
    pub decade_ending: &'static str,
    pub before_decade: &'static [&'static str],
    pub century: &'static str,
    /// Whether the century's number, a Roman one, follows: "siglo XIX".
    pub century_first: bool,
    /// Ordinal numbers: "nineteenth".
    pub ordinals: &'static [(&'static str, i16)],
    pub before_christ: &'static [&'static str],
}

/// A number of days, weeks, months or years from the day of writing; negative in the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relative {
    pub offset: i32,
    pub period: Period,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Day,
    Week,
    Month,
    Year,
    /// A weekend, a season, a school year: its days are unknown.
    Other,
}

/// The role of a word in a number or date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    Numeral(Numeral),
    VagueNumber,
    NumberModifier,
    Part(u8),
    Month(i8),
    Weekday(i8),
}

/// A language's words for numbers and dates, indexed for lookup.
pub struct Figures {
    pub by_word: FxHashMap<&'static str, Figure>,
    pub bounds: Phrases<Bound>,
    pub bounds_after: Phrases<Bound>,
    pub units: Phrases<&'static str>,
    pub labels: Phrases<()>,
    pub rates: Phrases<&'static str>,
    pub relative: Phrases<Relative>,
    pub not_relative_after: Phrases<()>,
}

impl Figures {
    pub fn of(numbers: &'static Numbers, calendar: &'static Calendar) -> Figures {
        let mut by_word = FxHashMap::default();
        by_word.extend(
            numbers
                .vague_numbers
                .iter()
                .map(|word| (*word, Figure::VagueNumber)),
        );
        by_word.extend(
            numbers
                .number_modifiers
                .iter()
                .map(|word| (*word, Figure::NumberModifier)),
        );
        let parts = numbers.parts.iter();
        by_word.extend(parts.map(|(word, parts)| (*word, Figure::Part(*parts))));
        let numerals = numbers.numerals.iter();
        by_word.extend(numerals.map(|(word, numeral)| (*word, Figure::Numeral(*numeral))));
        let months = calendar.months.iter();
        by_word.extend(months.map(|(word, month)| (*word, Figure::Month(*month))));
        let weekdays = calendar.weekdays.iter();
        by_word.extend(weekdays.map(|(word, day)| (*word, Figure::Weekday(*day))));
        let labels = numbers.labels.iter();
        let blocking = calendar.not_relative_after.iter();
        Figures {
            by_word,
            bounds: Phrases::of(numbers.bounds.iter().copied()),
            bounds_after: Phrases::of(numbers.bounds_after.iter().copied()),
            units: Phrases::of(numbers.units.iter().copied()),
            rates: Phrases::of(numbers.rates.iter().copied()),
            labels: Phrases::of(labels.map(|phrase| (*phrase, ()))),
            relative: Phrases::of(calendar.relative.iter().copied()),
            not_relative_after: Phrases::of(blocking.map(|phrase| (*phrase, ()))),
        }
    }
}
