//! What units measure, and how amounts in two units of one measure compare.

use self::Measure::*;

/// How an amount in one unit relates to an amount in another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Relation {
    /// One unit, or two names for it.
    Same,
    /// An amount in the first unit is so many of the second.
    Convertible(Conversion),
    /// Both measure the same, but there is no fixed rate: dollars and euros.
    Different,
    /// They measure different things, or one of them has no unit.
    Unknown,
}

/// `amount * factor + offset`
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conversion {
    pub factor: f64,
    /// 0 for a difference of two amounts: it rose by 2 °C, or 3.6 °F.
    pub offset: f64,
    /// Whether the factor is the same everywhere. A ton is not.
    pub is_exact: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Length,
    Area,
    Volume,
    Mass,
    Speed,
    Power,
    Energy,
    Time,
    Temperature,
    Share,
    /// A difference of two shares.
    Points,
}

/// Units with what one of them is in the first unit of its measure. Temperatures have an offset too: see
/// [`ZERO_FAHRENHEIT`].
const UNITS: &[(&str, Measure, f64)] = &[
    ("m", Length, 1.0),
    ("mm", Length, 0.001),
    ("cm", Length, 0.01),
    ("km", Length, 1_000.0),
    ("in", Length, 0.0254),
    ("ft", Length, 0.3048),
    ("yd", Length, 0.9144),
    ("mi", Length, 1_609.344),
    ("nmi", Length, 1_852.0),
    ("m²", Area, 1.0),
    ("km²", Area, 1e6),
    ("ha", Area, 1e4),
    ("acre", Area, 4_046.856),
    ("ft²", Area, 0.092_903),
    ("mi²", Area, 2_589_988.0),
    ("l", Volume, 1.0),
    ("ml", Volume, 0.001),
    ("m³", Volume, 1_000.0),
    ("barrel", Volume, 158.987),
    ("kg", Mass, 1.0),
    ("g", Mass, 0.001),
    ("mg", Mass, 1e-6),
    ("t", Mass, 1_000.0),
    ("ton", Mass, 960.0),
    ("lb", Mass, 0.453_592),
    ("oz", Mass, 0.028_35),
    ("km/h", Speed, 1.0),
    ("mph", Speed, 1.609_344),
    ("m/s", Speed, 3.6),
    ("knot", Speed, 1.852),
    ("W", Power, 1.0),
    ("kW", Power, 1e3),
    ("MW", Power, 1e6),
    ("GW", Power, 1e9),
    ("kWh", Energy, 1.0),
    ("MWh", Energy, 1e3),
    ("GWh", Energy, 1e6),
    ("TWh", Energy, 1e9),
    ("second", Time, 1.0),
    ("minute", Time, 60.0),
    ("hour", Time, 3_600.0),
    ("day", Time, 86_400.0),
    ("week", Time, 604_800.0),
    ("month", Time, 2_629_746.0),
    ("year", Time, 31_556_952.0),
    ("decade", Time, 315_569_520.0),
    ("century", Time, 3_155_695_200.0),
    ("°C", Temperature, 1.0),
    ("°F", Temperature, 5.0 / 9.0),
    ("%", Share, 1.0),
    (SHARE, Share, 1.0),
    ("‰", Share, 0.1),
    ("percentage points", Points, 1.0),
    ("basis points", Points, 0.01),
];

/// The unit of a share in words, in percent: "half of", "one in five". Unlike a percentage, it can be meant as a count.
pub const SHARE: &str = "share";

/// The unit of a score: two amounts, one for each side.
pub const SCORE: &str = "score";

/// Units whose size depends on the country or the time: their conversions are not exact.
const INEXACT: [&str; 3] = ["ton", "month", "barrel"];

/// The temperature of 0 °F in °C.
const ZERO_FAHRENHEIT: f64 = -160.0 / 9.0;

/// Currencies without a sign of their own kind. Those that end with `$` are dollars of some country.
const CURRENCIES: [&str; 24] = [
    "€", "£", "yen", "yuan", "rupee", "peso", "bolívar", "rouble", "franc", "real", "won", "lira",
    "rand", "zloty", "krone", "shekel", "riyal", "dinar", "dirham", "hryvnia", "naira", "baht",
    "forint", "sol",
];

impl Relation {
    /// The relation of amounts with these units; `None` is an amount without a unit.
    pub fn of(one: Option<&str>, other: Option<&str>) -> Relation {
        let (Some(one), Some(other)) = (one, other) else {
            return match one == other {
                true => Relation::Same,
                false => Relation::Unknown,
            };
        };
        if one == other || is_general(one, other) || is_general(other, one) {
            return Relation::Same;
        }
        if is_currency(one) && is_currency(other) {
            return Relation::Different;
        }
        let (Some((measure, factor)), Some((other_measure, other_factor))) =
            (measure_of(one), measure_of(other))
        else {
            return Relation::Unknown;
        };
        match [measure, other_measure] {
            [Share, Points] | [Points, Share] => Relation::Different,
            [measure, other_measure] if measure == other_measure => {
                let offset = |unit| if unit == "°F" { ZERO_FAHRENHEIT } else { 0.0 };
                Relation::Convertible(Conversion {
                    factor: factor / other_factor,
                    offset: (offset(one) - offset(other)) / other_factor,
                    is_exact: ![one, other].iter().any(|unit| INEXACT.contains(unit)),
                })
            }
            _ => Relation::Unknown,
        }
    }
}

/// Whether the first is a general name that can mean the second: any country's dollars, any scale's degrees. In Latin
/// America, `$` is also the sign of the peso.
fn is_general(general: &str, special: &str) -> bool {
    match general {
        "$" => special.ends_with('$') || special == "peso",
        "°" => special.starts_with('°'),
        _ => false,
    }
}

pub fn is_currency(unit: &str) -> bool {
    unit.ends_with('$') || CURRENCIES.contains(&unit)
}

fn measure_of(unit: &str) -> Option<(Measure, f64)> {
    let mut units = UNITS.iter();
    let found = units.find(|(name, ..)| *name == unit)?;
    Some((found.1, found.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_measure_convert() {
        for (one, amount, other, expected) in [
            ("km", 12.0, "mi", 7.456_454),
            ("°C", 30.0, "°F", 86.0),
            ("°F", 32.0, "°C", 0.0),
            ("week", 2.0, "day", 14.0),
            ("kg", 1.0, "lb", 2.204_624),
            ("‰", 5.0, "%", 0.5),
        ] {
            let Relation::Convertible(conversion) = Relation::of(Some(one), Some(other)) else {
                panic!("{one} does not convert to {other}");
            };
            let converted = amount * conversion.factor + conversion.offset;
            assert!((converted - expected).abs() < 1e-3, "{one}: {converted}");
        }
    }

    #[test]
    fn relations() {
        for (one, other, expected) in [
            (Some("$"), Some("A$"), Relation::Same),
            (Some("US$"), Some("A$"), Relation::Different),
            (Some("€"), Some("£"), Relation::Different),
            (Some("°"), Some("°F"), Relation::Same),
            (Some("%"), Some("percentage points"), Relation::Different),
            (Some("%"), None, Relation::Unknown),
            (None, None, Relation::Same),
            (Some("km"), Some("kg"), Relation::Unknown),
            (Some("£"), Some("kg"), Relation::Unknown),
        ] {
            assert_eq!(Relation::of(one, other), expected, "{one:?} {other:?}");
            assert_eq!(Relation::of(other, one), expected, "{other:?} {one:?}");
        }
    }
}
