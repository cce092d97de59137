//! A source with its character references and percent-encoding decoded, to search what readers do not see.

use std::ops::Range;

use super::html::decoded_entity;
use crate::text::fold::{Folded, Folding};

/// All of `source`, markup included, decoded and folded, with a map to the source.
pub fn decoded(source: &str) -> Folded {
    let mut folding = Folding::default();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'&', b'%', &source.as_bytes()[at..]) {
        let mark = at + found;
        folding.push(&source[at..mark], at);
        at = mark;
        match decoded_at(source, mark) {
            Some((range, text)) => {
                at = range.end;
                folding.push_replaced(&text, range);
            }
            None => {
                at += 1;
                folding.push(&source[mark..at], mark);
            }
        }
    }
    folding.push(&source[at..], at);
    folding.finish()
}

/// What the `&` or `%` at `at` begins: its range, and what it stands for.
fn decoded_at(source: &str, at: usize) -> Option<(Range<usize>, String)> {
    let rest = &source[at..];
    let (length, text) = match rest.starts_with('&') {
        true => usual_entity(rest).or_else(|| decoded_entity(rest))?,
        false => percent_decoded(rest)?,
    };
    Some((at..at + length, text))
}

/// The entities that nearly all are, which take no time.
fn usual_entity(rest: &str) -> Option<(usize, String)> {
    const USUAL: [(&str, &str); 6] = [
        ("&amp;", "&"),
        ("&nbsp;", "\u{a0}"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&apos;", "'"),
    ];
    let usual = USUAL.iter().find(|(entity, _)| rest.starts_with(entity));
    usual.map(|(entity, text)| (entity.len(), (*text).to_owned()))
}

/// The `%4A%61` at the start of `rest`: its length, and the characters.
fn percent_decoded(rest: &str) -> Option<(usize, String)> {
    /// Of one character in UTF-8.
    const LONGEST: usize = 4;
    let digit = |byte: u8| (byte as char).to_digit(16);
    let mut bytes = Vec::new();
    for code in rest.as_bytes().chunks(3).take(LONGEST) {
        let [b'%', high, low] = code else {
            break;
        };
        bytes.push((digit(*high)? << 4 | digit(*low)?) as u8);
        if let Ok(text) = std::str::from_utf8(&bytes) {
            return Some((3 * bytes.len(), text.to_owned()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        assert_eq!(decoded(source).text(), expected);
    }

    #[test]
    fn entities_and_percent_encoding_are_decoded() {
        check("J&#97;ne&nbsp;D&#x6f;e", "Jane Doe");
        check("/jane%20d%6Fe%C3%A9", "/jane doe\u{e9}");
        check("R&D, 5 % & 6%zz, %c3", "R&D, 5 % & 6%zz, %c3");
    }

    #[test]
    fn places_are_those_of_the_source() {
        let source = "x J&#97;ne%20Doe";
        let decoded = decoded(source);
        let at = decoded.text().find("Jane Doe").expect("the name");
        assert_eq!(&source[decoded.source_range(at..at + 8)], "J&#97;ne%20Doe");
    }
}
