//! Spaces that no reader notices, because typesetters set them as they like: beside punctuation, dashes and signs
//! such as `%` and `€`, and beside Chinese and Japanese characters.
//!
//! A space is never optional between two words of other scripts, and never where two numbers would become one, or a
//! minus sign would become a hyphen. Seals hash texts without optional spaces and are stored in drafts: what is
//! optional must not change.

use super::words::is_word;

/// `folded` without its optional spaces.
pub fn without_optional_spaces(folded: &str) -> String {
    let kept = folded
        .char_indices()
        .filter(|&(at, character)| character != ' ' || !is_optional_space(folded, at));
    kept.map(|(_, character)| character).collect()
}

/// Whether the space at the byte `at` of folded text is optional.
pub fn is_optional_space(folded: &str, at: usize) -> bool {
    let before = &folded[..at];
    let after = &folded[at + 1..];
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
        return true;
    };
    let beyond_left = || before.chars().rev().nth(1);
    let beyond_right = || after.chars().nth(1);
    match (is_word(left), is_word(right)) {
        (true, true) => is_unspaced(left) || is_unspaced(right),
        (true, false) if is_sign(right) => !is_digit(beyond_right()),
        (false, true) if is_sign(left) => {
            !is_digit(Some(right)) || beyond_left().is_none_or(is_space)
        }
        (true, false) if is_in_numbers(right) => {
            !(is_digit(Some(left)) && is_digit(beyond_right()))
        }
        (false, true) if is_in_numbers(left) => {
            let next = before
                .chars()
                .rev()
                .skip(1)
                .find(|&beyond| !is_space(beyond));
            !(is_digit(next) && is_digit(Some(right)))
        }
        _ => true,
    }
}

fn is_space(character: char) -> bool {
    character == ' '
}

fn is_digit(character: Option<char>) -> bool {
    character.is_some_and(char::is_numeric)
}

/// Whether it may be the sign of the number after it.
fn is_sign(mark: char) -> bool {
    matches!(mark, '-' | '+')
}

/// Whether it may be between the digits of one number.
fn is_in_numbers(mark: char) -> bool {
    matches!(mark, '.' | ',' | '\'' | ':' | '/' | '·' | '٫' | '٬')
}

/// Chinese and Japanese characters, which are set without spaces.
fn is_unspaced(character: char) -> bool {
    matches!(character as u32,
        0x2E80..=0x2FFF | 0x3005..=0x3007 | 0x3040..=0x312F | 0x31A0..=0x31BF | 0x31F0..=0x31FF
        | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x1B000..=0x1B2FF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(alike: &[&str]) {
        for text in alike {
            let (first, text) = (
                without_optional_spaces(alike[0]),
                without_optional_spaces(text),
            );
            assert_eq!(first, text);
        }
    }

    #[test]
    fn spaces_beside_marks_are_optional() {
        check(&["Il a dit: oui", "Il a dit : oui", "Il a dit :oui"]);
        check(&["dit 'oui' hier", "dit ' oui ' hier", "dit ' oui' hier"]);
        check(&[
            "the bridge-an old one-was",
            "the bridge - an old one - was",
            "the bridge -an old one- was",
        ]);
        check(&["the years 1990-1995", "the years 1990 - 1995"]);
        check(&["5% of $3, 20°C", "5 % of $ 3 , 20 °C"]);
        check(&["J.D. Vance", "J. D. Vance"]);
        check(&["and…so", "and … so"]);
        check(&["それは12%だった", "それは 12 % だった"]);
        check(&["山田太郎", "山田 太郎"]);
    }

    #[test]
    fn spaces_between_words_and_numbers_are_kept() {
        for text in [
            "two words",
            "10 000 euros",
            "rooms 1, 200 and 3",
            "rooms 1 ,200",
            "at 10: 30",
            "May 5. 3 people",
            "5 '000",
            "from 5 -3",
            "an F- 16",
            "한국 사람",
            "ไทย ไทย",
            "हिन्दी में",
        ] {
            assert_eq!(without_optional_spaces(text), text);
        }
    }
}
