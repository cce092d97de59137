//! Quantities, and whether two of them can mean the same amount.

use std::ops::Range;

use crate::prose::figures::Bound;
use crate::prose::quantities::units::{Conversion, Relation, SCORE};

/// An amount in a text, with its unit. Ranges are in bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number with its currency and unit.
    pub range: Range<usize>,
    /// The number alone.
    pub number: Range<usize>,
    pub amount: Amount,
    pub bound: Bound,
    /// One name for all spellings of the unit: `km`, `%`, `$`.
    pub unit: Option<&'static str>,
    /// The period in which it happens once: `day` for "5 litres a day".
    pub period: Option<&'static str>,
    /// Whether a word before it says that something falls or is lost: "fell 5%" can be written -5%.
    pub is_fall: bool,
    /// The few words after it, which include the thing counted.
    pub following_words: Range<usize>,
    /// False if it can be a year, part of a name, or another word ("one").
    pub is_certain: bool,
}

/// What two quantities say of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Agree,
    Contradict,
    /// They cannot be compared: euros and dollars, hours and people.
    Unknown,
}

/// A number, or the two ends of a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    pub low: Number,
    pub high: Number,
    /// The other meaning of the digits, in some countries: `1.500`.
    pub alternative: Option<Number>,
}

impl Amount {
    pub(super) fn negative(self) -> Amount {
        Amount {
            low: self.high.negative(),
            high: self.low.negative(),
            alternative: self.alternative.map(Number::negative),
        }
    }

    /// The amount with whole numbers that are not round: 100 percent is not 99, and 100 °C is not 98.
    pub(super) fn to_the_unit(self) -> Amount {
        let exact = |number: Number| match number.value.abs() <= 100.0 {
            true => Number {
                step: number.step.min(1.0),
                ..number
            },
            false => number,
        };
        Amount {
            low: exact(self.low),
            high: exact(self.high),
            alternative: self.alternative.map(exact),
        }
    }

