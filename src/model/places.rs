//! Whether there can be such a place in a source: `pp. 3–5, 7`, `vol. 2, p. 3`, `cell Sheet1!B7`, `00:14:05`.

use smol_str::{SmolStr, format_smolstr};

use super::locators::label_of;
use crate::text::Span;

/// Why there is no such place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PlaceProblem {
    UnknownLabel(Span),
    Impossible {
        span: Span,
        why: &'static str,
        /// What the writer may have meant.
        meant: Option<SmolStr>,
    },
}

pub(super) const DASHES: [char; 3] = ['-', '–', '—'];
const QUOTES: [char; 4] = ['"', '“', '”', '\''];

/// Labels whose places are counted from one, so that `5–3` is a mistake. Others can have numbers with a dash in them:
/// table 3–2, section 5-303.
const COUNTED: &[&str] = &[
    "page",
    "paragraph",
    "line",
    "folio",
    "row",
    "column",
    "slide",
    "verse",
    "item",
    "note",
    "question",
    "minute",
];

/// Labels whose places can be called by a title in quotation marks.
const TITLED: &[&str] = &[
    "sheet",
    "chapter",
    "section",
    "part",
    "book",
    "volume",
    "article",
    "appendix",
    "act",
    "scene",
    "table",
    "figure",
    "title",
    "sub-verbo",
];

/// Checks the places after `at`: those at `places`, the first of which has that label.
pub(super) fn check_places(text: &str, label: Span, places: Span) -> Result<(), PlaceProblem> {
    let first = label_of(label.of(text)).ok_or(PlaceProblem::UnknownLabel(label))?;
    let mut reader = PlaceReader {
        text,
        label: first,
        is_plural: is_plural(first, label.of(text)),
    };
    let mut words = words_of(text, places).into_iter().peekable();
    let mut is_first = true;
    while let Some(word) = words.next() {
        let is_note = word.of(text).starts_with('(');
        match reader.label_at(word, words.peek().is_some()) {
            _ if is_note && !is_first => {}
            Some(Label::Joined(place)) => reader.check(place)?,
            Some(Label::Alone) => {}
            None if !is_first && !is_place(word.of(text)) => {
                return Err(PlaceProblem::UnknownLabel(word));
            }
            None => {
                let to = words.next_if(|next| next.of(text).starts_with(DASHES));
                let end = to.and_then(|_| words.next());
                reader.check(end.map_or(word, |end| word.to(end)))?;
            }
        }
        is_first = false;
    }
    Ok(())
}

