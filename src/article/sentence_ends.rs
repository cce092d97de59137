//! Corrections to the ends of sentences that the library finds: the ends that it misses, and those that it takes
//! abbreviations for.

use crate::text::words::words;

/// Whether a sentence can end at `end`. `language` is the primary subtag of BCP 47.
pub fn can_end(text: &str, end: usize, language: &str) -> bool {
    let before = text[..end].trim_end();
    let after = text[end..].trim_start();
    if before.ends_with([')', ']']) && after.starts_with(char::is_lowercase) {
        return false;
    }
    let Some(head) = before.strip_suffix('.') else {
        return true;
    };
    let is_inside_dots = after.starts_with('.') && text[end..].starts_with('.');
    // As in `1.5` and `example.org`, also where the second half is in letters that look the same.
    let is_inside_word = before.len() == end
        && head.ends_with(char::is_alphanumeric)
        && text[end..].starts_with(char::is_alphanumeric);
    !is_inside_dots && !is_inside_word && !is_abbreviated(head, after, language)
}

/// Whether the full stop after `head` belongs to an abbreviation or an ordinal number.
fn is_abbreviated(head: &str, after: &str, language: &str) -> bool {
    /// In letters. Longer words are seldom abbreviated.
    const SHORT: usize = 4;
    let Some(word) = last_word(head) else {
        return false;
    };
    let next = after.chars().next();
    let is_short = word.chars().count() <= SHORT;
    if is_short && next.is_some_and(char::is_lowercase) {
        return true;
    }
    if head.ends_with("et al") && next.is_some_and(|c| matches!(c, '[' | '(') || c.is_numeric()) {
        return true;
    }
    let is_ordinal = language == "de" && word.parse().is_ok_and(|number: u32| number <= 31);
    is_ordinal && !starts_german_sentence(after)
        || abbreviations_of(language).contains(&word) && next.is_some_and(char::is_uppercase)
}

/// Words before a name or number that do not end a sentence, as far as the library does not know them.
fn abbreviations_of(language: &str) -> &'static [&'static str] {
    match language {
        "fr" => &[
            "M", "MM", "Mme", "Mmes", "Mlle", "Mlles", "Mgr", "Me", "Dr", "Pr", "St", "Ste",
        ],
        "de" => &["Dr", "Prof", "St", "Hl", "Nr", "Abs", "Art", "Bd", "Frl"],
        "es" => &[
            "Sr", "Sra", "Srta", "Dr", "Dra", "D", "Dña", "Gral", "Cnel", "Mons", "Sto", "Sta",
        ],
        "it" => &["Sig", "Dott", "Prof", "On", "Avv", "Ing", "Mons", "Gen"],
        "pt" => &["Sr", "Sra", "Dr", "Dra", "Prof", "Exmo", "Exma"],
        "nl" => &["Dhr", "Mevr", "Mr", "Dr", "Drs", "Ir", "Prof", "St"],
        "pl" => &["prof", "dr", "św", "gen", "płk", "ul", "al", "ks", "im"],
        _ => &[],
    }
}

/// Whether the text begins with a word with which German sentences often begin, and no noun does.
fn starts_german_sentence(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "Der", "Die", "Das", "Ein", "Eine", "Er", "Sie", "Es", "Wir", "Ich", "Man", "In", "Im",
        "Am", "An", "Auf", "Bei", "Mit", "Nach", "Vor", "Zu", "Und", "Aber", "Doch", "Denn",
        "Dann", "Da", "Dort", "Hier", "Auch", "Nur", "Noch", "Als", "Wenn", "Weil", "Dass", "Was",
        "Wer", "Wie", "So", "Sein", "Ihr", "Diese", "Dieser",
    ];
    words(text)
        .next()
        .is_some_and(|first| first.start == 0 && STARTS.contains(&&text[first]))
}

fn last_word(text: &str) -> Option<&str> {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric())
        .last()?;
    Some(&text[start.0..])
}

/// The ends that the library misses: after a sentence in brackets, after an ellipsis, and after the mark of a note.
/// `language` is the primary subtag of BCP 47.
pub fn missed_ends(text: &str, language: &str) -> Vec<usize> {
    let stops = text.match_indices(['.', '!', '?', '…']);
    let ends = stops.filter_map(|(at, stop)| {
        let after_stop = at + stop.len();
        let end = after_stop + closing_length(&text[after_stop..]);
        if !begins_sentence(&text[end..]) {
            return None;
        }
        let head = &text[..at];
        let closing = &text[after_stop..end];
        let is_missed = match closing.chars().next() {
            Some(')' | ']') => is_sentence_in_brackets(head, closing),
            Some(_) => is_ordinary_word(head),
            // In German, any noun can follow: "das … Haus".
            None => language != "de" && is_ordinary_word(before_ellipsis(head, stop)?),
        };
        is_missed.then_some(end)
    });
    ends.collect()
}