    fn converted(self, conversion: Conversion) -> Amount {
        Amount {
            low: self.low.converted(conversion),
            high: self.high.converted(conversion),
            alternative: self.alternative.map(|number| number.converted(conversion)),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    pub value: f64,
    /// The distance to the next number of the same precision: a million for "2 million", a tenth for "1.5".
    pub step: f64,
}

impl Number {
    /// How far the amounts can be that it is rounded from. A hundred is no rounded five, although the next number
    /// of its precision is two hundred.
    fn rounding(self) -> f64 {
        match self.step > 1.0 {
            true => self.step.min(self.value.abs() * ROUND),
            false => self.step,
        }
    }

    pub(super) fn negative(self) -> Number {
        Number {
            value: -self.value,
            ..self
        }
    }

    fn converted(self, conversion: Conversion) -> Number {
        Number {
            value: self.value * conversion.factor + conversion.offset,
            step: self.step * conversion.factor,
        }
    }
}

impl Quantity {
    /// Whether both can be right if they are about the same thing.
    pub fn compare(&self, other: &Quantity) -> Comparison {
        let relation = Relation::of(self.unit, other.unit);
        let periods_differ = match (self.period, other.period) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        };
        let agree = match relation {
            Relation::Same => self.agrees_but_for_falls(other),
            Relation::Convertible(conversion) if !self.is_of_order_of(other, conversion) => {
                return Comparison::Unknown;
            }
            Relation::Convertible(conversion) => {
                // "It rose by 2 °C" is 3.6 °F.
                let difference = Conversion {
                    offset: 0.0,
                    ..conversion
                };
                let converted = [conversion, difference].map(|it| self.converted(it));
                converted.iter().any(|it| it.agrees_but_for_falls(other))
            }
            // The same digits in two currencies are a mistake; other digits can be a conversion.
            Relation::Different if self.has_same_numbers(other) => return Comparison::Contradict,
            Relation::Different | Relation::Unknown => return Comparison::Unknown,
        };
        match agree {
            true if periods_differ => Comparison::Contradict,
            true => Comparison::Agree,
            false if periods_differ => Comparison::Unknown,
            false => Comparison::Contradict,
        }
    }

    /// Whether both can mean the same amount, if "fell 5%" is the same as -5%.
    fn agrees_but_for_falls(&self, other: &Quantity) -> bool {
        let negative = |quantity: &Quantity| Quantity {
            amount: quantity.amount.negative(),
            ..quantity.clone()
        };
        let is_fall = |quantity: &Quantity| quantity.is_fall && quantity.amount.low.value > 0.0;
        self.agrees_with(other)
            || is_fall(self) && negative(self).agrees_with(other)
            || is_fall(other) && self.agrees_with(&negative(other))
    }

    /// Whether the two are of one order of magnitude, or have the same digits. 11 cm and 5 km measure different things.
    fn is_of_order_of(&self, other: &Quantity, conversion: Conversion) -> bool {
        const MOST: f64 = 10.0;
        let converted = self.amount.high.converted(conversion).value;
        let ratio = (converted / other.amount.high.value).abs();
        self.has_same_numbers(other) || (1.0 / MOST..=MOST).contains(&ratio)
    }

    fn has_same_numbers(&self, other: &Quantity) -> bool {
        self.amount.low.value == other.amount.low.value
            && self.amount.high.value == other.amount.high.value
    }

    fn converted(&self, conversion: Conversion) -> Quantity {
        let is_exact = conversion.is_exact || self.bound != Bound::Exact;
        Quantity {
            amount: self.amount.converted(conversion),
            bound: if is_exact { self.bound } else { Bound::About },
            ..self.clone()
        }
    }

    /// Whether both can mean the same amount. Ignores units.
    pub fn agrees_with(&self, other: &Quantity) -> bool {
        if self.unit == Some(SCORE) && other.unit == Some(SCORE) {
            return self.has_same_numbers(other);
        }
        let readings = |quantity: &Quantity| {
            let Amount {
                low,
                high,
                alternative,
            } = quantity.amount;
            [Some((low, high)), alternative.map(|other| (other, other))]
        };
        let mut pairs = readings(self).into_iter().flatten().flat_map(|one| {
            readings(other)
                .into_iter()
                .flatten()
                .map(move |it| (one, it))
        });
        pairs.any(|(one, it)| agree((one, self.bound), (it, other.bound)))
    }
}

type Ends = (Number, Number);

/// A number with a word such as "about" agrees with numbers that differ by no more than this share of it.
const ABOUT: f64 = 0.2;
/// A round number without such a word agrees with numbers that differ by less than this share of it.
const ROUND: f64 = 0.05;

fn agree((one, bound): (Ends, Bound), (other, other_bound): (Ends, Bound)) -> bool {
    let tolerance = |(_, high): Ends, bound| match bound {
        Bound::Exact => high.rounding(),
        Bound::About => high.rounding().max(high.value.abs() * ABOUT),
        // "More than 700" is not 650, however round it is.
        Bound::AtLeast | Bound::AtMost => 0.0,
    };
    let tolerance = tolerance(one, bound).max(tolerance(other, other_bound));
    let low = |(low, _): Ends, bound| match bound {
        Bound::AtMost => f64::NEG_INFINITY,
        _ => low.value,
    };
    let high = |(_, high): Ends, bound| match bound {
        Bound::AtLeast => f64::INFINITY,
        _ => high.value,
    };
    let one_sided = matches!(bound, Bound::AtLeast | Bound::AtMost) && bound == other_bound;
    if one_sided {
        // "More than 700" and "more than 720" can be of one number, "more than 30,000" and "more than 80,000" hardly.
        let (low, high) = (
            one.0.value.min(other.0.value),
            one.1.value.max(other.1.value),
        );
        return high - low <= high.abs() * ABOUT;
    }
    // 9.9 - 9.8 is a little less than 0.1.
    let is_within = |apart: f64, value: f64| {
        const EXACT: f64 = 1e-9;
        apart <= value.abs() * EXACT || apart < tolerance * (1.0 - EXACT)
    };
    let is_range = |(low, high): Ends| low.value < high.value;
    if is_range(one) && is_range(other) {
        let apart = |one: Number, other: Number| (one.value - other.value).abs();
        return is_within(apart(one.0, other.0), other.0.value)
            && is_within(apart(one.1, other.1), other.1.value);
    }
    is_within(low(one, bound) - high(other, other_bound), other.1.value)
        && is_within(low(other, other_bound) - high(one, bound), one.1.value)
}

#[cfg(test)]
mod tests {
    use super::Comparison::{Agree, Contradict, Unknown};
    use crate::prose::lexicon::of_language;
    use crate::prose::quantities::{Quantities, quantities_in};

    fn read(language: &str, text: &str) -> Quantities {
        quantities_in(of_language(language).expect("a known language"), text)
    }