/// The words of a list of places, without the marks between them. Quoted words are one.
pub(super) fn words_of(text: &str, places: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    let mut quote = None;
    for (at, c) in places.of(text).char_indices() {
        let at = places.start as usize + at;
        let is_gap = quote.is_none() && (c.is_whitespace() || matches!(c, ',' | ';'));
        match (start, is_gap) {
            (None, false) => {
                start = Some(at);
                quote = QUOTES.contains(&c).then_some(c);
                continue;
            }
            (Some(from), true) => {
                words.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
        if quote.is_some_and(|open| c == open || open == '“' && c == '”') {
            quote = None;
        }
    }
    words.extend(start.map(|from| Span::new(from, places.end as usize)));
    words
}

/// A label before a further place.
pub(super) enum Label {
    /// `p. 3`
    Alone,
    /// `p.3`, `§3`; the place.
    Joined(Span),
}

/// Whether places with the label are counted from one.
pub(super) fn is_counted(label: &str) -> bool {
    COUNTED.contains(&label)
}

/// Whether a further word without a label is a place: it has a digit, or is a letter or a Roman numeral.
pub(super) fn is_place(word: &str) -> bool {
    let is_roman = || word.bytes().all(|byte| b"ivxlcdmIVXLCDM".contains(&byte));
    let is_letter = || word.chars().count() == 1 && word.starts_with(char::is_alphabetic);
    word.contains(char::is_numeric) || word.starts_with(QUOTES) || is_roman() || is_letter()
}

pub(super) fn is_plural(label: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    let bare = word.trim_end_matches('.');
    bare.len() > 1 && bare != label && bare.ends_with('s')
        || matches!(bare, "pp" | "ll" | "nn" | "vv" | "¶¶")
}

/// Reads places one after the other, each with the label that holds for it.
pub(super) struct PlaceReader<'a> {
    pub text: &'a str,
    pub label: &'static str,
    pub is_plural: bool,
}

impl PlaceReader<'_> {
    /// The label at a word, which then holds for what follows.
    pub fn label_at(&mut self, word: Span, is_followed: bool) -> Option<Label> {
        let written = word.of(self.text);
        let length = match written.find(|c: char| !c.is_alphabetic() && c != '.') {
            Some(0) => written
                .find(|c| !matches!(c, '§' | '¶'))
                .unwrap_or(written.len()),
            Some(length) => length,
            None => written.len(),
        };
        let label = label_of(&written[..length])?;
        let joined = Span::new(word.start as usize + length, word.end as usize);
        // `p` and `v` can be places: `pp. p, v`. And `B7` is no `b.` 7.
        let is_label = match joined.is_empty() {
            true => is_followed,
            false => written[..length].ends_with(['.', '§', '¶']),
        };
        is_label.then(|| {
            self.label = label;
            self.is_plural = is_plural(label, &written[..length]);
            match joined.is_empty() {
                true => Label::Alone,
                false => Label::Joined(joined),
            }
        })
    }

    fn check(&self, place: Span) -> Result<(), PlaceProblem> {
        let written = place.of(self.text);
        if written.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(());
        }
        let impossible = |why, meant| {
            Err(PlaceProblem::Impossible {
                span: place,
                why,
                meant,
            })
        };
        if self.label == "cell"
            && let Some(meant) = swapped_cell(written)
        {
            return impossible("the column of a cell comes before its row", Some(meant));
        }
        if written.starts_with(['"', '“']) && !TITLED.contains(&self.label) {
            return impossible("write its number, without quotation marks", None);
        }
        match self.backward(written) {
            Some(meant) => impossible("the range ends before it begins", Some(meant)),
            None => Ok(()),
        }
    }

    /// A range the right way round, if it ends before it begins: `3–5` for `5–3`. An end with fewer digits is short
    /// for another number (`123–5`), or still being typed.
    fn backward(&self, range: &str) -> Option<SmolStr> {
        let (from, to) = range.split_once(DASHES)?;
        let (from, to) = (from.trim_end(), to.trim_start());
        let is_range = self.is_plural || !range.contains('-');
        let (first, last) = (split_number(from)?, split_number(to)?);
        let is_alike = first.0 == last.0 && first.1.len() == last.1.len();
        let is_mistake = COUNTED.contains(&self.label) && is_range && is_alike && last.1 < first.1;
        let dash = &range[from.len()..range.len() - to.len()];
        is_mistake.then(|| format_smolstr!("{to}{dash}{from}"))
    }
}

/// `A12` as `A` and `12`.
fn split_number(word: &str) -> Option<(&str, &str)> {
    let at = word.find(|c: char| c.is_ascii_digit())?;
    let (prefix, number) = word.split_at(at);
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((prefix, number))
}

/// `B7` for `7B`.
fn swapped_cell(cell: &str) -> Option<SmolStr> {
    let letters = cell.trim_start_matches(|c: char| c.is_ascii_digit());
    let row = &cell[..cell.len() - letters.len()];
    let is_column =
        (1..=3).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_column && !row.is_empty()).then(|| format_smolstr!("{letters}{row}"))
}

/// Checks times in a recording, or ranges of them.
pub(super) fn check_times(text: &str, times: Span) -> Result<(), PlaceProblem> {
    let impossible = |span, why, meant| Err(PlaceProblem::Impossible { span, why, meant });
    let mut start = times.start as usize;
    // A comma without a space after it begins the fraction of a second.
    for range in times.of(text).split_inclusive(", ") {
        let span = Span::new(start, start + range.trim_end_matches([',', ' ']).len());
        start += range.len();
        let mut ends = span.of(text).split(DASHES).map(str::trim);
        let (from, to) = (ends.next().unwrap_or_default(), ends.next());
        for time in [Some(from), to].into_iter().flatten() {
            if let Err(why) = check_time(time) {
                let at = time.as_ptr() as usize - text.as_ptr() as usize;
                return impossible(Span::new(at, at + time.len()), why, None);
            }
        }
        if let Some(to) = to.filter(|to| groups_of(to) < groups_of(from)) {
            let is_alike = from.matches(':').count() == to.matches(':').count();
            if is_alike {
                let meant = format_smolstr!("{to}–{from}");
                return impossible(span, "the range ends before it begins", Some(meant));
            }
        }
    }
    Ok(())
}

