//! What people write at the margin: addresses, pages and times in a comment, and notes with their author and date.

use crate::model::locators::label_of;
use crate::text::addresses::addresses_in;
use crate::text::words::words;

use super::model::Note;

/// What a comment says about where something can be looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    pub address: Option<String>,
    /// The words that name the source, if it has no address.
    pub title: Option<String>,
    /// As Sayso writes it: `p. 4`, `00:14:05`.
    pub locator: Option<String>,
}

/// The longest text that names a source, in words.
const LONGEST_TITLE: usize = 16;

/// The sources that a text names. A text without an address names one if it has a place in it, or if `is_footnote`.
pub fn citations_in(text: &str, links: &[String], is_footnote: bool) -> Vec<Citation> {
    let mut found: Vec<(usize, Citation)> = Vec::new();
    for range in addresses_in(text) {
        let address = &text[range.clone()];
        let address = match address {
            _ if is_web(address) => address.to_owned(),
            _ if address.to_lowercase().starts_with("www.") => format!("https://{address}"),
            _ => continue,
        };
        found.push((range.start, Citation::of_address(address)));
    }
    for link in links {
        let is_known = |it: &(usize, Citation)| it.1.address.as_ref() == Some(link);
        if is_web(link) && !found.iter().any(is_known) {
            found.push((text.len(), Citation::of_address(link.clone())));
        }
    }
    let places = locators_in(text);
    if found.is_empty() {
        return named_in(text, &places, is_footnote).into_iter().collect();
    }
    for (at, locator) in places {
        // A place follows its address, or stands before the first one.
        let before = found
            .iter()
            .rposition(|(start, it)| *start < at && it.locator.is_none());
        let nearest = before.or_else(|| found.iter().position(|(_, it)| it.locator.is_none()));
        if let Some(nearest) = nearest {
            found[nearest].1.locator = Some(locator);
        }
    }
    found.into_iter().map(|(_, citation)| citation).collect()
}

impl Citation {
    fn of_address(address: String) -> Citation {
        Citation {
            address: Some(address),
            ..Citation::default()
        }
    }
}

fn is_web(address: &str) -> bool {
    let address = address.to_lowercase();
    address.starts_with("http://") || address.starts_with("https://")
}

/// A source that is named by its title: `Annual report 2025, p. 4`.
fn named_in(text: &str, places: &[(usize, String)], is_footnote: bool) -> Option<Citation> {
    let title = match places.first() {
        Some((at, _)) => &text[..*at],
        None if is_footnote => text,
        None => return None,
    };
    let is_edge = |c: char| !c.is_alphanumeric() && !matches!(c, ')' | '”' | '»' | '"');
    let title = title.trim_end_matches(is_edge);
    let title = title.trim_end_matches(" at").trim_end_matches(is_edge);
    let sentence = title.rfind(['?', '!', ';']).map_or(0, |end| end + 1);
    let title = without_lead(title[sentence..].trim());
    let count = words(title).count();
    (count > 0 && count <= LONGEST_TITLE).then(|| Citation {
        address: None,
        title: Some(title.to_owned()),
        locator: places.first().map(|(_, locator)| locator.clone()),
    })
}

/// Words before the title of a source.
const LEADS: [&str; 9] = [
    "see", "cf.", "source:", "per", "from", "fuente:", "véase", "ver", "según",
];

fn without_lead(title: &str) -> &str {
    let first = title.split_whitespace().next().unwrap_or_default();
    match LEADS.contains(&first.to_lowercase().as_str()) {
        true => title[first.len()..].trim_start(),
        false => title,
    }
}

/// The place, if the text is one and nothing else.
pub fn locator_in(text: &str) -> Option<String> {
    let text = text.trim();
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    // As Sayso writes it, with any label that it knows.
    let is_value =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '.' | ':' | ',' | ' ' | '!' | '§');
    if label_of(first).is_some()
        && rest.contains(|c: char| c.is_alphanumeric())
        && rest.chars().all(is_value)
    {
        return Some(text.to_owned());
    }
    match &locators_in(text)[..] {
        [(0, locator)] => Some(locator.clone()),
        _ => None,
    }
}

/// The places in a source that the text names, with their offsets.
fn locators_in(text: &str) -> Vec<(usize, String)> {
    let addresses: Vec<_> = addresses_in(text).collect();
    let tokens: Vec<(usize, &str)> = tokens(text)
        .filter(|(at, _)| !addresses.iter().any(|address| address.contains(at)))
        .collect();
    let mut found = Vec::new();
    for (number, (at, token)) in tokens.iter().enumerate() {
        let bare =
            token.trim_matches(|c: char| matches!(c, '(' | ')' | ',' | ';' | '.' | '[' | ']'));
        if let Some(time) = time(bare) {
            found.push((*at, time));
            continue;
        }
        let opened = token.trim_start_matches(['(', '[']);
        let next = tokens.get(number + 1).map(|(_, next)| *next);
        if let Some(label) = written_label(opened)
            && let Some(value) = next.and_then(number_of)
        {
            found.push((*at, format!("{label} {value}")));
            continue;
        }
        // `p.4`, `§3`
        let digits = opened.find(|c: char| c.is_ascii_digit());
        let parted = digits.filter(|at| *at > 0).map(|at| opened.split_at(at));
        if let Some((label, value)) = parted
            && let Some(label) = written_label(label).filter(|_| label.ends_with(['.', '§', '¶']))
            && let Some(value) = number_of(value)
        {
            found.push((*at, format!("{label} {value}")));
        }
    }
    found
}

fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace()
        .map(|token| (token.as_ptr() as usize - text.as_ptr() as usize, token))
}

