//! Which number or date of a passage goes with which of another text.

use crate::prose::Lexicon;
use crate::prose::dates::{Parts, ProseDate, When};
use crate::prose::quantities::{Quantities, Quantity};
use crate::text::words::words as words_of;

/// The dates that are more than a day of the week.
pub fn dates_of(quantities: &Quantities) -> Vec<&ProseDate> {
    let dates = quantities.dates.iter();
    dates.filter(|date| date.when != When::Weekday).collect()
}

/// The only quantity in the unit of `wanted`.
pub fn counterpart<'q>(quantities: &'q Quantities, wanted: &Quantity) -> Option<&'q Quantity> {
    let mut alike = quantities
        .all
        .iter()
        .filter(|quantity| quantity.unit == wanted.unit);
    let first = alike.next().filter(|_| !quantities.is_unclear())?;
    (first.is_certain && alike.next().is_none()).then_some(first)
}

/// The only quantity of the passage, if it counts what `wanted` counts. So 1500 is no year: "1500 people".
pub fn counted_alike<'q>(
    quantities: &'q Quantities,
    wanted: &Quantity,
    [passage, value]: [&str; 2],
) -> Option<&'q Quantity> {
    let [quantity] = &quantities.all[..] else {
        return None;
    };
    let counted = |text: &str, quantity: &Quantity| -> Option<String> {
        let following = &text[quantity.following_words.clone()];
        let first = words_of(following).next()?;
        Some(following[first].to_lowercase())
    };
    let is_alike =
        counted(value, wanted).is_some_and(|word| counted(passage, quantity) == Some(word));
    (is_alike && !quantities.is_unclear()).then_some(quantity)
}

/// The only quantity of the passage that is not in the words, and the only one of the words, in the same unit, that is
/// not in the passage.
pub fn unmatched<'q>(
    in_passage: &'q Quantities,
    in_words: &'q Quantities,
) -> Option<(&'q Quantity, &'q Quantity)> {
    fn not_among<'q>(
        all: &'q Quantities,
        others: &'q Quantities,
    ) -> impl Iterator<Item = &'q Quantity> {
        let is_matched = |quantity: &Quantity| {
            let mut others = others.all.iter();
            others.any(|it| it.unit == quantity.unit && it.agrees_with(quantity))
        };
        let certain = all.all.iter().filter(|quantity| quantity.is_certain);
        certain.filter(move |quantity| !is_matched(quantity))
    }
    fn only<'q>(mut all: impl Iterator<Item = &'q Quantity>) -> Option<&'q Quantity> {
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }
    if in_passage.is_unclear() || in_words.is_unclear() {
        return None;
    }
    let other = only(not_among(in_words, in_passage))?;
    let quantity = only(not_among(in_passage, in_words).filter(|it| it.unit == other.unit))?;
    Some((quantity, other))
}

/// Whether both have a year, a month or a day, but not the same one.
pub fn differ(one: Parts, other: Parts) -> bool {
    fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
        one.is_some() && other.is_some() && one != other
    }
    differ(one.year, other.year) || differ(one.month, other.month) || differ(one.day, other.day)
}

/// Whether the two have a word in common, apart from small words such as articles.
pub fn share_word([one, other]: [&str; 2], lexicon: &Lexicon) -> bool {
    let small = lexicon.words.numbers.function_words;
    let significant = |text: &str| -> Vec<String> {
        let words = words_of(text).map(|word| text[word].to_lowercase());
        words
            .filter(|word| !small.contains(&word.as_str()))
            .collect()
    };
    let others = significant(other);
    significant(one).iter().any(|word| others.contains(word))
}
