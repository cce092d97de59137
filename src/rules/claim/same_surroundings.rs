//! Numbers between the same words in two texts: "the 1994 law was passed", "the 1993 law was passed".
//!
//! This compares any words with digits, even those that are no amounts: days, scores, times, names. It needs no
//! knowledge of the language, except to see that "about 500" and "523" agree.

use std::ops::Range;

use crate::prose::dates::When;
use crate::prose::quantities::{Comparison, Quantities, SCORE};
use crate::prose::{Bound, Figure, Lexicon};
use crate::rules::claim::counterparts::{Side, differ, is_significant};
use crate::text::words::words as words_of;

/// How many words on each side of a number are compared.
const REACH: usize = 4;
/// How many equal words around two numbers make them counterparts.
const LEAST: usize = 2;
/// The maximum number of numbers of a text that are compared: more are a table.
const MOST: usize = 50;

/// A text, split into words in lower case.
struct Wording<'t> {
    side: Side<'t>,
    words: Vec<(Range<usize>, String)>,
    /// The indexes of the words that are numbers, or contain digits.
    numbers: Vec<usize>,
}

/// The places of the first number of the passage and of its counterpart in the words, if they contradict each other.
/// `passage` is a range of the first text. Without a lexicon, only numbers with equally many digits are compared.
pub fn contradiction(
    (own, passage): (Side, &Range<usize>),
    theirs: Side,
    lexicon: Option<&Lexicon>,
) -> Option<[Range<usize>; 2]> {
    let own = Wording::of(own, passage, lexicon);
    let theirs = Wording::of(theirs, &(0..theirs.text.len()), lexicon);
    if own.numbers.len() > MOST || theirs.numbers.len() > MOST {
        return None;
    }
    let closeness = |one: usize, other: usize| closeness((&own, one), (&theirs, other), lexicon);
    let best_of = |one: usize| best(&theirs.numbers, |other| closeness(one, other));
    let counterpart = |one: usize| {
        let other = best_of(one)?;
        let is_mutual = best(&own.numbers, |one| closeness(one, other)) == Some(one);
        is_mutual.then_some(other)
    };
    own.numbers.iter().find_map(|&one| {
        let other = counterpart(one)
            .filter(|&other| is_no_permutation((&own, one), (&theirs, other), lexicon))?;
        contradict((&own, one), (&theirs, other), lexicon)
    })
}

impl<'t> Wording<'t> {
    fn of(side: Side<'t>, range: &Range<usize>, lexicon: Option<&Lexicon>) -> Wording<'t> {
        let words = words_of(side.text).map(|word| {
            let lower = side.text[word.clone()].to_lowercase();
            (word, lower)
        });
        let words: Vec<(Range<usize>, String)> = words.collect();
        let is_number = |word: &str| {
            let numeral =
                |lexicon: &Lexicon| matches!(lexicon.figure(word), Some(Figure::Numeral(_)));
            has_digit(word) || lexicon.is_some_and(numeral)
        };
        let is_in = |word: &Range<usize>| range.start <= word.start && word.end <= range.end;
        let numbers = words.iter().enumerate();
        let numbers = numbers.filter(|(_, (range, word))| is_in(range) && is_number(word));
        Wording {
            side,
            numbers: numbers.map(|(at, _)| at).collect(),
            words,
        }
    }

    fn word(&self, at: usize) -> &str {
        &self.words[at].1
    }

    /// The number or date that contains the word; the word itself if it is no part of one.
    fn whole(&self, at: usize) -> Range<usize> {
        let word = &self.words[at].0;
        let holds = |range: &Range<usize>| range.start <= word.start && word.end <= range.end;
        let Quantities { all, dates, .. } = self.side.quantities;
        let quantities = all.iter().map(|quantity| &quantity.range);
        let mut all = quantities.chain(dates.iter().map(|date| &date.range));
        all.find(|range| holds(range)).unwrap_or(word).clone()
    }
}

fn has_digit(word: &str) -> bool {
    word.contains(char::is_numeric)
}

/// Whether the two are between the same words, or one of them is not in both texts. Otherwise, the words may only be
/// in another order. The order of a list says nothing: "in 1997 and 1998".
fn is_no_permutation(
    (own, one): (&Wording, usize),
    (theirs, other): (&Wording, usize),
    lexicon: Option<&Lexicon>,
) -> bool {
    fn beside<'w>(wording: &'w Wording, at: usize) -> [Option<&'w str>; 2] {
        let word = |at: Option<usize>| Some(wording.words.get(at?)?.1.as_str());
        [word(at.checked_sub(1)), word(at.checked_add(1))]
    }
    let holds = |wording: &Wording, word: &str| {
        let mut numbers = wording.numbers.iter();
        numbers.any(|&at| wording.word(at) == word)
    };
    let are_in_both = holds(theirs, own.word(one)) && holds(own, theirs.word(other));
    let lists_both = || {
        let is_beside = |at: usize| match (at.min(one), at.max(one)) {
            (first, last) if last == first + 1 => true,
            (first, last) if last == first + 2 => !is_significant(own.word(first + 1), lexicon),
            _ => false,
        };
        let mut numbers = own.numbers.iter();
        numbers.any(|&at| at != one && own.word(at) == theirs.word(other) && is_beside(at))
    };
    !are_in_both || beside(own, one) == beside(theirs, other) && !lists_both()
}

