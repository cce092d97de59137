//! Word boundaries for searches, in scripts with and without spaces.
//!
//! In scripts without spaces between words, and in Korean, which appends particles, every character
//! counts as a word, so that a match may start and end anywhere.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// The words of `text` as byte ranges. Full stops and commas between digits are part of the number.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = next_word_start(text, at)?;
        at = word_end(text, start);
        Some(start..at)
    })
}

/// Whether no word extends across `at`.
pub fn is_boundary(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let (Some(&before), Some(&after)) =
        (at.checked_sub(1).and_then(|i| bytes.get(i)), bytes.get(at))
    else {
        return true;
    };
    if before.is_ascii() && after.is_ascii() {
        return !joined_in_ascii(bytes, at, before, after);
    }
    let Some(after) = text[at..].chars().next() else {
        return true;
    };
    let mut before = text[..at].chars().rev();
    match is_mark(after) {
        true => !before.next().is_some_and(is_word),
        false => !(is_spaced(after) && before.find(|&c| !is_mark(c)).is_some_and(is_spaced)),
    }
}

/// The first boundary after `at`.
pub fn next_boundary(text: &str, at: usize) -> usize {
    let first = text[at..].chars().next().map_or(1, char::len_utf8);
    let mut at = (at + first).min(text.len());
    while !is_boundary(text, at) {
        at += text[at..].chars().next().map_or(1, char::len_utf8);
    }
    at
}

/// Whether `text` ends with `words`, in any letter case.
pub fn ends_with_words(text: &str, words: &str) -> bool {
    let start = text.len().checked_sub(words.len());
    let end = start.and_then(|start| text.get(start..));
    end.is_some_and(|end| end.to_lowercase() == words)
        && !text[..text.len() - words.len()].ends_with(char::is_alphanumeric)
}

fn joined_in_ascii(bytes: &[u8], at: usize, before: u8, after: u8) -> bool {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    match (before, after) {
        (b'0'..=b'9', b'.' | b',') => digit(at + 1),
        (b'.' | b',', b'0'..=b'9') => at >= 2 && digit(at - 2),
        _ => before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric(),
    }
}

fn next_word_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes[at..]
            .iter()
            .position(|&b| b.is_ascii_alphanumeric() || b >= 0x80)?;
        if bytes[at].is_ascii() {
            return Some(at);
        }
        let character = text[at..].chars().next()?;
        if is_word(character) {
            return Some(at);
        }
        at += character.len_utf8();
    }
}

fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut alone = false;
    let mut at = start + 1;
    if !bytes[start].is_ascii()
        && let Some(first) = text[start..].chars().next()
    {
        alone = is_unspaced(first);
        at = start + first.len_utf8();
    }
    loop {
        if !alone {
            at += bytes[at..]
                .iter()
                .take_while(|b| b.is_ascii_alphanumeric())
                .count();
        }
        let length = match bytes.get(at) {
            Some(&byte) if byte.is_ascii() => {
                usize::from(!alone && joined_in_ascii(bytes, at, bytes[at - 1], byte))
            }
            _ => length_if_goes_on(text, at, alone),
        };
        if length == 0 {
            return at;
        }
        at += length;
    }
}

/// The length of the character at `at` if it belongs to the word before it, or else 0.
fn length_if_goes_on(text: &str, at: usize, alone: bool) -> usize {
    match text[at..].chars().next() {
        Some(c) if is_mark(c) || !alone && is_spaced(c) => c.len_utf8(),
        _ => 0,
    }
}

/// Whether it is a part of a word: a letter, a digit, or a mark on one.
pub fn is_word(character: char) -> bool {
    character.is_alphanumeric() || is_mark(character)
}

fn is_spaced(character: char) -> bool {
    is_word(character) && !is_unspaced(character)
}

fn is_mark(character: char) -> bool {
    !character.is_ascii() && is_combining_mark(character)
}

/// Thai, Lao, Tibetan, Burmese, Khmer, and the scripts of Chinese, Japanese and Korean.
pub fn is_unspaced(character: char) -> bool {
    matches!(character as u32,
        0x0E00..=0x0FFF | 0x1000..=0x109F | 0x1100..=0x11FF | 0x1780..=0x17FF | 0x2E80..=0x2FFF
        | 0x3005..=0x3007 | 0x3040..=0x33FF | 0x3400..=0xA4CF | 0xA960..=0xA97F | 0xAC00..=0xD7FF
        | 0xF900..=0xFAFF | 0xFF66..=0xFFDC | 0x1B000..=0x1B2FF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = words(text).map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_of_spaced_scripts() {
        check(
            "the state-of-the-art",
            &["the", "state", "of", "the", "art"],
        );
        check(
            "Rocío's 3,000.5 euros.",
            &["Rocío", "s", "3,000.5", "euros"],
        );
        check("Привет, мир", &["Привет", "мир"]);
        check("हिन्दी में", &["हिन्दी", "में"]);
    }

    #[test]
    fn every_character_of_an_unspaced_script_is_a_word() {
        check("北京 2026年", &["北", "京", "2026", "年"]);
        check("서울에서", &["서", "울", "에", "서"]);
    }

    #[test]
    fn boundaries_are_at_the_edges_of_words() {
        let text = "party 1.5, 北京";
        let at: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let found: Vec<usize> = at.into_iter().filter(|&at| is_boundary(text, at)).collect();
        assert_eq!(found, [0, 5, 6, 9, 10, 11, 14]);
    }
}