    #[test]
    fn quantities_compare_by_what_they_measure() {
        for (one, other, expected) in [
            ("£1.5m", "$1.5m", Contradict),
            ("£1.5m", "$1.9m", Unknown),
            ("5 euros", "5 dollars", Contradict),
            ("5 dollars", "US$5", Agree),
            ("A$5", "$5", Agree),
            ("A$5", "US$5", Contradict),
            ("12 km", "12 miles", Contradict),
            ("12 km", "7.5 miles", Agree),
            ("6 feet", "1.83 m", Agree),
            ("1,234 tons", "1,200 tonnes", Agree),
            ("20 °C", "68 °F", Agree),
            ("20 °C", "20 °F", Contradict),
            ("2 °C", "3.6 °F", Agree),
            ("20 degrees", "20 °C", Agree),
            ("two weeks", "14 days", Agree),
            ("two weeks", "24 days", Contradict),
            ("3 percentage points", "3 percent", Contradict),
            ("3 percentage points", "4 percent", Unknown),
            ("5‰", "0.5%", Agree),
            ("minus 5 degrees", "5 degrees", Contradict),
            ("it fell 5 percent", "-5 percent", Agree),
            ("it grew 5 percent", "-5 percent", Contradict),
            (
                "it fell to 5 degrees",
                "it fell to minus 5 degrees",
                Contradict,
            ),
            ("in 9.8 seconds", "in 9.9 seconds", Contradict),
            (
                "it fell to 5 degrees",
                "it fell to minus 5 degrees",
                Contradict,
            ),
            ("5 litres a day", "5 litres a year", Contradict),
            ("5 litres a day", "1,825 litres a year", Unknown),
            ("5 litres a day", "5 litres", Agree),
            ("5 km", "5 people", Unknown),
            ("5 km", "11 cm", Unknown),
            ("5 km", "5 m", Contradict),
            ("one in five", "20 percent", Agree),
            ("one in five", "one in six", Contradict),
            ("half of them", "52%", Agree),
            ("half of them", "40%", Contradict),
            ("two dozen", "23", Agree),
            ("two dozen", "36", Contradict),
            ("3-2", "2-3", Agree),
            ("3-2", "4-2", Contradict),
            ("won 1-1", "won 7-1", Contradict),
            ("8-10 years", "8-11 years", Contradict),
            ("1.5 million", "1.5 billion", Contradict),
        ] {
            let (read_one, read_other) = (read("en", one), read("en", other));
            let [first, second] = [&read_one.all[0], &read_other.all[0]];
            assert_eq!(first.compare(second), expected, "{one}, {other}");
            assert_eq!(second.compare(first), expected, "{other}, {one}");
        }
    }

    #[test]
    fn amounts_agree_within_their_precision() {
        for (one, other, expected) in [
            ("five", "5 people", true),
            ("five", "six", false),
            ("1,000", "one thousand", true),
            ("2 million", "1,987,000", true),
            ("2 million", "3.2 million", false),
            ("5.2 million", "5,234,567", true),
            ("50 percent", "49.6 percent", true),
            ("100 percent", "99 percent", false),
            ("100 degrees", "98 degrees", false),
            ("41 percent", "43 percent", false),
            ("12,000", "12,345", true),
            ("12,000", "13,500", false),
            ("more than 700", "723", true),
            ("more than 700", "650", false),
            ("nearly 100", "97", true),
            ("nearly 100", "112", false),
            ("about 80", "78", true),
            ("about 80", "8000", false),
            ("100", "10", false),
            ("100", "5 people", false),
            ("1,000", "27", false),
            ("1 million", "100,000", false),
            ("1,000", "1,120", false),
            ("1,000", "1,040", true),
            ("about 1,000", "1,120", true),
            ("more than 80,000", "more than 30,000", false),
            ("more than 700", "more than 720", true),
            ("at most 30", "at most 80", false),
            ("-5 degrees", "-6 degrees", false),
            ("-5 degrees", "5 degrees", false),
            ("minus 5 degrees", "-5 degrees", true),
            ("8-10 years", "9 years", true),
            ("8-10 years", "11 years", false),
        ] {
            let (one, other) = (read("en", one), read("en", other));
            let [one, other] = [&one.all[0], &other.all[0]];
            assert_eq!(one.agrees_with(other), expected, "{one:?} {other:?}");
            assert_eq!(other.agrees_with(one), expected, "{one:?} {other:?}");
        }
        let spanish = read("es", "1.709 niños");
        assert!(spanish.all[0].agrees_with(&read("en", "1,709 children").all[0]));
    }
}
