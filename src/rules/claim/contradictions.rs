//! Whether the numbers and dates of a passage contradict the claim's `value:` or the source's words.

use std::ops::Range;

use crate::model::{Evidence, Item, Text};
use crate::prose::dates::{Parts, ProseDate, When};
use crate::prose::quantities::{Comparison, Number, Quantities, Quantity, SHARE, quantities_in};
use crate::prose::{Lexicon, lexicon};
use crate::rules::claim::counterparts::{
    self, Side, contradicted_by, counted_alike, dates_of, differ, may_agree, only_year, only_years,
    share_word, share_word_of, words_beside,
};
use crate::rules::claim::passage_prose::{Prose, days_of, published};
use crate::rules::claim::same_surroundings;
use crate::rules::context::Context;
use crate::text::edtf::Days;
use crate::text::fold::fold;

/// The places of the numbers or dates of the passage that contradict `value`.
pub fn contradicting_value(
    context: &Context,
    prose: &Prose,
    passage: Side,
    value: &Text,
) -> Vec<Range<usize>> {
    let text = fold(&value.text);
    let of_dates = |days: Days| {
        contradicting_date(context, passage, days)
            .into_iter()
            .collect()
    };
    let is_date = context.item().and_then(Item::kind) == Some("date");
    let digits = text.trim_end_matches('%').trim_end();
    match days_of(value) {
        // `1600%` can be an uncertain year, too.
        Some(days) if digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            let may_be_year = digits.len() == text.len();
            match may_be_year && (is_date || has_year_or_date(passage, days)) {
                true => of_dates(days),
                false => contradicting_number(prose, passage, &text),
            }
        }
        Some(days) => of_dates(days),
        None => contradicting_number(prose, passage, &text),
    }
}

/// Whether a value of four digits is compared with the dates of the passage: one of them has a year, or there are only
/// dates. A number that it agrees with comes first.
fn has_year_or_date(passage: Side, days: Days) -> bool {
    let Quantities { all, dates, .. } = passage.quantities;
    let year = days.first.map_or(0.0, |day| f64::from(day.year()));
    let is = |number: Number| number.value == year;
    let is_meant = all
        .iter()
        .any(|it| it.is_certain && (is(it.amount.low) || is(it.amount.high)));
    !is_meant && (only_year(passage).is_some() || !dates.is_empty())
}

/// The place of the only date of the passage, or of its only year, if it contradicts those days.
fn contradicting_date(context: &Context, passage: Side, days: Days) -> Option<Range<usize>> {
    let published = published(context);
    let dates = dates_of(passage.quantities);
    let is_meant = |date: &&ProseDate| !date.when.contradicts(days, published);
    if let [date] = dates[..] {
        return (!is_meant(&date)).then(|| date.range.clone());
    }
    let (year, place) = only_year(passage)?;
    let parts = Parts {
        year: Some(year),
        ..Parts::default()
    };
    let contradicts = When::Calendar(parts).contradicts(days, published);
    (contradicts && !dates.iter().any(is_meant)).then_some(place)
}

/// The places of the numbers of the passage that contradict the only one in `value`.
fn contradicting_number(prose: &Prose, passage: Side, value: &str) -> Vec<Range<usize>> {
    let in_passage = passage.quantities;
    let own = quantities_in(prose.lexicon, value);
    let [wanted] = &own.all[..] else {
        return Vec::new();
    };
    let readings = lexicon::all().map(|lexicon| quantities_in(lexicon, value));
    let readings: Vec<Quantities> = readings.collect();
    let may_mean = |it: &Quantity, reading: &Quantity| match reading.unit == wanted.unit {
        true => may_agree(it, reading),
        // "Miles" are thousands in Spanish.
        false => it.compare(reading) == Comparison::Agree && reading.unit.is_some(),
    };
    let mut all = readings.iter().flat_map(|read| &read.all);
    let is_meant = all.any(|reading| in_passage.all.iter().any(|it| may_mean(it, reading)));
    if own.is_unclear() || is_meant {
        return Vec::new();
    }
    let one = match wanted.unit {
        None => in_passage
            .only()
            .filter(|quantity| quantity.unit != Some(SHARE))
            .or_else(|| counted_alike(passage, (value, wanted))),
        Some(_) => None,
    };
    let contradicting = match one {
        Some(one) => vec![one],
        None => contradicted_by(in_passage, wanted),
    };
    let counted = &value[wanted.following_words.clone()];
    let may_be_meant = |it: &&Quantity| {
        let following = &passage.text[it.following_words.clone()];
        let is_among_others = one.is_none() && wanted.unit.is_none();
        !is_among_others || counted.is_empty() || share_word([counted, following], prose.lexicon)
    };
    let contradicting = contradicting.into_iter().filter(may_be_meant);
    contradicting.map(|it| it.range.clone()).collect()
}

