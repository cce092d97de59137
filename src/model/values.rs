//! Checks whether a value has the shape that its field requires.

use smallvec::SmallVec;

use super::places::{PlaceProblem, check_places, check_times};
use super::schema::Shape;
use crate::syntax::{Locator, Part, PartKind, Value};
use crate::text::Span;

/// Why a value does not have the shape.
pub(super) enum Misfit {
    Shape,
    Date(Span, String),
    Place(PlaceProblem),
    /// Words without a number in digits: they may be a number in words.
    NoNumber,
}

/// Checks `value` against `shape`.
pub(super) fn check(text: &str, value: &Value, shape: Shape) -> Result<(), Misfit> {
    check_dates(text, value)?;
    if shape == Shape::Quantity {
        return check_quantity(text, value);
    }
    check_locators(text, value)?;
    let word = |part: &Part| part.span.of(text);
    let kinds: SmallVec<[PartKind; 8]> = value.parts.iter().map(|part| part.kind).collect();
    let fits = match shape {
        Shape::Text | Shape::Path => matches!(kinds[..], [PartKind::String]),
        Shape::File => match kinds[..] {
            [PartKind::String] => true,
            [PartKind::String, PartKind::Word, _] => word(&value.parts[1]) == "sha256",
            _ => false,
        },
        Shape::Url => matches!(kinds[..], [PartKind::Url]),
        Shape::Date | Shape::Moment => is_date(text, &value.parts),
        Shape::Language => {
            matches!(kinds[..], [PartKind::Word]) && is_language(word(&value.parts[0]))
        }
        Shape::Wikidata => {
            matches!(kinds[..], [PartKind::Word]) && is_wikidata(word(&value.parts[0]))
        }
        Shape::Choice(words) => {
            matches!(kinds[..], [PartKind::Word]) && words.contains(&word(&value.parts[0]))
        }
        Shape::Entity | Shape::Source => matches!(kinds[..], [PartKind::Reference]),
        Shape::Who => matches!(kinds[..], [PartKind::Reference | PartKind::String]),
        Shape::Evidence => is_evidence(text, &value.parts),
        Shape::Role => matches!(
            kinds[..],
            [PartKind::String] | [PartKind::String, PartKind::Date]
        ),
        Shape::Approval => matches!(kinds[..], [PartKind::Date, PartKind::By(_)]),
        Shape::Retraction => {
            matches!(
                kinds[..],
                [PartKind::Date] | [PartKind::Date, PartKind::String]
            )
        }
        Shape::Reply => matches!(
            kinds[..],
            [PartKind::Reference]
                | [PartKind::Reference, PartKind::Word]
                | [PartKind::Reference, PartKind::Word, PartKind::Date]
        ),
        // Checked above.
        Shape::Quantity => true,
        Shape::SignOff => matches!(
            kinds[..],
            [PartKind::Date, PartKind::By(_)]
                | [PartKind::Date, PartKind::By(_), PartKind::Seal(_)]
        ),
        Shape::Allow => matches!(
            kinds[..],
            [PartKind::Word] | [PartKind::Word, PartKind::String]
        ),
    };
    if fits { Ok(()) } else { Err(Misfit::Shape) }
}

fn check_dates(text: &str, value: &Value) -> Result<(), Misfit> {
    for part in value
        .parts
        .iter()
        .filter(|part| part.kind == PartKind::Date)
    {
        crate::text::edtf::check(part.span.of(text)).map_err(|why| Misfit::Date(part.span, why))?;
    }
    Ok(())
}

fn check_locators(text: &str, value: &Value) -> Result<(), Misfit> {
    for part in &value.parts {
        match part.kind {
            PartKind::Locator(Locator::Label { label, value }) => check_places(text, label, value),
            PartKind::Locator(Locator::Time(times)) => check_times(text, times),
            _ => Ok(()),
        }
        .map_err(Misfit::Place)?;
    }
    Ok(())
}

fn is_date(text: &str, parts: &[Part]) -> bool {
    match parts {
        [part] if part.kind == PartKind::Date => true,
        // A year without exactly four digits is read as a number.
        [part] if part.kind == PartKind::Number => {
            crate::text::edtf::check(part.span.of(text)).is_ok()
        }
        _ => false,
    }
}

/// BCP 47 by its form: subtags of letters and digits, the first of two or three letters (or `x`).
pub(super) fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let first = subtags.next().unwrap_or_default();
    let is_primary =
        (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    (is_primary || first.eq_ignore_ascii_case("x"))
        && subtags.all(|tag| {
            (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

fn is_wikidata(word: &str) -> bool {
    word.strip_prefix('Q').is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0')
    })
}

/// A number in whatever way the article writes it, or a date. What it means is read with the words of the article's
/// language, so only what can be no number in any language is wrong here.
fn check_quantity(text: &str, value: &Value) -> Result<(), Misfit> {
    let mut parts = value.parts.iter();
    let is_quoted = parts.clone().all(|part| part.kind == PartKind::String);
    let can_be_part = |part: &Part| match part.kind {
        // `at least 5`
        PartKind::Locator(locator) => matches!(locator, Locator::Label { .. }),
        PartKind::Reference | PartKind::Url | PartKind::By(_) | PartKind::Seal(_) => false,
        _ => true,
    };
    if is_quoted || !parts.all(can_be_part) {
        return Err(Misfit::Shape);
    }
    match value.span.of(text).contains(char::is_numeric) {
        true => Ok(()),
        false => Err(Misfit::NoNumber),
    }
}

fn is_evidence(text: &str, parts: &[Part]) -> bool {
    let mut rest = parts.iter().peekable();
    if !rest
        .next()
        .is_some_and(|part| part.kind == PartKind::Reference)
    {
        return false;
    }
    rest.next_if(|part| matches!(part.kind, PartKind::Locator(_)));
    rest.next_if(|part| part.kind == PartKind::String);
    rest.next_if(|part| {
        part.kind == PartKind::Word && matches!(part.span.of(text), "primary" | "secondary")
    });
    rest.next().is_none()
}
