//! Folding: different spellings of the same words become the same text.
//!
//! Folding removes differences of Unicode forms (NFC), white space, quotation marks and apostrophes,
//! dashes, and `...` and `…`. It drops invisible characters and keeps letter case.
//! [`fold_for_search`] also drops case and diacritics, for completion and for names.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::offsets::OffsetMap;

/// The only quotation mark in folded text.
pub const QUOTE: char = '\'';
/// The only ellipsis in folded text; marks a gap in a quotation.
pub const ELLIPSIS: char = '…';

/// `text`, folded, without white space at its ends.
pub fn fold(text: &str) -> String {
    if plain_length(text.as_bytes()) == text.len() {
        return text.to_owned();
    }
    let mut folding = Folding::default();
    folding.push(text, 0);
    folding.finish().text
}

/// A folded text with a map to its source.
#[derive(Debug, Default)]
pub struct Folded {
    text: String,
    map: OffsetMap,
}

impl Folded {
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source for the folded bytes `range`.
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.map.source_start(range.start);
        match range.is_empty() {
            true => start..start,
            false => start..self.map.source_end(range.end).max(start),
        }
    }

    /// The folded bytes for the source's bytes `range`.
    pub fn folded_range(&self, range: Range<usize>) -> Range<usize> {
        let at = |source| self.map.folded_at(source).unwrap_or(self.text.len());
        let (start, end) = (at(range.start), at(range.end));
        let start = self.text.ceil_char_boundary(start);
        start..self.text.floor_char_boundary(end).max(start)
    }
}

/// Folds pieces of one source, in order.
#[derive(Debug, Default)]
pub struct Folding {
    text: String,
    map: OffsetMap,
    /// White space that becomes one space if a word follows.
    space: Option<Range<usize>>,
}

impl Folding {
    /// The length of the folded text, without pending white space.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Separates the next piece from the last one by white space that is not in the source.
    pub fn separate(&mut self, source: usize) {
        self.space.get_or_insert(source..source);
    }

    /// Folds `text`, which is at offset `source` of the source.
    pub fn push(&mut self, text: &str, source: usize) {
        self.text.reserve(text.len() + 1);
        let mut at = 0;
        while at < text.len() {
            let plain = plain_length(&text.as_bytes()[at..]);
            if plain > 0 {
                self.verbatim(&text[at..at + plain], source + at);
                at += plain;
            } else {
                at += self.fold_one(&text[at..], source + at);
            }
        }
    }

    /// Folds `text`, which readers see instead of the source's bytes `source`.
    pub fn push_replaced(&mut self, text: &str, source: Range<usize>) {
        for character in fold_words(text).chars() {
            match character.is_whitespace() {
                true => self.space(source.clone()),
                false => self.replaced(character, source.clone()),
            }
        }
    }

    pub fn finish(self) -> Folded {
        Folded {
            text: self.text,
            map: self.map,
        }
    }

    /// Folds the first character of `rest`, and marks that belong to it; returns the length.
    fn fold_one(&mut self, rest: &str, source: usize) -> usize {
        let Some(character) = rest.chars().next() else {
            return 0;
        };
        let length = character.len_utf8();
        match class_of(character) {
            Class::Space => self.space(source..source + length),
            Class::Invisible => {}
            Class::Quote => self.replaced(QUOTE, source..source + length),
            Class::Dash => self.replaced('-', source..source + length),
            Class::Dot => self.dot(source),
            Class::Composing => return self.compose(rest, source),
            Class::Plain => self.verbatim(&rest[..length], source),
        }
        length
    }

    /// Composes a letter and its marks (NFC); returns the number of bytes taken from `rest`.
    fn compose(&mut self, rest: &str, source: usize) -> usize {
        let length = 1.max(
            rest.chars()
                .take_while(|&c| class_of(c) == Class::Composing)
                .map(char::len_utf8)
                .sum(),
        );
        let mut start = source;
        let mut letter = String::new();
        if self.space.is_none()
            && let Some(before) = self.text.pop()
        {
            start = self.map.source_start(self.text.len());
            self.map.truncate(self.text.len());
            letter.push(before);
        }
        letter.push_str(&rest[..length]);
        self.open_word();
        self.map
            .push_replaced(self.text.len(), start..source + length);
        self.text.extend(letter.nfc());
        length
    }