/// Checks the minutes and seconds of a time. In `75:00`, the minutes are not limited.
fn check_time(time: &str) -> Result<(), &'static str> {
    let groups = groups_of(time);
    let is_too_much = |at: usize| {
        groups
            .get(at)
            .is_some_and(|group| !group.starts_with(|c| c <= '5'))
    };
    match groups.len() {
        2 if is_too_much(1) => Err("a minute has 60 seconds"),
        3.. if is_too_much(1) => Err("an hour has 60 minutes"),
        3.. if is_too_much(2) => Err("a minute has 60 seconds"),
        _ => Ok(()),
    }
}

/// The numbers of a time, padded so that they compare as text.
fn groups_of(time: &str) -> Vec<String> {
    let groups = time.split(':').enumerate();
    groups
        .map(|(at, group)| match at {
            0 => format!("{group:0>3}"),
            _ => group.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(place: &str) -> Result<(), PlaceProblem> {
        let (label, _) = place.split_once(' ').expect("a label and its places");
        let label = Span::new(0, label.len());
        check_places(place, label, Span::new(label.end as usize + 1, place.len()))
    }

    #[test]
    fn places_as_people_cite_them() {
        for place in [
            "p. 3",
            "p. iv",
            "p. A12",
            "pp. 3, 5",
            "pp. 3–5, 7",
            "pp. 3 - 5",
            "pp. ii, iv",
            "pp. 123–5",
            "pp. 1023-31",
            "pp. 12–1",
            "p. 5-3",
            "vol. 2, p. 3",
            "vol. 2 p.3",
            "ch. 4, sec. 2",
            "art. 5(2)",
            "art. 5 (2) para. 3",
            "§ 3(2), §5",
            "§ 5-303",
            "table 3–2",
            "para. 12–14",
            "cell B7",
            "cell Sheet1!B7",
            "cell 'My sheet'!B2:C4",
            "cell $B$7",
            "cells B7, C9",
            "sheet \"Budget\" cell B7",
            "sheet \"Budget, new\", cell B7",
            "chapter “The Bridge”, p. 3",
            "verse 3:16",
            "fn. 12",
            "s.v. harbour",
        ] {
            assert_eq!(check(place), Ok(()), "{place}");
        }
    }

    #[track_caller]
    fn impossible(problem: Result<(), PlaceProblem>, text: &str) -> (String, Option<String>) {
        match problem {
            Err(PlaceProblem::Impossible { span, meant, .. }) => (
                span.of(text).to_owned(),
                meant.map(|meant| meant.to_string()),
            ),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn places_that_do_not_exist() {
        for (place, wrong, meant) in [
            ("pp. 5-3", "5-3", Some("3-5")),
            ("p. 5–3", "5–3", Some("3–5")),
            ("pp. 5 – 3", "5 – 3", Some("3 – 5")),
            ("vol. 2, pp. 123–121", "123–121", Some("121–123")),
            ("lines A12–A10", "A12–A10", Some("A10–A12")),
            ("cell 7B", "7B", Some("B7")),
            ("p. \"three\"", "\"three\"", None),
        ] {
            let found = impossible(check(place), place);
            assert_eq!(found, (wrong.into(), meant.map(str::to_owned)), "{place}");
        }
    }

    #[test]
    fn every_label_must_be_known() {
        for (place, label) in [
            ("pag. 3", "pag."),
            ("vol. 2, pag. 3", "pag."),
            ("line 12 of the minutes", "of"),
            ("p. 3, passim", "passim"),
        ] {
            match check(place) {
                Err(PlaceProblem::UnknownLabel(span)) => assert_eq!(span.of(place), label),
                other => panic!("{place}: {other:?}"),
            }
        }
    }

    #[test]
    fn times() {
        for time in [
            "00:14:05",
            "75:00",
            "0:59",
            "00:14:05.500",
            "00:14:05,500 – 00:14:07,250",
            "00:14:05:12",
            "00:14:05, 00:20:00–00:21:00",
            "1:02:10-101:00:00",
            "59:00–1:02:00",
        ] {
            assert_eq!(
                check_times(time, Span::new(0, time.len())),
                Ok(()),
                "{time}"
            );
        }
        for (time, wrong, meant) in [
            ("00:14:65", "00:14:65", None),
            ("14:60", "14:60", None),
            ("00:75:00", "00:75:00", None),
            ("00:14:05–00:14:61", "00:14:61", None),
            ("00:10-00:05", "00:10-00:05", Some("00:05–00:10")),
            ("00:01, 00:10–00:05", "00:10–00:05", Some("00:05–00:10")),
        ] {
            let found = impossible(check_times(time, Span::new(0, time.len())), time);
            assert_eq!(found, (wrong.into(), meant.map(str::to_owned)), "{time}");
        }
    }
}
