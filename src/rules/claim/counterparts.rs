//! Which number or date of a passage goes with which of another text.

use std::ops::{Range, RangeInclusive};

use crate::prose::Lexicon;
use crate::prose::dates::{Parts, ProseDate, When, periods_in};
use crate::prose::quantities::{Comparison, Quantities, Quantity, SHARE};
use crate::text::words::words as words_of;

/// The dates that are more than a day of the week.
pub fn dates_of(quantities: &Quantities) -> Vec<&ProseDate> {
    let dates = quantities.dates.iter();
    dates.filter(|date| date.when != When::Weekday).collect()
}

/// The only quantity of the passage, if it counts what `wanted` counts. So 1500 is no year: "1500 people".
pub fn counted_alike<'q>(
    passage: Side<'q>,
    (value, wanted): (&str, &Quantity),
) -> Option<&'q Quantity> {
    let [quantity] = &passage.quantities.all[..] else {
        return None;
    };
    let counted = |text: &str, quantity: &Quantity| -> Option<String> {
        let following = &text[quantity.following_words.clone()];
        let first = words_of(following).next()?;
        Some(following[first].to_lowercase())
    };
    let counts = counted(value, wanted)?;
    let is_alike = counted(passage.text, quantity) == Some(counts);
    (is_alike && !passage.quantities.is_unclear()).then_some(quantity)
}

/// Whether the two are or may be the same: units that say nothing of each other are ignored.
pub fn may_agree(one: &Quantity, other: &Quantity) -> bool {
    match one.compare(other) {
        Comparison::Agree => true,
        Comparison::Contradict => false,
        Comparison::Unknown => {
            let has_unit = one.unit.is_some() && other.unit.is_some();
            !has_unit && one.agrees_with(other)
        }
    }
}

/// The quantities of the passage that contradict `wanted`, if none agrees with it, and it is no sum or difference of
/// them. Without a unit, `wanted` is compared with all.
pub fn contradicted_by<'q>(quantities: &'q Quantities, wanted: &Quantity) -> Vec<&'q Quantity> {
    let all = || quantities.all.iter();
    if quantities.is_unclear()
        || all().any(|it| may_agree(it, wanted))
        || is_sum(wanted, quantities)
    {
        return Vec::new();
    }
    let is_comparable = |it: &&Quantity| match wanted.unit {
        None => !is_share(it),
        Some(_) => it.compare(wanted) == Comparison::Contradict,
    };
    let comparable: Vec<&Quantity> = all().filter(is_comparable).collect();
    match comparable.iter().all(|it| it.is_certain) {
        true => comparable,
        false => Vec::new(),
    }
}

/// Whether `wanted` is the sum of all numbers, the sum or the difference of two, or a share of one.
fn is_sum(wanted: &Quantity, quantities: &Quantities) -> bool {
    /// More numbers have some sum by chance.
    const MOST: usize = 8;
    let alike = |it: &&Quantity| {
        let unit = wanted.unit.or(it.unit);
        it.unit == unit || is_share(it)
    };
    let ends = |it: &Quantity| {
        let (low, high) = (it.amount.low.value, it.amount.high.value);
        let high = Some(high).filter(|high| *high != low);
        let is_share = is_share(it);
        std::iter::once(low)
            .chain(high)
            .map(move |value| (value, is_share))
    };
    let all = quantities.all.iter().filter(alike).flat_map(ends);
    let all: Vec<(f64, bool)> = all.take(MOST + 1).collect();
    if !(2..=MOST).contains(&all.len()) {
        return false;
    }
    let is = |value: f64| {
        let apart = (value - wanted.amount.high.value).abs();
        apart <= value.abs() * 1e-9 || apart < wanted.amount.high.step.min(0.5)
    };
    let mut pairs = (0..all.len()).flat_map(|one| (one + 1..all.len()).map(move |two| (one, two)));
    let is_of_two = pairs.any(|(one, two)| {
        let ((one, is_share), (two, is_other_share)) = (all[one], all[two]);
        let has_share = is_share || is_other_share;
        is(one + two) || is((one - two).abs()) || has_share && is(one * two / 100.0)
    });
    is_of_two || is(all.iter().map(|(value, _)| value).sum())
}

