//! The speaker whom a passage names, if nobody has declared the name.

use std::ops::Range;

use super::names::{names_in, without_title};
use super::saying::says;
use crate::rules::claim::quotations::Quotations;
use crate::rules::context::Context;

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
