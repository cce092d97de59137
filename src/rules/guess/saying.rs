//! Verbs of saying beside a name: "said Ines Varga", "Ines Varga, the mayor, said".

use std::ops::Range;

use crate::prose::{Lexicon, WordClass};
use crate::text::words::words;

/// The maximum length of an apposition between a name and its verb, in bytes: "Ines Varga, the mayor, said".
const LONGEST_APPOSITION: usize = 120;

/// Whether a verb of saying stands beside the name.
pub fn says(lexicon: &Lexicon, text: &str, name: &Range<usize>) -> bool {
    let is_verb = |word: &str| lexicon.is(word, WordClass::Quoting);
    let before = &text[..name.start];
    let last = words(before).last();
    let is_after_verb = last.is_some_and(|word| {
        let gap = before[word.end..].trim();
        gap.is_empty() && is_verb(&before[word])
    });
    let after = &text[name.end..];
    let first_is_verb = |text: &str| {
        let first = words(text).next();
        first.is_some_and(|word| text[..word.start].trim().is_empty() && is_verb(&text[word]))
    };
    is_after_verb || first_is_verb(after) || after_apposition(after).is_some_and(first_is_verb)
}

/// What follows the apposition that `text` begins with: " said" for ", the mayor, said".
fn after_apposition(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(',')?;
    let end = rest.find([',', '.', ';', ':', '\''])?;
    let is_apposition = end <= LONGEST_APPOSITION && rest[end..].starts_with(',');
    is_apposition.then(|| &rest[end + 1..])
}
