//! The places that a locator names, one by one.

use super::locators::{TIME, label_of};
use super::places::{DASHES, Label, PlaceReader, is_counted, is_place, is_plural, words_of};
use crate::syntax::Locator;
use crate::text::Span;

/// One place of a locator, or a range of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CitedPlace<'a> {
    /// The label as CSL calls it, or `time`.
    pub label: &'static str,
    /// Without quotation marks.
    pub from: &'a str,
    pub to: Option<&'a str>,
}

/// The places that a locator in `text` names, in order. Empty if one of them cannot be understood.
pub fn cited_places(text: &str, locator: Locator) -> Vec<CitedPlace<'_>> {
    match locator {
        Locator::Label { label, value } => labelled(text, label, value).unwrap_or_default(),
        Locator::Time(times) => {
            let ranges = times.of(text).split(", ");
            ranges.map(|range| in_parts(TIME, range, true)).collect()
        }
        Locator::Missing => Vec::new(),
    }
}

/// The bytes of a locator, after `at`.
pub fn span_of_locator(locator: Locator) -> Option<Span> {
    match locator {
        Locator::Label { label, value } => Some(label.to(value)),
        Locator::Time(times) => Some(times),
        Locator::Missing => None,
    }
}

fn labelled(text: &str, label: Span, value: Span) -> Option<Vec<CitedPlace<'_>>> {
    let first = label_of(label.of(text))?;
    let mut reader = PlaceReader {
        text,
        label: first,
        is_plural: is_plural(first, label.of(text)),
    };
    let mut words = words_of(text, value).into_iter().peekable();
    let mut places: Vec<CitedPlace> = Vec::new();
    while let Some(word) = words.next() {
        let is_first = places.is_empty();
        if word.of(text).starts_with('(') && !is_first {
            continue;
        }
        let place = match reader.label_at(word, words.peek().is_some()) {
            Some(Label::Joined(place)) => place,
            Some(Label::Alone) => continue,
            None if !is_first && !is_place(word.of(text)) => return None,
            None => {
                let to = words.next_if(|next| next.of(text).starts_with(DASHES));
                let end = to.and_then(|_| words.next());
                end.map_or(word, |end| word.to(end))
            }
        };
        let written = place.of(text);
        let is_range = match reader.label {
            "cell" => !written.contains(['!', '\'', '"']),
            label => is_counted(label) && (reader.is_plural || !written.contains('-')),
        };
        places.push(in_parts(reader.label, written, is_range));
    }
    Some(places)
}

fn in_parts<'a>(label: &'static str, written: &'a str, is_range: bool) -> CitedPlace<'a> {
    let bare = |part: &'a str| {
        let is_quoted = part.starts_with(['"', '“']);
        match is_quoted {
            true => part.trim_matches(['"', '“', '”']),
            false => part.trim(),
        }
    };
    let parts = written.split_once(DASHES).filter(|_| is_range);
    let parts = parts.filter(|(from, to)| !from.trim().is_empty() && !to.trim().is_empty());
    match parts {
        Some((from, to)) => CitedPlace {
            label,
            from: bare(from),
            to: Some(bare(to)),
        },
        None => CitedPlace {
            label,
            from: bare(written),
            to: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_one_by_one() {
        for (written, expected) in [
            ("p. 3", "page 3"),
            ("pp. 3-5, 7", "page 3–5, page 7"),
            ("p. 3 – 5", "page 3–5"),
            ("p. 5-3", "page 5-3"),
            ("vol. 2, p.3", "volume 2, page 3"),
            ("§ 5-303", "section 5-303"),
            (
                "sheet \"Budget, new\" cell B7",
                "sheet Budget, new, cell B7",
            ),
            ("cells B2–C4", "cell B2–C4"),
            ("cell 'My-sheet'!B7", "cell 'My-sheet'!B7"),
            ("art. 5 (2) para 3", "article 5, paragraph 3"),
            ("p. 3 passim", ""),
        ] {
            let (label, _) = written.split_once(' ').expect("a label and its places");
            let locator = Locator::Label {
                label: Span::new(0, label.len()),
                value: Span::new(label.len() + 1, written.len()),
            };
            let places = cited_places(written, locator);
            let places = places.iter().map(|place| match place.to {
                Some(to) => format!("{} {}–{to}", place.label, place.from),
                None => format!("{} {}", place.label, place.from),
            });
            assert_eq!(places.collect::<Vec<_>>().join(", "), expected, "{written}");
        }
    }

    #[test]
    fn times_one_by_one() {
        let written = "00:14:05, 00:20:00–00:21:00";
        let places = cited_places(written, Locator::Time(Span::new(0, written.len())));
        assert_eq!(places.len(), 2);
        assert_eq!(
            (places[1].from, places[1].to),
            ("00:20:00", Some("00:21:00"))
        );
    }
}
