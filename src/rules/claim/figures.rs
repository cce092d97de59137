//! Numbers that somebody has to have counted or measured.

use crate::prose::WordClass;
use crate::prose::quantities::Quantity;
use crate::rules::claim::passage_prose::Prose;
use crate::text::words::words;

/// Whether it is an amount of money, or a percentage.
pub fn is_money_or_share(quantity: &Quantity) -> bool {
    const UNITS: [&str; 10] = [
        "%", "€", "£", "yen", "yuan", "rupee", "peso", "bolívar", "rouble", "franc",
    ];
    let unit = quantity.unit;
    unit.is_some_and(|unit| unit.ends_with('$') || UNITS.contains(&unit))
}

/// Whether it is money, a percentage, a number in digits, or a number of people.
pub fn is_figure(prose: &Prose, quantity: &Quantity) -> bool {
    let has_digits = prose.text[quantity.number.clone()].contains(char::is_numeric);
    let following = &prose.text[quantity.following_words.clone()];
    let mut counted = words(following).map(|word| &following[word]);
    let is_person = |word: &str| prose.lexicon.is(word, WordClass::People);
    has_digits || is_money_or_share(quantity) || counted.any(is_person)
}