/// The number of equal words around the two; 0 if there are too few, or only small words.
fn closeness(
    (own, one): (&Wording, usize),
    (theirs, other): (&Wording, usize),
    lexicon: Option<&Lexicon>,
) -> usize {
    let before = own.words[..one].iter().rev();
    let before = before.zip(theirs.words[..other].iter().rev());
    let after = own.words[one + 1..].iter();
    let after = after.zip(&theirs.words[other + 1..]);
    fn equal<'w, W: 'w + PartialEq>(
        pairs: impl Iterator<Item = (&'w (Range<usize>, W), &'w (Range<usize>, W))>,
    ) -> impl Iterator<Item = &'w W> {
        let equal = pairs
            .take(REACH)
            .take_while(|(one, other)| one.1 == other.1);
        equal.map(|(one, _)| &one.1)
    }
    let equal: Vec<&String> = equal(before).chain(equal(after)).collect();
    let is_month = |word: &str| {
        let figure = lexicon.and_then(|lexicon| lexicon.figure(word));
        matches!(figure, Some(Figure::Month(_)))
    };
    let telling = equal
        .iter()
        .filter(|word| is_significant(word, lexicon) || is_month(word));
    let (words, characters): (Vec<&String>, Vec<&String>) = telling
        .copied()
        .partition(|word| word.chars().nth(1).is_some());
    // In scripts without spaces, each character is a word.
    let is_telling = !words.is_empty() || characters.len() > LEAST;
    match is_telling && equal.len() >= LEAST {
        true => equal.len(),
        false => 0,
    }
}

/// The one with the greatest closeness; `None` if it is 0, or if two are equally close.
fn best(all: &[usize], closeness: impl Fn(usize) -> usize) -> Option<usize> {
    let scored = all.iter().map(|&at| (closeness(at), at));
    let (most, at) = scored.clone().max()?;
    let is_only = scored.filter(|(close, _)| *close == most).count() == 1;
    (most > 0 && is_only).then_some(at)
}

/// The places of the two, if they cannot both be right.
fn contradict(
    (own, one): (&Wording, usize),
    (theirs, other): (&Wording, usize),
    lexicon: Option<&Lexicon>,
) -> Option<[Range<usize>; 2]> {
    let places = [own.whole(one), theirs.whole(other)];
    let quantity = |wording: &'_ Wording, place: &Range<usize>| {
        let mut all = wording.side.quantities.all.iter();
        all.find(|quantity| quantity.range == *place).cloned()
    };
    let date = |wording: &Wording, place: &Range<usize>| {
        let mut dates = wording.side.quantities.dates.iter();
        let date = dates.find(|date| date.range == *place)?;
        match date.when {
            When::Calendar(parts) => Some(parts),
            _ => None,
        }
    };
    let digits = [own.word(one), theirs.word(other)];
    let quantities = (quantity(own, &places[0]), quantity(theirs, &places[1]));
    let dates = (date(own, &places[0]), date(theirs, &places[1]));
    let contradicts = match (quantities, dates) {
        ((Some(mut one), Some(mut other)), _) => {
            if one.bound == other.bound {
                // In the same words, "more than 700" is a slip for "more than 800".
                [one.bound, other.bound] = [Bound::Exact; 2];
            }
            let is_score = one.unit == Some(SCORE) || other.unit == Some(SCORE);
            match one.compare(&other) {
                Comparison::Contradict => true,
                Comparison::Agree => false,
                Comparison::Unknown => is_score && digits_differ(digits, true),
            }
        }
        (_, (Some(one), Some(other))) => differ(one, other),
        _ => digits_differ(digits, lexicon.is_some()),
    };
    contradicts.then_some(places)
}