    /// The third dot in a row makes them an ellipsis.
    fn dot(&mut self, source: usize) {
        if self.space.is_some() || !self.text.ends_with("..") {
            return self.verbatim(".", source);
        }
        let first = self.text.len() - 2;
        let start = self.map.source_start(first);
        self.text.truncate(first);
        self.map.truncate(first);
        self.replaced(ELLIPSIS, start..source + 1);
    }

    fn verbatim(&mut self, text: &str, source: usize) {
        self.open_word();
        self.map.push_verbatim(self.text.len(), source, text.len());
        self.text.push_str(text);
    }

    /// Adds `character` for the bytes of `source`; several dashes in a row become one.
    fn replaced(&mut self, character: char, source: Range<usize>) {
        if character == '-' && self.space.is_none() && self.text.ends_with('-') {
            return;
        }
        self.open_word();
        match source.len() == 1 && character.len_utf8() == 1 {
            true => self.map.push_verbatim(self.text.len(), source.start, 1),
            false => self.map.push_replaced(self.text.len(), source),
        }
        self.text.push(character);
    }

    fn space(&mut self, source: Range<usize>) {
        self.space.get_or_insert(source);
    }

    /// Writes pending white space, unless the text is empty.
    fn open_word(&mut self) {
        let Some(source) = self.space.take() else {
            return;
        };
        if self.text.is_empty() {
            return;
        }
        match source.len() {
            1 => self.map.push_verbatim(self.text.len(), source.start, 1),
            _ => self.map.push_replaced(self.text.len(), source),
        }
        self.text.push(' ');
    }
}

/// `text` folded, with one space at each end that has white space.
fn fold_words(text: &str) -> String {
    let mut folded = fold(text);
    if text.starts_with(char::is_whitespace) {
        folded.insert(0, ' ');
    }
    if text.ends_with(char::is_whitespace) && !folded.ends_with(' ') {
        folded.push(' ');
    }
    folded
}

/// What folding does with a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Plain,
    Space,
    Invisible,
    Quote,
    Dash,
    Dot,
    /// May change the character before it.
    Composing,
}

fn class_of(character: char) -> Class {
    match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '\'' | ',' => Class::Plain,
        '"'
        | '`'
        | '´'
        | '«'
        | '»'
        | '‘'..='‟'
        | '‹'
        | '›'
        | '′'..='‷'
        | '「'..='『'
        | '』'
        | '〝'..='〟'
        | 'ʼ'
        | 'ʻ'
        | '\u{1fef}'
        | '\u{1ffd}'
        | '＂'
        | '＇' => Class::Quote,
        '-' | '‐'..='―' | '−' | '﹘' | '﹣' | '－' => Class::Dash,
        '.' => Class::Dot,
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => Class::Invisible,
        _ if character.is_whitespace() => Class::Space,
        '\0'..'\u{300}' => Class::Plain,
        _ if is_stable(character) => Class::Plain,
        _ => Class::Composing,
    }
}

/// Whether it is in NFC on its own and after any character.
fn is_stable(character: char) -> bool {
    canonical_combining_class(character) == 0
        && is_nfc_quick(std::iter::once(character)) == IsNormalized::Yes
}

/// The length of the prefix that folding does not change: the usual case, so it must be fast.
fn plain_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let next = || bytes.get(at + 1).copied().unwrap_or(b' ');
        let plain = PLAIN[byte as usize]
            || match byte {
                b' ' | b'-' => at > 0 && PLAIN[next() as usize],
                b'.' => at > 0 && next() != b'.',
                0xC3 => true, // U+00C0 to U+00FF, the letters of western Europe
                0x80..=0xBF => at > 0,
                _ => false,
            };
        if !plain {
            break;
        }
        at += 1;
    }
    at
}

