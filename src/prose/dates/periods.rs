//! Decades and centuries in prose: "the 1990s", "the 19th century", "el siglo XIX".

use std::ops::{Range, RangeInclusive};

use crate::prose::lexicon::Lexicon;
use crate::text::lower::lower;
use crate::text::words::words;

/// A decade or century in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProsePeriod {
    /// In bytes.
    pub range: Range<usize>,
    /// The years that it can mean. A century includes the year before its first: people count 1900 in either.
    pub years: RangeInclusive<i16>,
}

/// The decades and centuries in `text`, in order.
pub fn periods_in(lexicon: &Lexicon, text: &str) -> Vec<ProsePeriod> {
    let words: Vec<Range<usize>> = words(text).collect();
    let reader = PeriodReader {
        lexicon,
        text,
        words: &words,
    };
    let periods =
        (0..words.len()).filter_map(|at| reader.decade(at).or_else(|| reader.century(at)));
    periods.collect()
}

/// Methods take the index of a word.
struct PeriodReader<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    words: &'a [Range<usize>],
}

impl PeriodReader<'_> {
    fn word(&self, at: usize) -> &str {
        let word = self.words.get(at);
        word.map_or("", |word| &self.text[word.clone()])
    }

    /// "1990s", "años 1990"
    fn decade(&self, at: usize) -> Option<ProsePeriod> {
        let calendar = self.lexicon.words.calendar;
        let range = self.words[at].clone();
        let word = self.word(at);
        let head = self.text[..range.start].trim_end();
        let is_behind = |words: &&str| head.to_lowercase().ends_with(*words);
        let digits = match calendar.decade_ending {
            "" => Some(word).filter(|_| calendar.before_decade.iter().any(is_behind)),
            ending => word.strip_suffix(ending),
        }?;
        let year: i16 = digits.parse().ok().filter(|_| digits.len() == 4)?;
        // "The 1900s" are ten years or a hundred.
        let last = match (year % 100, year % 10) {
            (0, _) => year + 99,
            (_, 0) => year + 9,
            _ => return None,
        };
        (1000..=2100).contains(&year).then_some(ProsePeriod {
            range,
            years: year..=last,
        })
    }

    /// "19th century", "nineteenth century", "siglo XIX"
    fn century(&self, at: usize) -> Option<ProsePeriod> {
        let calendar = self.lexicon.words.calendar;
        if *lower(self.word(at)) != *calendar.century {
            return None;
        }
        let (number, place) = match calendar.century_first {
            true => (roman(self.word(at + 1))?, at + 1),
            false => self.ordinal_before(at)?,
        };
        let [first, last] = [at.min(place), at.max(place)];
        let behind = &self.text[self.words[last].end..];
        let is_before_christ = calendar.before_christ.iter();
        let is_before_christ = is_before_christ
            .copied()
            .any(|words| behind.trim_start().starts_with(words));
        (!is_before_christ && (10..=21).contains(&number)).then_some(ProsePeriod {
            range: self.words[first].start..self.words[last].end,
            years: (number - 1) * 100..=number * 100,
        })
    }

    /// The ordinal number directly before the word, and its index.
    fn ordinal_before(&self, at: usize) -> Option<(i16, usize)> {
        let place = at.checked_sub(1)?;
        let word = lower(self.word(place));
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        if let Ok(number) = digits.parse() {
            return Some((number, place));
        }
        let ordinals = self.lexicon.words.calendar.ordinals.iter();
        let mut ordinals = ordinals.filter(|(name, _)| **name == *word);
        let number = ordinals.next()?.1;
        // "Twenty-first"
        let is_hyphened =
            |before: &usize| &self.text[self.words[*before].end..self.words[place].start] == "-";
        match place.checked_sub(1).filter(is_hyphened) {
            Some(tens) if *lower(self.word(tens)) == *"twenty" => Some((20 + number, tens)),
            Some(_) => None,
            None => Some((number, place)),
        }
    }
}

/// A Roman number of centuries, in capitals.
fn roman(word: &str) -> Option<i16> {
    let value = |digit: char| match digit {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits: Vec<i16> = word.chars().map(value).collect::<Option<_>>()?;
    let signed = digits
        .iter()
        .enumerate()
        .map(|(at, digit)| match digits.get(at + 1) {
            Some(next) if next > digit => -digit,
            _ => *digit,
        });
    let sum: i16 = signed.sum();
    (sum > 0).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::periods_in;
    use crate::prose::lexicon::of_language;

    #[test]
    fn decades_and_centuries() {
        for (language, text, expected) in [
            ("en", "It was built in the 1990s.", "1990s 1990-1999"),
            ("en", "in the early 1900s", "1900s 1900-1999"),
            ("en", "in the 19th century", "19th century 1800-1900"),
            (
                "en",
                "a nineteenth-century house",
                "nineteenth-century 1800-1900",
            ),
            (
                "en",
                "the twenty-first century",
                "twenty-first century 2000-2100",
            ),
            ("en", "in the 12th century BC", ""),
            ("en", "the 90s, 1994, 1995s, a century, the 5th century", ""),
            ("es", "en el siglo XIX", "siglo XIX 1800-1900"),
            (
                "es",
                "la década de 1990 y los años 1980",
                "1990 1990-1999, 1980 1980-1989",
            ),
            ("es", "en 1990, un siglo, el siglo IC", ""),
        ] {
            let lexicon = of_language(language).expect("a known language");
            let found = periods_in(lexicon, text).into_iter().map(|it| {
                let (first, last) = it.years.into_inner();
                format!("{} {first}-{last}", &text[it.range])
            });
            assert_eq!(found.collect::<Vec<_>>().join(", "), expected, "{text}");
        }
    }
}
