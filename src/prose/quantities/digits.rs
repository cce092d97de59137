//! The numbers that digits with points and commas mean.

use crate::prose::figures::DecimalMark;
use crate::prose::quantities::quantity::Number;

/// The factor that the letters directly after digits stand for. "m" is a million only in amounts of money.
pub fn scale_of_letters(letters: &str, has_currency: bool) -> Option<f64> {
    match letters {
        "bn" | "bln" => Some(1e9),
        "tn" | "trn" => Some(1e12),
        "mn" | "mln" => Some(1e6),
        "m" | "M" if has_currency => Some(1e6),
        "k" | "K" if has_currency => Some(1e3),
        "B" if has_currency => Some(1e9),
        _ => None,
    }
}

/// The value of a fraction in one character: `½`.
fn fraction(character: char) -> Option<f64> {
    let (part, whole) = match character {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Some(f64::from(part) / f64::from(whole))
}

/// The fraction that is all of `text`.
pub fn only_fraction(text: &str) -> Option<f64> {
    let mut characters = text.chars();
    let value = fraction(characters.next()?)?;
    characters.next().is_none().then_some(value)
}

/// The meaning of a word of digits, points and commas.
pub enum Digits {
    /// The number, and the number that the digits mean in some other countries.
    Number(Number, Option<Number>),
    /// `007`, `2.1.3`
    NotAQuantity,
    Unclear,
}

/// The meaning of `digits` in a language with the decimal mark `mark`.
pub fn digits_of(digits: &str, mark: DecimalMark) -> Digits {
    let number = |number: Option<Number>| match number {
        Some(number) => Digits::Number(number, None),
        None => Digits::Unclear,
    };
    let Some(first) = digits.find(['.', ',']) else {
        let is_code = digits.len() > 1 && digits.starts_with('0');
        return match is_code {
            true => Digits::NotAQuantity,
            false => number(whole(digits)),
        };
    };
    let last = digits.rfind(['.', ',']).unwrap_or(first);
    let is_point = digits.as_bytes()[first] == b'.';
    let grouped = is_grouped(digits).then(|| whole(digits)).flatten();
    let is_mixed = digits.contains('.') && digits.contains(',');
    match (mark, is_point, grouped) {
        _ if is_mixed => {
            // The last mark is the decimal mark, and appears only once.
            let head = &digits[..last];
            let is_clear = is_grouped(head) && !head.contains(&digits[last..=last]);
            number(decimal(digits, last).filter(|_| is_clear))
        }
        (_, _, Some(_)) if last > first => number(grouped),
        // "1.2.3" is a section, "1,2,3" a list.
        (_, true, None) if last > first => Digits::NotAQuantity,
        (_, false, None) if last > first => Digits::Unclear,
        (DecimalMark::Point, false, _) => number(grouped),
        (DecimalMark::EitherByCountry, _, Some(grouped)) => {
            Digits::Number(grouped, decimal(digits, first))
        }
        _ => number(decimal(digits, first)),
    }
}

/// Whether the digits are in groups of three; the first group has one to three digits and no leading zero. In India,
/// the groups before the last have two digits.
fn is_grouped(digits: &str) -> bool {
    let mut groups = digits.split(['.', ',']);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let Some((last, middle)) = rest.split_last() else {
        return !first.is_empty();
    };
    let of = |length: usize| middle.iter().all(|group| group.len() == length);
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && last.len() == 3
        && (of(3) || of(2) && first.len() <= 2)
}

fn whole(digits: &str) -> Option<Number> {
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let value = digits.parse().ok().filter(|_| digits.len() <= 15)?;
    let step = step_of(value);
    Some(Number { value, step })
}

/// The number with its decimal mark at `at`.
fn decimal(digits: &str, at: usize) -> Option<Number> {
    let whole: String = digits[..at].chars().filter(char::is_ascii_digit).collect();
    let part = &digits[at + 1..];
    let value = format!("{whole}.{part}").parse().ok()?;
    let step = 0.1_f64.powi(part.len().try_into().ok()?);
    Some(Number { value, step })
}

/// The distance to the next number that is equally round: 1 for 40, 100 for 400.
pub fn step_of(value: f64) -> f64 {
    let mut step = 1.0;
    while value > 0.0 && value % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    if step >= 100.0 { step } else { 1.0 }
}