/// Whether two words are the same but for the value of their digits. If the digits may be rounded, as in a language
/// whose words for "about" are not known, only digits of one length that are not round are compared.
fn digits_differ([one, other]: [&str; 2], is_exact: bool) -> bool {
    let letters = |word: &str| -> String { word.chars().filter(|c| !c.is_numeric()).collect() };
    let digits = |word: &str| -> String { word.chars().filter(|c| c.is_numeric()).collect() };
    let (digits_of_one, digits_of_other) = (digits(one), digits(other));
    let is_round = |digits: &str| digits.len() > 1 && digits.ends_with('0');
    let is_precise = digits_of_one.len() == digits_of_other.len()
        && !is_round(&digits_of_one)
        && !is_round(&digits_of_other);
    let value = |digits: &str| digits.trim_start_matches('0').to_owned();
    let (letters_of_one, letters_of_other) = (letters(one), letters(other));
    let is_ordinal = |letters: &String| ["st", "nd", "rd", "th"].contains(&letters.as_str());
    let are_ordinals = is_ordinal(&letters_of_one) && is_ordinal(&letters_of_other);
    has_digit(one)
        && has_digit(other)
        && (letters_of_one == letters_of_other || are_ordinals)
        && value(&digits_of_one) != value(&digits_of_other)
        && (is_exact || is_precise)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::lexicon::of_language;
    use crate::prose::quantities::quantities_in;

    /// The numbers that contradict each other, as `own / theirs`; empty if none do.
    fn found(language: &str, [own, theirs]: [&str; 2]) -> String {
        let lexicon = of_language(language);
        let read = |text: &str| {
            lexicon.map_or(Quantities::default(), |lexicon| {
                quantities_in(lexicon, text)
            })
        };
        let (in_own, in_theirs) = (read(own), read(theirs));
        let side = |text, quantities| Side { text, quantities };
        let places = contradiction(
            (side(own, &in_own), &(0..own.len())),
            side(theirs, &in_theirs),
            lexicon,
        );
        places.map_or(String::new(), |[one, other]| {
            format!("{} / {}", &own[one], &theirs[other])
        })
    }

    #[test]
    fn any_number_between_the_same_words() {
        for (language, own, theirs, expected) in [
            (
                "en",
                "The 1994 law was passed",
                "the 1993 law was passed",
                "1994 / 1993",
            ),
            (
                "en",
                "They won 3-2 on Friday",
                "They won 4-2 on Friday",
                "3-2 / 4-2",
            ),
            (
                "en",
                "It opens at 10:30 every day",
                "it opens at 10:45 every day",
                "30 / 45",
            ),
            (
                "en",
                "On May 16, 2015",
                "On May 17, 2015",
                "May 16, 2015 / May 17, 2015",
            ),
            (
                "en",
                "Microsoft released IE9 in spring",
                "Microsoft released IE8 in spring",
                "IE9 / IE8",
            ),
            (
                "en",
                "in the 20th minute",
                "in the 21st minute",
                "20th / 21st",
            ),
            (
                "en",
                "Over 400 were rescued off Java",
                "Over 300 were rescued off Java",
                "400 / 300",
            ),
            (
                "en",
                "nine of the members voted",
                "ten of the members voted",
                "nine / ten",
            ),
            (
                "es",
                "Llegaron 14 barcos el lunes",
                "Llegaron 41 barcos el lunes",
                "14 / 41",
            ),
            (
                "de",
                "Es kamen 14 Schiffe am Montag",
                "Es kamen 41 Schiffe am Montag",
                "14 / 41",
            ),
            (
                "uk",
                "Загинули 14 людей у понеділок",
                "Загинули 41 людей у понеділок",
                "14 / 41",
            ),
            (
                "ja",
                "北京で14人が死亡した",
                "北京で41人が死亡した",
                "14 / 41",
            ),
        ] {
            assert_eq!(found(language, [own, theirs]), expected, "{own}");
        }
    }

    #[test]
    fn numbers_that_agree_or_stand_elsewhere() {
        for (language, own, theirs) in [
            (
                "en",
                "about 500 people came to the fair",
                "523 people came to the fair",
            ),
            (
                "en",
                "It was held in 1997 and 1998",
                "It was held in 1998 and 1997",
            ),
            ("en", "with 1,500 homes burned", "with 1500 homes burned"),
            (
                "en",
                "In May 3 people died and in June 5 people died",
                "In June 5 people died",
            ),
            ("en", "9 women and 13 men voted", "13 men and 9 women voted"),
            (
                "en",
                "on 3 March 2024 it closed",
                "on 03 March 2024 it closed",
            ),
            ("en", "It cost £1.5m to build", "It cost $1.9m to build"),
            (
                "en",
                "Sam, 42, and his wife Ann Sam, 36, from Sydney",
                "from Sydney, 36, and his wife Ann Sam, 42",
            ),
            (
                "de",
                "Rund 500 Menschen kamen am Montag",
                "Rund 523 Menschen kamen am Montag",
            ),
            (
                "de",
                "Es kamen 1.500 Menschen am Montag",
                "Es kamen 1500 Menschen am Montag",
            ),
            (
                "de",
                "Es sind 2 Millionen Menschen",
                "Es sind 2,1 Millionen Menschen",
            ),
        ] {
            assert_eq!(found(language, [own, theirs]), "", "{own}");
        }
    }
}