/// Labels in other languages, and those that are only a word like any other, such as `note`.
const PAGES: [&str; 9] = [
    "pág.", "págs.", "página", "páginas", "pag.", "s.", "seite", "seiten", "pagina",
];
const LABELS: [&str; 12] = [
    "page",
    "paragraph",
    "line",
    "section",
    "chapter",
    "table",
    "figure",
    "cell",
    "row",
    "slide",
    "sheet",
    "appendix",
];

/// The label as Sayso writes it.
fn written_label(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    if PAGES.contains(&lower.as_str()) {
        return Some("p.".to_owned());
    }
    let label = label_of(word).filter(|label| LABELS.contains(label))?;
    Some(match label {
        "page" => "p.".to_owned(),
        _ => lower,
    })
}

/// `4`, `3–5`, `B7`: what can follow a label.
fn number_of(word: &str) -> Option<String> {
    let bare = word.trim_end_matches([',', ';', '.', ')', ':', ']', '?', '!']);
    let has_digit = bare.bytes().any(|byte| byte.is_ascii_digit());
    let is_value = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '–' | '.' | ':');
    (has_digit && bare.len() <= 12 && bare.chars().all(is_value)).then(|| bare.replace('-', "–"))
}

/// `00:14:05`, also for `0:14:05`, and a range of two.
fn time(word: &str) -> Option<String> {
    let one = |word: &str| {
        let parts: Vec<&str> = word.split(':').collect();
        let [hours, minutes, seconds] = parts[..] else {
            return None;
        };
        let number = |part: &str, most: u32| {
            let is_number =
                (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            is_number
                .then(|| part.parse().ok())
                .flatten()
                .filter(|it: &u32| *it < most)
        };
        let all = (
            number(hours, 100)?,
            number(minutes, 60)?,
            number(seconds, 60)?,
        );
        Some(format!("{:02}:{:02}:{:02}", all.0, all.1, all.2))
    };
    match word.split_once(['-', '–']) {
        Some((from, to)) => Some(format!("{}–{}", one(from)?, one(to)?)),
        None => one(word),
    }
}

impl Note {
    /// As the text of a `note:`: `Ana Ruiz (2026-01-09, resolved): …`.
    pub fn in_draft(&self) -> String {
        let resolved = self.is_resolved.then_some("resolved");
        let aside: Vec<&str> = self.date.as_deref().into_iter().chain(resolved).collect();
        let text = self.text.as_str();
        match (&self.by, aside.is_empty()) {
            (None, true) => text.to_owned(),
            (None, false) => format!("({}): {text}", aside.join(", ")),
            (Some(by), true) => format!("{by}: {text}"),
            (Some(by), false) => format!("{by} ({}): {text}", aside.join(", ")),
        }
    }

    /// The note in the text of a `note:`. Only what has a day says who wrote it.
    pub fn of_draft(text: &str) -> Note {
        Note::signed(text).unwrap_or_else(|| Note {
            text: text.to_owned(),
            ..Note::default()
        })
    }

    fn signed(text: &str) -> Option<Note> {
        let (head, rest) = text.split_once("): ")?;
        let (by, aside) = head.rsplit_once('(')?;
        let by = by.trim();
        let (date, is_resolved) = match aside.strip_suffix("resolved") {
            Some(date) => (date.trim_end_matches(", "), true),
            None => (aside, false),
        };
        let is_date = date.parse::<jiff::civil::Date>().is_ok();
        let is_head = (is_date || date.is_empty() && is_resolved) && by.chars().count() <= 80;
        is_head.then(|| Note {
            text: rest.to_owned(),
            by: (!by.is_empty()).then(|| by.to_owned()),
            date: is_date.then(|| date.to_owned()),
            is_resolved,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = citations_in(text, &[], false);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|it| {
                let named = it.address.as_deref().or(it.title.as_deref());
                (named.unwrap_or(""), it.locator.as_deref().unwrap_or(""))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn addresses_pages_and_times() {
        check("https://a.org/x, p. 4.", &[("https://a.org/x", "p. 4")]);
        check(
            "See page 12 of http://a.org/x",
            &[("http://a.org/x", "p. 12")],
        );
        check("www.a.org (pp. 3-5)", &[("https://www.a.org", "p. 3–5")]);
        check(
            "https://a.org/v at 0:14:05",
            &[("https://a.org/v", "00:14:05")],
        );
        check(
            "https://a.org/1 p. 1 and https://a.org/2 §3",
            &[("https://a.org/1", "p. 1"), ("https://a.org/2", "§ 3")],
        );
        check(
            "Annual report 2025, pág. 4",
            &[("Annual report 2025", "p. 4")],
        );
        check(
            "See the tape, 00:14:05–00:14:30",
            &[("the tape", "00:14:05–00:14:30")],
        );
    }

    #[test]
    fn nothing_is_made_up() {
        for text in [
            "Is this right?",
            "call ana@a.org",
            "at 14:30",
            "p. 4",
            "3 p. m.",
            "",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_note_is_read_as_it_was_written() {
        for by in [None, Some("Ana Ruiz (desk)".to_owned())] {
            for date in [None, Some("2026-01-09".to_owned())] {
                for is_resolved in [false, true] {
                    let note = Note {
                        text: "(see): it".to_owned(),
                        by: by.clone().filter(|_| date.is_some() || is_resolved),
                        date: date.clone(),
                        is_resolved,
                    };
                    if note.by.as_deref() != Some("Ana Ruiz (desk)") || note.date.is_some() {
                        let read = Note::of_draft(&note.in_draft());
                        assert_eq!(read, note, "{}", note.in_draft());
                    }
                }
            }
        }
    }
}
