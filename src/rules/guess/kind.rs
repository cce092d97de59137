//! The kind of a claim that the words of its passage suggest.

use crate::prose::capitalised::capitalised_names;
use crate::prose::dates::When;
use crate::prose::quantities::{Quantities, Quantity};
use crate::rules::claim::ages::{age_of, is_age_next_to};
use crate::rules::claim::figures::is_figure;
use crate::rules::claim::passage_prose::Prose;
use crate::rules::claim::quotations::Quotations;
use crate::rules::claim::quoted_speech::quotes_somebody;
use crate::rules::context::Context;
use crate::text::lower::lower;
use crate::text::words::words;

/// The kind; `None` if nothing suggests another one than `fact`. Of several, the one that is most often wrong in print
/// comes first.
pub fn kind_of(context: &Context) -> Option<&'static str> {
    let quotations = Quotations::of(context);
    if quotations.is_some_and(|it| quotes_somebody(&it, context.lexicon())) {
        return Some("quote");
    }
    let prose = Prose::of(context)?;
    let quantities = prose.quantities();
    if has_age(&prose, &quantities) {
        return Some("age");
    }
    let mut certain = quantities.all.iter().filter(|quantity| quantity.is_certain);
    if certain.any(|quantity| is_figure(&prose, quantity)) {
        return Some("number");
    }
    let quoted = context.article().map(|article| prose.quoted(article));
    let superlative =
        prose
            .lexicon
            .own_superlative_in(&prose.text, &prose.passage, &quoted.unwrap_or_default());
    if superlative.is_some() {
        return Some("superlative");
    }
    if has_cause(&prose) {
        return Some("causal");
    }
    let mut dates = quantities.dates.iter();
    dates
        .any(|date| matches!(date.when, When::Calendar(_)))
        .then_some("date")
}

/// Whether the passage gives the age of somebody with a name.
fn has_age(prose: &Prose, quantities: &Quantities) -> bool {
    let ages: Vec<&Quantity> = quantities
        .all
        .iter()
        .filter(|quantity| age_of(quantity).is_some())
        .collect();
    if ages.is_empty() {
        return false;
    }
    let words = &prose.lexicon.words.ages;
    let names = capitalised_names(prose.lexicon, &prose.text);
    let mut names = names.iter().filter(|name| prose.holds(name));
    names.any(|name| {
        let mut ages = ages.iter();
        ages.any(|age| is_age_next_to(words, &prose.text, name, age))
    })
}

/// Whether the passage has a phrase that says why something happened.
fn has_cause(prose: &Prose) -> bool {
    let passage = &prose.text[prose.passage.clone()];
    let lower: Vec<String> = words(passage)
        .map(|word| lower(&passage[word]).to_string())
        .collect();
    let causal = prose.lexicon.words.causal.iter();
    let mut phrases = causal.map(|phrase| phrase.split(' ').collect::<Vec<_>>());
    phrases.any(|phrase| lower.windows(phrase.len()).any(|words| words == phrase))
}