/// The places of the number or date of the passage, and of the one in the source's words that contradicts it.
pub fn contradicting_words(
    context: &Context,
    prose: &Prose,
    passage: Side,
    (evidence, text): (&Evidence, &str),
) -> Option<[Range<usize>; 2]> {
    let (item, _) = context.claim()?;
    let target = context.target(evidence.reference)?;
    let source = target.item()?.source()?;
    let language = source.language.as_deref();
    let lexicon = match language {
        Some(language) => lexicon::of_language(language)?,
        None => prose.lexicon,
    };
    let in_words = quantities_in(lexicon, text);
    let words = Side {
        text,
        quantities: &in_words,
    };
    let common = Some(lexicon).filter(|lexicon| std::ptr::eq(*lexicon, prose.lexicon));
    let kind = item.kind().unwrap_or("fact");
    if let Some(common) = common
        && let Some(places) =
            same_surroundings::contradiction((passage, &prose.passage), words, Some(common))
    {
        return Some(places);
    }
    if kind == "date"
        && let ([date], [other]) = (&dates_of(passage.quantities)[..], &dates_of(&in_words)[..])
        && let (When::Calendar(parts), When::Calendar(others)) = (date.when, other.when)
    {
        let places = [date.range.clone(), other.range.clone()];
        return differ(parts, others).then_some(places);
    }
    if let Some(places) = contradicting_years(passage, words, (kind, common)) {
        return Some(places);
    }
    let found = counterparts::contradiction(passage, words, common)?;
    let may_count_other = match common {
        Some(_) => !found.is_last || found.theirs.unit.is_none() && kind != "number",
        None => !found.is_last,
    };
    let counts = [
        &passage.text[found.own.following_words.clone()],
        &text[found.theirs.following_words.clone()],
    ];
    if may_count_other && !common.is_some_and(|lexicon| share_word(counts, lexicon)) {
        return None;
    }
    // If the source's language is unknown, its digits may have other separators.
    let mut readings = lexicon::all().filter(|_| language.is_none());
    let is_meant = |in_words: &Quantities| {
        let mut all = in_words.all.iter();
        all.any(|it| it.unit == found.theirs.unit && may_agree(it, found.own))
    };
    if readings.any(|lexicon| is_meant(&quantities_in(lexicon, text))) {
        return None;
    }
    Some([found.own.range.clone(), found.theirs.range.clone()])
}

/// The places of two different years, decades or centuries, if each text has only one, and they are about the same.
fn contradicting_years(
    passage: Side,
    words: Side,
    (kind, lexicon): (&str, Option<&Lexicon>),
) -> Option<[Range<usize>; 2]> {
    let (years, own) = only_years(passage, lexicon)?;
    let (others, theirs) = only_years(words, lexicon)?;
    let beside = [
        words_beside(passage.text, &own),
        words_beside(words.text, &theirs),
    ];
    /// Shorter words, such as "he", say little.
    const LEAST: usize = 4;
    let are_about_same = || lexicon.is_some_and(|it| share_word_of(LEAST, beside, it));
    let may_be_same = match kind {
        "date" => true,
        "fact" | "number" => are_about_same(),
        _ => false,
    };
    let is_apart = years.end() < others.start() || others.end() < years.start();
    (is_apart && may_be_same).then_some([own, theirs])
}

/// The number of the passage, and the place of the one in the source's words, that stand between the same words but
/// differ in their digits. For languages that are not known.
pub fn contradicting_digits<'a>(
    context: &Context<'a>,
    (evidence, words): (&Evidence, &str),
) -> Option<(&'a str, Range<usize>)> {
    let source = context.target(evidence.reference)?.item()?.source()?;
    let primary = |tag: &str| tag.split(['-', '_']).next().map(str::to_lowercase);
    let own_language = primary(&context.article_text?.language);
    let other_language = source.language.as_deref().map(primary);
    if other_language.is_some_and(|language| language != own_language) {
        return None;
    }
    let (text, passage) = context.folded_passage()?;
    let (text, quantities) = (&text[passage], &Quantities::default());
    let own = Side { text, quantities };
    let theirs = Side {
        text: words,
        quantities,
    };
    let [one, other] = same_surroundings::contradiction((own, &(0..text.len())), theirs, None)?;
    Some((&text[one], other))
}
