//! How a language writes numbers and dates.

use rustc_hash::FxHashMap;

use crate::prose::phrases::Phrases;

/// How a language writes numbers.
pub struct Numbers {
    pub numerals: &'static [(&'static str, Numeral)],
    /// Numbers that nobody can tell exactly: "hundreds".
    pub vague_numbers: &'static [&'static str],
    /// What is, or does something to, a number that stands elsewhere: "half", "both", "doubled".
    pub number_modifiers: &'static [&'static str],
    /// What stands for 1 before a scale: "a hundred".
    pub one_words: &'static [&'static str],
    /// What joins the last part of a number to the rest, and behind what it does.
    pub and: &'static str,
    pub and_follows: AndPosition,
    /// What keeps two numbers with an "and" apart: "between".
    pub between: &'static str,
    /// What stands between the two ends of a range.
    pub to: &'static [&'static str],
    /// What stands between two numbers of which one is meant: "two or three".
    pub or: &'static [&'static str],
    /// What before a range makes a rise or a fall of it.
    pub from: &'static [&'static str],
    /// What tells the shares of something: "one in five".
    pub out_of: &'static [&'static str],
    pub decimal_mark: DecimalMark,
    /// What before a number says how exactly it is meant.
    pub bounds: &'static [(&'static str, Bound)],
    /// The same behind it: "or so".
    pub bounds_after: &'static [(&'static str, Bound)],
    /// What is counted or measured, with one word for all that mean the same.
    pub units: &'static [(&'static str, &'static str)],
    /// What makes a time of the day of the number before it: "o'clock".
    pub clock: &'static [&'static str],
    /// What makes a label of the number behind it: "page", "flight".
    pub labels: &'static [&'static str],
    /// Words that do not say what is counted.
    pub function_words: &'static [&'static str],
}

/// What a number word adds to the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numeral {
    Count(u64),
    /// Multiplies what stands before it; without that it is no number.
    Scale(u64),
    /// Multiplies what stands before it, or is one of its own: "mil".
    BareScale(u64),
    /// Counts, or is something else: "one".
    Perhaps(u64),
}

/// Behind what the word for "and" continues a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AndPosition {
    /// "two hundred and five"
    Hundreds,
    /// "treinta y cinco"
    Tens,
}

/// What the marks in a number of digits mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1,000.5`
    Point,
    /// `1.000,5`, and in some countries the other way round.
    EitherByCountry,
}

/// How exactly a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    Exact,
    About,
    AtLeast,
    AtMost,
}

/// How a language tells the age of a person.
pub struct Ages {
    /// What stands between the name and a bare number.
    pub before_number: &'static [&'static str],
    /// What stands between the name and a number of years.
    pub before_years: &'static [&'static str],
    /// What may stand behind the years, and whether it must.
    pub old: &'static [&'static str],
    pub needs_old: bool,
    /// What stands behind the years where the name comes after them: "the 42-year-old Ines Varga".
    pub attributive: Option<&'static str>,
    /// What between these two makes the age another's: "the 42-year-old son of".
    pub apart: &'static [&'static str],
}

/// How a language writes dates.
pub struct Calendar {
    pub months: &'static [(&'static str, i8)],
    /// Monday is 1.
    pub weekdays: &'static [(&'static str, i8)],
    /// Those of them that are common words, too: no date at the start of a sentence.
    pub ambiguous_months: &'static [&'static str],
    /// Whether months and weekdays have a capital.
    pub capitals: bool,
    /// What stands between a day and its month, and between that and its year.
    pub of: &'static [&'static str],
    /// What behind a day of the week is a part of it: "night".
    pub parts_of_day: &'static [&'static str],
    /// What before a day of the week makes it many: "every".
    pub every: &'static [&'static str],
    /// What before four digits makes a year of them: "in".
    pub in_year: &'static [&'static str],
    /// Days and times that are told from the day of writing.
    pub relative: &'static [(&'static str, Relative)],
    /// What before one of those makes it another time, or none: "the last week".
    pub not_relative_after: &'static [&'static str],
    /// And what behind it: "last year of".
    pub not_relative_before: &'static [&'static str],
    /// How long ago something was: what stands before and behind the number of days or years.
    pub ago: (&'static str, &'static str),
    pub periods: &'static [(&'static str, Period)],
}

/// So many days, weeks, months or years from the day of writing.
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
    /// A weekend, a season, a school year: of no days that one could tell.
    Other,
}

/// A word that numbers or dates are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    Numeral(Numeral),
    VagueNumber,
    NumberModifier,
    Month(i8),
    Weekday(i8),
}

/// A language's numbers and dates, ready to be looked up.
pub struct Figures {
    pub by_word: FxHashMap<&'static str, Figure>,
    pub bounds: Phrases<Bound>,
    pub bounds_after: Phrases<Bound>,
    pub units: Phrases<&'static str>,
    pub labels: Phrases<()>,
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
            labels: Phrases::of(labels.map(|phrase| (*phrase, ()))),
            relative: Phrases::of(calendar.relative.iter().copied()),
            not_relative_after: Phrases::of(blocking.map(|phrase| (*phrase, ()))),
        }
    }
}