fn is_share(quantity: &Quantity) -> bool {
    matches!(quantity.unit, Some("%" | SHARE))
}

/// A text that is compared, with what was read in it.
#[derive(Clone, Copy)]
pub struct Side<'t> {
    pub text: &'t str,
    pub quantities: &'t Quantities,
}

/// A number of the passage and one of the words that contradict each other, with how sure it is that they belong
/// together.
pub struct Contradiction<'t> {
    pub own: &'t Quantity,
    pub theirs: &'t Quantity,
    /// Whether all other numbers of both texts agree, or there are no others that can be compared with these.
    pub is_last: bool,
}

/// The numbers of the passage and of the words that contradict each other and have no other counterpart. `None` if
/// several could belong together, or if some number could not be read.
pub fn contradiction<'t>(
    passage: Side<'t>,
    words: Side<'t>,
    lexicon: Option<&Lexicon>,
) -> Option<Contradiction<'t>> {
    /// More numbers are a table.
    const MOST: usize = 100;
    let is_read = |side: Side| !side.quantities.is_unclear() && side.quantities.all.len() <= MOST;
    if !is_read(passage) || !is_read(words) {
        return None;
    }
    let own = not_among(passage.quantities, words.quantities);
    let theirs = not_among(words.quantities, passage.quantities);
    let contradicts =
        |one: &Quantity, other: &Quantity| one.compare(other) == Comparison::Contradict;
    let counts_alike = |one: &Quantity, other: &Quantity| {
        let following = [
            &passage.text[one.following_words.clone()],
            &words.text[other.following_words.clone()],
        ];
        let is_near = is_of_order_of(one, other);
        is_near && lexicon.is_some_and(|lexicon| share_word(following, lexicon))
    };
    let pairs = |matches: &dyn Fn(&Quantity, &Quantity) -> bool| {
        theirs.iter().find_map(|&it| {
            let one = only(
                own.iter()
                    .filter(|one| contradicts(one, it) && matches(one, it)),
            )?;
            only(
                theirs
                    .iter()
                    .filter(|it| contradicts(one, it) && matches(one, it)),
            )?;
            Some((*one, it))
        })
    };
    let (own_one, their_one) = pairs(&|_, _| true).or_else(|| pairs(&counts_alike))?;
    let comparable = |all: &Quantities, to: &Quantity| {
        let all = all.all.iter().filter(|it| it.is_certain);
        all.filter(|it| it.compare(to) != Comparison::Unknown)
            .count()
    };
    let are_only = comparable(passage.quantities, their_one) == 1
        && comparable(words.quantities, own_one) == 1;
    let are_parallel = passage.quantities.all.len() == words.quantities.all.len()
        && own.len() == 1
        && theirs.len() == 1
        && passage.quantities.all.len() > 1;
    Some(Contradiction {
        own: own_one,
        theirs: their_one,
        is_last: are_only || are_parallel,
    })
}

/// Whether one number may be a slip for the other: they are of one order of magnitude, or have the same digits.
fn is_of_order_of(one: &Quantity, other: &Quantity) -> bool {
    const MOST: f64 = 10.0;
    let ratio = (one.amount.high.value / other.amount.high.value).abs();
    (1.0 / MOST..=MOST).contains(&ratio) || ratio.log10().fract() == 0.0
}

/// The certain quantities that agree with none of the others.
fn not_among<'q>(all: &'q Quantities, others: &Quantities) -> Vec<&'q Quantity> {
    let certain = all.all.iter().filter(|quantity| quantity.is_certain);
    let is_alone = |quantity: &&Quantity| !others.all.iter().any(|it| may_agree(it, quantity));
    certain.filter(is_alone).collect()
}

fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// The only year of the text: of its dates, and of the numbers that can be years.
pub fn only_year(side: Side) -> Option<(i16, Range<usize>)> {
    let mut all = years_of(side);
    let first = all.next()?;
    all.all(|(year, _)| year == first.0).then_some(first)
}

/// The years that the text can mean, if it has only one year, decade or century.
pub fn only_years(
    side: Side,
    lexicon: Option<&Lexicon>,
) -> Option<(RangeInclusive<i16>, Range<usize>)> {
    let periods = lexicon.map_or_else(Vec::new, |lexicon| periods_in(lexicon, side.text));
    let is_in_period = |place: &Range<usize>| {
        let mut periods = periods.iter();
        periods.any(|it| it.range.start <= place.start && place.end <= it.range.end)
    };
    let years = years_of(side).filter(|(_, place)| !is_in_period(place));
    let years = years.map(|(year, place)| (year..=year, place));
    let all = periods
        .iter()
        .map(|it| (it.years.clone(), it.range.clone()));
    let mut all = years.chain(all);
    let first = all.next()?;
    all.all(|(years, _)| years == first.0).then_some(first)
}

fn years_of(side: Side) -> impl Iterator<Item = (i16, Range<usize>)> {
    let dates = side.quantities.dates.iter();
    let of_dates = dates.filter_map(|date| match date.when {
        When::Calendar(Parts { year, .. }) => Some((year?, date.range.clone())),
        _ => None,
    });
    let numbers = side.quantities.all.iter();
    let numbers = numbers.filter(|it| !it.is_certain && it.unit.is_none());
    let of_numbers = numbers.filter_map(move |it| {
        let digits = &side.text[it.number.clone()];
        let year = digits.parse().ok().filter(|_| digits.len() == 4)?;
        Some((year, it.number.clone()))
    });
    of_dates.chain(of_numbers)
}

/// The text from a few words before `range` to a few words after it.
pub fn words_beside<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    const FEW: usize = 5;
    let before: Vec<Range<usize>> = words_of(&text[..range.start]).collect();
    let start = before
        .len()
        .checked_sub(FEW)
        .map_or(0, |at| before[at].start);
    let after = words_of(&text[range.end..]).take(FEW).last();
    &text[start..range.end + after.map_or(0, |word| word.end)]
}

/// Whether both have a year, a month or a day, but not the same one.
pub fn differ(one: Parts, other: Parts) -> bool {
    fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
        one.is_some() && other.is_some() && one != other
    }
    differ(one.year, other.year) || differ(one.month, other.month) || differ(one.day, other.day)
}

/// Whether the two have a word in common, apart from small words such as articles.
pub fn share_word(texts: [&str; 2], lexicon: &Lexicon) -> bool {
    share_word_of(1, texts, lexicon)
}

/// Whether the two have a word of at least so many bytes in common, apart from small words.
pub fn share_word_of(least: usize, [one, other]: [&str; 2], lexicon: &Lexicon) -> bool {
    let significant = |text: &str| -> Vec<String> {
        let words = words_of(text).map(|word| text[word].to_lowercase());
        words
            .filter(|word| word.len() >= least && is_significant(word, Some(lexicon)))
            .collect()
    };
    let others = significant(other);
    significant(one).iter().any(|word| others.contains(word))
}

/// Whether a word, in lower case, says what a number is about.
pub fn is_significant(word: &str, lexicon: Option<&Lexicon>) -> bool {
    let is_number = |lexicon: &Lexicon| lexicon.figure(word).is_some();
    let is_small = |lexicon: &Lexicon| lexicon.words.numbers.function_words.contains(&word);
    let is_known = lexicon.is_some_and(|lexicon| is_small(lexicon) || is_number(lexicon));
    let is_letter = word.chars().nth(1).is_none() && word.starts_with(char::is_lowercase);
    !is_known && !is_letter && !word.contains(char::is_numeric)
}