/// The text before an ellipsis, of which `stop` is the last character.
fn before_ellipsis<'a>(head: &'a str, stop: &str) -> Option<&'a str> {
    match stop {
        "…" => Some(head),
        "." => head.strip_suffix(".."),
        _ => None,
    }
}

/// The length of what can stand between a full stop and the next sentence: brackets, or the mark of a note.
fn closing_length(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let in_brackets = text.strip_prefix('[').map_or(0, digits);
    match (digits(text), in_brackets) {
        (1..=3, _) => digits(text),
        (_, 1..=3) if text[1 + in_brackets..].starts_with(']') => in_brackets + 2,
        _ => text.find(|c| !matches!(c, ')' | ']')).unwrap_or(text.len()),
    }
}

/// Whether `closing` closes a bracket before which no other words of its sentence are.
fn is_sentence_in_brackets(inside: &str, closing: &str) -> bool {
    let (open, close) = match closing.starts_with(')') {
        true => ('(', ')'),
        false => ('[', ']'),
    };
    let Some(at) = inside
        .rfind([open, close])
        .filter(|&at| inside[at..].starts_with(open))
    else {
        return false;
    };
    let before = inside[..at].trim_end();
    let has_words = inside[at..].contains(char::is_whitespace);
    has_words && (before.is_empty() || before.ends_with(['.', '!', '?', '…', ')', ']', '"', '”']))
}

/// Whether the text ends with a word in lower case that is no abbreviation.
fn is_ordinary_word(text: &str) -> bool {
    const LETTERS: usize = 4;
    let letters = text.chars().rev().take_while(|c| c.is_lowercase());
    letters.take(LETTERS).count() == LETTERS
}

/// Whether white space and a capital letter follow, perhaps after an opening mark.
fn begins_sentence(text: &str) -> bool {
    let next = text.trim_start();
    let next = next.trim_start_matches(['"', '“', '„', '«', '‘', '\'', '(', '[']);
    next.len() < text.len()
        && text.starts_with(char::is_whitespace)
        && next.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::{can_end, missed_ends};

    #[test]
    fn abbreviations_end_nothing() {
        for (language, text) in [
            ("fr", "M.| Dupont est venu."),
            ("fr", "Mme.| Dupont est venue."),
            ("de", "Im 19.| Jahrhundert war es anders."),
            ("de", "Am 3.| März kam Dr.| Meier."),
            ("pl", "W 2024 r.| było inaczej."),
            ("en", "Smith et al.| [2004]| found it."),
            ("en", "It went on.|.. And on."),
            ("en", "It rose by 0.|𝟎 percent."),
        ] {
            let parts: Vec<&str> = text.split('|').collect();
            let whole = parts.concat();
            let mut end = 0;
            for part in &parts[..parts.len() - 1] {
                end += part.len();
                assert!(!can_end(&whole, end, language), "{text} at {end}");
            }
        }
        for (language, text) in [
            ("fr", "Il est venu.| Dupont aussi."),
            ("de", "Er wurde 19.| Dann kam sie."),
            ("en", "It was closed.| five people died."),
            ("en", "Why not?| because."),
        ] {
            let end = text.find('|').expect("a mark");
            assert!(can_end(&text.replace('|', ""), end, language), "{text}");
        }
    }

    #[test]
    fn missed_ends_are_found() {
        for text in [
            "(The bridge was closed.)| Five people died.",
            "[The bridge was closed.]| Five people died.",
            "It sank. (Nobody knew why!)| Five people died.",
            "The bridge was closed…| Five people died.",
            "The bridge was closed...| Five people died.",
            "The bridge was closed.1| Five people died.",
            "The bridge was closed.[12]| “Five people died.”",
            "The (U.S.) Army came. See no.5 Court. I… I mean Ann.",
            "He said (in the U.S.) That much. It rose by 4.5 Percent.",
            "He… Went. It closed.12345 Numbers.",
        ] {
            let end = text.find('|');
            let expected: Vec<usize> = end.into_iter().collect();
            assert_eq!(
                missed_ends(&text.replace('|', ""), "en"),
                expected,
                "{text}"
            );
        }
        assert!(missed_ends("Das verlassene… Haus stand leer.", "de").is_empty());
    }
}