/// The ASCII bytes that never change, whatever is next to them.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0x21;
    while byte < 0x7F {
        plain[byte] = !matches!(byte as u8, b'"' | b'`' | b'-' | b'.');
        byte += 1;
    }
    plain
};

/// `text` without case and diacritics, and folded as by [`fold`].
pub fn fold_for_search(text: &str) -> String {
    if text.is_ascii() {
        return fold(text).to_ascii_lowercase();
    }
    let bare: String = text.nfd().filter(|&c| !is_optional_mark(c)).collect();
    let lower = icu_casemap::CaseMapper::new()
        .fold_string(&fold(&bare))
        .into_owned();
    match lower.is_ascii() {
        true => lower,
        false => lower
            .chars()
            .fold(String::with_capacity(lower.len()), push_base_letter),
    }
}

/// Marks that people often leave out: accents, but not vowel signs.
fn is_optional_mark(character: char) -> bool {
    let optional = matches!(character as u32,
        0x0300..=0x036F | 0x0591..=0x05C7 | 0x064B..=0x065F | 0x0670 | 0x1AB0..=0x1AFF
        | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F);
    optional && is_combining_mark(character)
}

/// Letters without a decomposition, replaced as people type them without the right keyboard.
fn push_base_letter(mut text: String, character: char) -> String {
    match character {
        'ø' => text.push('o'),
        'ł' => text.push('l'),
        'đ' | 'ð' => text.push('d'),
        'ħ' => text.push('h'),
        'ı' => text.push('i'),
        'æ' => text.push_str("ae"),
        'œ' => text.push_str("oe"),
        'þ' => text.push_str("th"),
        _ => text.push(character),
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_spellings_fold_to_the_same_text() {
        for (left, right) in [
            ("Roci\u{301}o", "Rocío"),
            ("five  of\n\tits\u{a0}own ", "five of its own"),
            ("“It’s”", "\"It's\""),
            ("«oui»", "'oui'"),
            ("2024–2026 -- then — now", "2024-2026 - then - now"),
            ("co\u{ad}oper\u{200b}ate", "cooperate"),
            ("and ... so", "and … so"),
            ("\u{212b}ngström", "Ångström"),
            ("각", "\u{1100}\u{1161}\u{11a8}"),
            ("a\u{323}\u{302}", "a\u{302}\u{323}"),
        ] {
            assert_eq!(fold(left), fold(right));
        }
    }

    #[test]
    fn folding_keeps_case_and_separates_words() {
        assert_eq!(fold("The Bridge"), "The Bridge");
        assert_eq!(fold("a . b .. c"), "a . b .. c");
        assert_eq!(fold(" \u{feff} "), "");
    }

    #[test]
    fn folded_offsets_map_back() {
        let source = "x  “Roci\u{301}o”  — y";
        let mut folding = Folding::default();
        folding.push(source, 0);
        let folded = folding.finish();
        assert_eq!(folded.text(), "x 'Rocío' - y");
        let at = folded.text().find("Rocío").unwrap();
        let range = folded.source_range(at..at + "Rocío".len());
        assert_eq!(&source[range.clone()], "Roci\u{301}o");
        assert_eq!(folded.folded_range(range), at..at + "Rocío".len());
        let dash = folded.text().find('-').unwrap();
        assert_eq!(&source[folded.source_range(dash..dash + 1)], "—");
    }

    #[test]
    fn replaced_text_maps_as_a_whole() {
        let mut folding = Folding::default();
        folding.push("Q", 0);
        folding.push_replaced("&", 1..6);
        folding.push("A", 6);
        let folded = folding.finish();
        assert_eq!(folded.text(), "Q&A");
        assert_eq!(folded.source_range(1..2), 1..6);
        assert_eq!(folded.source_range(0..3), 0..7);
    }

    #[test]
    fn search_ignores_case_and_diacritics() {
        assert_eq!(fold_for_search("María Corina"), "maria corina");
        assert_eq!(
            fold_for_search("Øresund Straße ŁÓDŹ"),
            "oresund strasse lodz"
        );
        assert_eq!(fold_for_search("हिन्दी"), "हिन्दी");
        assert_eq!(fold_for_search("が"), "が");
    }
}
