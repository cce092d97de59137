//! Folding: different spellings of the same words become the same text.
//!
//! Folding removes differences of Unicode forms (NFC), of letters and digits that only look different
//! (`ﬁ`, `１`), of white space, quotation marks and apostrophes, dashes, and `...` and `…`. It drops
//! invisible characters and keeps letter case. [`fold_for_search`] also drops case and diacritics, for
//! completion and for names.
//!
//! Seals hash folded texts and are stored in drafts. A change of folding would break them: give it only
//! to a new edition of seals (`Edition` in `src/signoff/sealed_text.rs`), and keep this one for theirs.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::look_alikes::{is_invisible, is_look_alike, is_selector, is_tag, look_alikes};
use super::offsets::OffsetMap;

/// The only quotation mark in folded text.
pub const QUOTE: char = '\'';
/// The only ellipsis in folded text; marks a gap in a quotation.
pub const ELLIPSIS: char = '…';

/// Shows only at the end of a line, within a word.
pub const SOFT_HYPHEN: char = '\u{ad}';

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
    /// Whether the last character was a soft hyphen. At the end of a line, it joins the parts of a word.
    is_hyphenated: bool,
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
        self.is_hyphenated = false;
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
        self.is_hyphenated = text.ends_with(SOFT_HYPHEN);
    }

    pub fn finish(self) -> Folded {
        Folded {
            text: self.text,
            map: self.map,
        }
    }

    /// Folds the first character of `rest`, and what belongs to it; returns the length.
    fn fold_one(&mut self, rest: &str, source: usize) -> usize {
        let Some(character) = rest.chars().next() else {
            return 0;
        };
        let length = character.len_utf8();
        match class_of(character) {
            Class::Space if self.is_hyphenated => return self.hyphenated_space(rest, source),
            Class::Space => self.space(source..source + length),
            Class::Invisible if self.ends_in_flag() && is_tag(character) => {
                self.verbatim(&rest[..length], source);
            }
            Class::Invisible => self.invisible(character, source..source + length),
            Class::Quote => self.replaced(QUOTE, source..source + length),
            Class::Dash => self.replaced('-', source..source + length),
            Class::Dot => self.dot(source..source + 1),
            Class::LookAlike => self.look_alike(character, source..source + length),
            Class::Composing => {
                let length = composing_length(rest);
                self.compose(&rest[..length], source..source + length);
                return length;
            }
            Class::Plain => self.verbatim(&rest[..length], source),
        }
        length
    }

    /// Folds the white space after a soft hyphen, which is nothing at the end of a line; returns the length.
    fn hyphenated_space(&mut self, rest: &str, source: usize) -> usize {
        if let Some(after) = after_line_end(rest) {
            return rest.len() - after.len();
        }
        let length = rest.len() - rest.trim_start().len();
        self.is_hyphenated = false;
        self.space(source..source + length);
        length
    }

    /// Drops an invisible character. One that selects a look belongs to the character before it.
    fn invisible(&mut self, character: char, source: Range<usize>) {
        self.is_hyphenated = character == SOFT_HYPHEN;
        if is_selector(character) && self.space.is_none() && !self.text.is_empty() {
            self.compose("", source);
        }
    }

    /// Whether the text ends in a flag that tags tell from other flags: those of England and Wales are a black flag and
    /// invisible letters.
    fn ends_in_flag(&self) -> bool {
        const BLACK_FLAG: char = '\u{1f3f4}';
        self.text
            .ends_with(|last| last == BLACK_FLAG || is_tag(last))
    }

    /// Folds a character that looks like others, as those.
    fn look_alike(&mut self, character: char, source: Range<usize>) {
        look_alikes(character, |other| match class_of(other) {
            Class::Space | Class::Invisible => {}
            Class::Quote => self.replaced(QUOTE, source.clone()),
            Class::Dash => self.replaced('-', source.clone()),
            Class::Dot => self.dot(source.clone()),
            Class::Composing => self.compose(other.encode_utf8(&mut [0; 4]), source.clone()),
            Class::LookAlike | Class::Plain => self.replaced(other, source.clone()),
        });
    }

    /// Composes `marks` with the letter before them, and its marks (NFC).
    fn compose(&mut self, marks: &str, source: Range<usize>) {
        let mut letter = String::new();
        let mut start = source.start;
        if self.space.is_none() {
            let before = self.last_letter();
            letter.push_str(&self.text[before..]);
            if before < self.text.len() {
                start = self.map.source_start(before);
            }
            self.map.truncate(before);
            self.text.truncate(before);
        }
        letter.push_str(marks);
        self.open_word();
        self.map.push_replaced(self.text.len(), start..source.end);
        self.text.extend(letter.nfc());
    }

    /// The offset of the last letter, before its marks.
    fn last_letter(&self) -> usize {
        /// As in the Stream-Safe Text Format of Unicode.
        const MOST_MARKS: usize = 30;
        let last = self.text.char_indices().rev().take(MOST_MARKS + 1);
        let mut starts = last.skip_while(|&(_, last)| class_of(last) == Class::Composing);
        let first = starts.next().map(|(at, _)| at);
        first.unwrap_or_else(|| match self.text.char_indices().nth_back(MOST_MARKS) {
            Some(_) => self.text.floor_char_boundary(self.text.len() - 1),
            None => 0,
        })
    }

    /// The third dot in a row makes them an ellipsis.
    fn dot(&mut self, source: Range<usize>) {
        if self.space.is_some() || !self.text.ends_with("..") {
            return self.replaced('.', source);
        }
        let first = self.text.len() - 2;
        let start = self.map.source_start(first);
        self.text.truncate(first);
        self.map.truncate(first);
        self.replaced(ELLIPSIS, start..source.end);
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
        self.is_hyphenated = false;
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

/// The length of the characters at the start of `rest` that may change the one before them, or of the first one.
fn composing_length(rest: &str) -> usize {
    rest.chars()
        .take_while(|&character| class_of(character) == Class::Composing)
        .map(char::len_utf8)
        .sum()
}

/// What follows the white space at the start of `text`, if a line ends in it.
pub fn after_line_end(text: &str) -> Option<&str> {
    let after = text.trim_start();
    let space = &text[..text.len() - after.len()];
    let ends_line = space.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
    ends_line.then_some(after)
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
    /// Looks like other characters, which are written instead.
    LookAlike,
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
        | '\u{2b9}'..='\u{2bf}'
        | '\u{374}'
        | '\u{55a}'
        | 'Ꞌ'..='ꞌ'
        | '\u{1fef}'
        | '\u{1ffd}'
        | '＂'
        | '＇' => Class::Quote,
        '-' | '‐'..='―' | '⸺' | '⸻' | '−' | '﹘' | '﹣' | '－' => Class::Dash,
        '.' => Class::Dot,
        _ if character.is_whitespace() => Class::Space,
        _ if is_invisible(character) => Class::Invisible,
        _ if is_look_alike(character) => Class::LookAlike,
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
    let folded = fold(text);
    let bare: String = folded.nfd().filter(|&c| !is_optional_mark(c)).collect();
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
            ("x\u{302}\u{308}\u{ad}\u{323}", "x\u{323}\u{302}\u{308}"),
            (
                "The ﬁnance oﬃce, ﬀ, ĳs, և",
                "The finance office, ff, ijs, եւ",
            ),
            ("１２％，　ＡＢ．ｃｏｍ", "12%, AB.com"),
            ("ｶﾞﾗｽ〜ﾊﾟﾘ", "ガラス～パリ"),
            ("𝐁𝐨𝐥𝐝 𝟏𝟐, ℬ, Ⅳ", "Bold 12, B, IV"),
            ("\u{fef3}\u{fee8}\u{fe8e}", "ينا"),
            ("︙ ﹁a﹂", "... 「a」"),
            ("5 ㎞, 20 ℃", "5 km, 20 °C"),
            ("Qurʾan, Hawaiʻi, O′Brien", "Qur'an, Hawai'i, O'Brien"),
            (
                "co\u{ad}oper\u{61c}ate ❤\u{fe0f} 葛\u{e0100} \u{3164}a",
                "cooperate ❤ 葛 a",
            ),
            ("infra\u{ad}\n   structure", "infrastructure"),
            ("infra\u{ad}\r\nstructure", "infrastructure"),
        ] {
            assert_eq!(fold(left), fold(right));
        }
    }

    #[test]
    fn texts_that_readers_tell_apart_stay_apart() {
        for (left, right) in [
            ("10²", "102"),
            ("1½", "11/2"),
            ("H₂O", "H2O"),
            ("①", "1"),
            ("a™", "aTM"),
            ("㎡", "m2"),
            ("infra\u{ad} structure", "infrastructure"),
            ("infra-\nstructure", "infrastructure"),
            // The flags of England and Wales.
            (
                "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
                "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
            ),
        ] {
            assert_ne!(fold(left), fold(right));
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
    fn what_looks_alike_maps_as_a_whole() {
        let source = "oﬃce ❤\u{fe0f}, ｶﾞ";
        let mut folding = Folding::default();
        folding.push(source, 0);
        let folded = folding.finish();
        assert_eq!(folded.text(), "office ❤, ガ");
        let place = |text: &str| {
            let at = folded.text().find(text).unwrap();
            &source[folded.source_range(at..at + text.len())]
        };
        assert_eq!(place("office"), "oﬃce");
        assert_eq!(place("ff"), "ﬃ");
        assert_eq!(place("❤"), "❤\u{fe0f}");
        assert_eq!(place("ガ"), "ｶﾞ");
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
        assert_eq!(fold_for_search("ﻵ"), "لا");
    }
}
