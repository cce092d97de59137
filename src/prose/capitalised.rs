//! Names that only their capitals give away: "White House", "Mayor Ines Varga", "Bank of England". The languages with a
//! word list write other words with a capital only where a sentence starts.

use std::ops::Range;

use crate::prose::lexicon::{Lexicon, WordClass};
use crate::text::lower::lower;
use crate::text::words::words;

/// The names in a sentence, in order. `text` must be folded: dashes are hyphens. The first word of a sentence is part of
/// no name, because any word has a capital there, and neither is any word of a title in capitals.
pub fn capitalised_names(lexicon: &Lexicon, text: &str) -> Vec<Range<usize>> {
    let words: Vec<Range<usize>> = words(text).collect();
    let reader = NameReader {
        lexicon,
        text,
        words: &words,
    };
    let mut names = Vec::new();
    if reader.is_in_title_case() {
        return names;
    }
    let mut at = 0;
    while at < words.len() {
        if !reader.may_begin(at) {
            at += 1;
            continue;
        }
        let end = reader.end_of_name(at);
        names.push(words[at].start..reader.end_with_full_stop(at, end));
        at = end;
    }
    names
}

/// Methods take the index of a word in `words`.
struct NameReader<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    words: &'a [Range<usize>],
}

impl<'a> NameReader<'a> {
    fn word(&self, at: usize) -> &'a str {
        let word = self.words.get(at);
        word.map_or("", |word| &self.text[word.clone()])
    }

    /// The text between the previous word and this one.
    fn gap(&self, at: usize) -> &'a str {
        match (at.checked_sub(1), self.words.get(at)) {
            (Some(before), Some(word)) => &self.text[self.words[before].end..word.start],
            _ => "",
        }
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    fn may_begin(&self, at: usize) -> bool {
        self.is_capitalised(at) && !self.starts_sentence(at) && !self.is_function_word(at)
    }

    /// Whether a sentence or another one within it may start at the word.
    fn starts_sentence(&self, at: usize) -> bool {
        let ends_sentence = |gap: &str| gap.contains([':', ';', '!', '?', '…']);
        at == 0 || ends_sentence(self.gap(at)) || self.follows_full_stop(at)
    }

    fn follows_full_stop(&self, at: usize) -> bool {
        self.gap(at).starts_with(". ") && !self.is_abbreviation(at - 1)
    }

    /// Whether a full stop after the word may shorten it: "Mr.", "J."
    fn is_abbreviation(&self, at: usize) -> bool {
        const LONGEST: usize = 4;
        self.is_capitalised(at) && self.word(at).chars().count() <= LONGEST
    }

    /// Whether the word has its capital for another reason than a name: "I", or "The" before a name. "New" is part of
    /// New Zealand.
    fn is_function_word(&self, at: usize) -> bool {
        let word = self.word(at);
        let classes = [WordClass::InName, WordClass::Article, WordClass::Definite];
        let functions = self.lexicon.words.numbers.function_words;
        word == "I"
            || classes.iter().any(|class| self.lexicon.is(word, *class))
            || functions.contains(&&*lower(word)) && !self.is_joined(at + 1)
    }

    /// The end of the name that consists of these words, with the last full stop of "U.S."
    fn end_with_full_stop(&self, from: usize, to: usize) -> usize {
        let end = self.words[to - 1].end;
        let is_initials = to - from > 1 && (from + 1..to).all(|at| self.gap(at) == ".");
        end + usize::from(is_initials && self.text[end..].starts_with('.'))
    }

    /// The index of the word after the name that begins at the word.
    fn end_of_name(&self, at: usize) -> usize {
        let of = self.lexicon.words.calendar.of;
        let mut end = at + 1;
        loop {
            let is_of = self.gap(end) == " " && of.contains(&self.word(end));
            if is_of && self.gap(end + 1) == " " && self.is_capitalised(end + 1) {
                end += 2;
            } else if self.is_joined(end) {
                end += 1;
            } else {
                return end;
            }
        }
    }

    /// Whether the word continues the name before it.
    fn is_joined(&self, at: usize) -> bool {
        let is_number = self.word(at).starts_with(|c: char| c.is_ascii_digit());
        match self.gap(at) {
            "-" => self.is_capitalised(at) || is_number,
            " " | "'" | "." | "&" | " & " => self.is_capitalised(at),
            ". " => self.is_capitalised(at) && self.is_abbreviation(at - 1),
            _ => false,
        }
    }

    /// Whether all longer words have a capital and no full stop follows, as in a headline.
    fn is_in_title_case(&self) -> bool {
        const LONGER: usize = 4;
        const MANY: usize = 4;
        let longer = |at: &usize| self.word(*at).chars().count() >= LONGER;
        let mut longer = (0..self.words.len()).filter(longer);
        let all = longer.clone().count();
        let is_closed = self.text.trim_end().ends_with('.');
        !is_closed && all >= MANY && longer.all(|at| self.is_capitalised(at))
    }
}

#[cfg(test)]
mod tests {
    use super::capitalised_names;
    use crate::prose::lexicon::of_language;

    #[track_caller]
    fn check(language: &str, text: &str, expected: &[&str]) {
        let lexicon = of_language(language).expect("a known language");
        let found = capitalised_names(lexicon, text);
        let found: Vec<&str> = found.into_iter().map(|name| &text[name]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_are_found() {
        for (text, expected) in [
            ("It was in Elmstead, near York.", &["Elmstead", "York"][..]),
            ("Then Mayor Ines Varga left.", &["Mayor Ines Varga"]),
            (
                "Yesterday the Bank of England and J. D. Vance met.",
                &["Bank of England", "J. D. Vance"],
            ),
            (
                "He saw Mr. O'Brien's Franco-German friend.",
                &["Mr. O'Brien", "Franco-German"],
            ),
            (
                "They had COVID-19 in the U.S. in all.",
                &["COVID-19", "U.S."],
            ),
            (
                "She said The Guardian was wrong in New Zealand.",
                &["Guardian", "New Zealand"],
            ),
            (
                "Ines Varga said so to Łukasz Żak.",
                &["Varga", "Łukasz Żak"],
            ),
        ] {
            check("en", text, expected);
        }
        check(
            "es",
            "Lo dijo la alcaldesa Inés Varga en San Juan de Dios.",
            &["Inés Varga", "San Juan de Dios"],
        );
    }

    #[test]
    fn other_capitals_are_not_names() {
        for text in [
            "Nobody spoke.",
            "She said: They left. Then I did, too.",
            "What was it? Nobody knew; Some left.",
            "1. The bridge was closed.",
            "Council Closes Harbour Bridge Until Monday",
            "",
        ] {
            check("en", text, &[]);
        }
        check("es", "¿Quién fue? Nadie lo sabe.", &[]);
    }
}
