//! The speaker whom a passage names, if nobody has declared the name.

use std::ops::Range;

use super::names::{names_in, without_title};
use crate::prose::{Lexicon, WordClass};
use crate::rules::claim::quotations::Quotations;
use crate::rules::context::Context;
use crate::text::words::words;

/// The maximum length of an apposition between a name and its verb, in bytes: "Ines Varga, the mayor, said".
const LONGEST_APPOSITION: usize = 120;

/// The one name directly beside a verb of saying, outside of the quotations. `None` if there is none, or several.
pub fn unknown_speaker(context: &Context) -> Option<String> {
    let lexicon = context.lexicon()?;
    let article = context.article()?;
    let quotations = Quotations::of(context)?;
    let sentences = quotations.sentences.clone();
    let text = &quotations.text[sentences.clone()];
    let names = names_in(lexicon, article, &sentences).into_iter();
    let is_quoted = |name: &Range<usize>| {
        let mut quoted = quotations.quoted.iter();
        quoted.any(|it| it.range.start < name.end && name.start < it.range.end)
    };
    let mut speakers = names
        .filter(|name| !is_quoted(name))
        .map(|name| name.start - sentences.start..name.end - sentences.start)
        .filter(|name| says(lexicon, text, name));
    let name = speakers.next()?;
    match speakers.next() {
        Some(_) => None,
        None => Some(without_title(&text[name]).to_owned()),
    }
}

/// Whether a verb of saying stands beside the name.
fn says(lexicon: &Lexicon, text: &str, name: &Range<usize>) -> bool {
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
