//! Ages in running text: "Ines Varga, 54", "the 42-year-old mayor".

use std::ops::Range;

use crate::prose::quantities::Quantity;
use crate::prose::{Ages, Bound};

/// The quantity as an age in whole years, if it can be one.
pub fn age_of(quantity: &Quantity) -> Option<i16> {
    let low = quantity.amount.low.value;
    let is_age = quantity.is_certain
        && quantity.bound == Bound::Exact
        && matches!(quantity.unit, None | Some("year"))
        && quantity.amount.high.value == low
        && (1.0..=120.0).contains(&low)
        && low.fract() == 0.0;
    is_age.then_some(low as i16)
}

/// Whether the words between and around the name and the number make the number an age.
pub fn is_age_next_to(ages: &Ages, text: &str, name: &Range<usize>, quantity: &Quantity) -> bool {
    let after = &text[quantity.range.end..];
    let ends = |rest: &str| {
        let next = rest.chars().next();
        next.is_none_or(|next| matches!(next, ',' | ')' | ';' | '.'))
    };
    let has_unit = quantity.unit.is_some();
    if name.end <= quantity.range.start {
        let between = &text[name.end..quantity.range.start];
        let old = ages.old.iter().find_map(|old| after.strip_prefix(old));
        let is_linked = |links: &[&str]| links.contains(&between);
        return match has_unit {
            false => is_linked(ages.before_number) && ends(after),
            true if ages.needs_old => is_linked(ages.before_years) && old.is_some(),
            true => is_linked(ages.before_years) && (ends(after) || old.is_some_and(ends)),
        };
    }
    // "The 42-year-old mayor Ines Varga"
    let between = text.get(quantity.range.end..name.start);
    let between = between.and_then(|it| it.strip_prefix(ages.attributive.filter(|_| has_unit)?));
    between.is_some_and(|between| {
        between.split(' ').filter(|word| !word.is_empty()).count() <= 3
            && between.starts_with(' ')
            && between.chars().all(|c| c == ' ' || c.is_lowercase())
            && !between.split(' ').any(|word| ages.apart.contains(&word))
    })
}
