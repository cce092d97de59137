//! Where sentences end in a paragraph.
//!
//! Each full stop, question mark or exclamation mark may end a sentence. What is before it (the word, an abbreviation, a
//! number, a bracket) and behind it (a capital, a number, a word with which sentences begin) decides.

use super::sentence_word_lists::VERBS_BEHIND_SPEAKERS;
use super::sentence_words::{SentenceWords, first_word, is_ideographic_stop};

/// The ends of the sentences in `text`, without the end of the text.
pub fn ends_in(text: &str, words: &SentenceWords) -> Vec<usize> {
    let (mut ends, mut start, mut at) = (Vec::new(), 0, 0);
    let mut in_quotes = false;
    while let Some(stops) = words.next_stops(text, at) {
        in_quotes ^= is_odd(text[at..stops.start].matches('"').count());
        let closing = match is_after_word(&text[..stops.start]) {
            true => note_length(&text[stops.end..]),
            false => 0,
        };
        let closing = match closing {
            0 => closing_length(&text[stops.end..], in_quotes),
            _ => closing,
        };
        let closing = closing + spaced_notes_length(&text[stops.end + closing..]);
        let end = stops.end + closing;
        in_quotes ^= is_odd(text[stops.end..end].matches('"').count());
        let candidate = Candidate {
            sentence: &text[start..stops.start],
            stops: &text[stops.clone()],
            closing: &text[stops.end..end],
            rest: &text[end..],
            words,
        };
        if candidate.is_end() {
            ends.push(end);
            start = text.len() - text[end..].trim_start().len();
        }
        at = end;
    }
    ends
}

fn is_odd(count: usize) -> bool {
    count % 2 == 1
}

/// A full stop, a run of stops, or an ellipsis, with what is around it.
struct Candidate<'a> {
    /// From the start of its sentence to the stops.
    sentence: &'a str,
    stops: &'a str,
    /// Brackets, quotation marks, or the mark of a note.
    closing: &'a str,
    rest: &'a str,
    words: &'a SentenceWords,
}

/// How the text behind a candidate begins, after opening marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follower {
    /// No words.
    Nothing,
    Lower,
    Number,
    /// A capital, or a letter of a script without capitals.
    Capital,
    /// As in "J. Doe".
    Initial,
    /// A word with which sentences begin, such as "The".
    Starter,
}

impl Candidate<'_> {
    fn is_end(&self) -> bool {
        let next = self.rest.trim_start();
        if next.len() == self.rest.len() {
            return self.is_end_without_space(next);
        }
        let follower = self.follower(next);
        let goes_on = next.starts_with([',', ';', ':', ')', ']', '/'])
            || self.stops != "."
                && next.starts_with(['-', '–', '—'])
                && follower == Follower::Lower;
        if follower == Follower::Nothing || goes_on {
            return false;
        }
        if self.closing.trim_start().starts_with([')', ']']) {
            return self.is_end_of_brackets(follower);
        }
        match self.stops {
            "." => self.is_full_stop(follower, next),
            _ if self.is_ellipsis() => self.is_end_with_ellipsis(follower),
            _ if follower == Follower::Lower => self.closing.is_empty() && !self.ends_with_a_name(),
            _ => self.closing.is_empty() || !names_a_speaker(next),
        }
    }

    /// As in "Yahoo! and".
    fn ends_with_a_name(&self) -> bool {
        last_word(self.sentence).starts_with(char::is_uppercase)
    }

    fn is_ellipsis(&self) -> bool {
        self.stops.ends_with("..") || self.stops.contains('…') || self.stops.ends_with(" .")
    }

    /// In a script without spaces, a quotation is part of the sentence that goes on behind it.
    fn is_end_without_space(&self, next: &str) -> bool {
        let goes_on = ['、', '，', ',', 'と', 'っ', 'な', 'の'];
        self.stops.ends_with(is_ideographic_stop)
            && !next.is_empty()
            && (self.closing.is_empty() || !next.starts_with(goes_on))
    }

    fn follower(&self, next: &str) -> Follower {
        /// Of opening quotation marks, brackets and dashes.
        const MARKS: usize = 8;
        let marks = next.chars().take(MARKS);
        let marks = marks.take_while(|c| !c.is_alphanumeric());
        let next = &next[marks.map(char::len_utf8).sum()..];
        let Some(first) = next.chars().next() else {
            return Follower::Nothing;
        };
        // As in "iPhone".
        let is_brand = next.chars().nth(1).is_some_and(char::is_uppercase);
        if first.is_lowercase() && !is_brand && !is_georgian(first) {
            return Follower::Lower;
        }
        let word = first_word(next);
        let behind = &next[word.len()..];
        if first.is_numeric() || word.len() > 1 && word.chars().all(is_roman) {
            return Follower::Number;
        }
        if is_initial(word) && behind.starts_with('.') {
            return Follower::Initial;
        }
        match self.words.starts_sentences(word) {
            true => Follower::Starter,
            false => Follower::Capital,
        }
    }

    fn is_end_with_ellipsis(&self, follower: Follower) -> bool {
        match follower {
            Follower::Starter => true,
            Follower::Capital | Follower::Initial => {
                !self.words.nouns_have_capitals || self.stops.len() > "...".len()
            }
            _ => false,
        }
    }

    /// A sentence in brackets ends with them, and so does what is left out, as in "[...]". A question may also be in the
    /// middle of a sentence.
    fn is_end_of_brackets(&self, follower: Follower) -> bool {
        if self.sentence.ends_with(['(', '[']) {
            let is_first = self.sentence.len() == 1;
            return self.is_ellipsis() && !is_first && follower == Follower::Starter;
        }
        match follower {
            Follower::Starter => true,
            Follower::Capital | Follower::Initial | Follower::Number => {
                (self.stops == "." || !self.is_in_aside())
                    && !self.is_doubtful(last_word(self.sentence))
            }
            _ => false,
        }
    }

    /// Whether a bracket opened in the sentence, not long ago and not at its start.
    fn is_in_aside(&self) -> bool {
        const LONG: usize = 512;
        let from = self.sentence.len().saturating_sub(LONG);
        let from = self.sentence.ceil_char_boundary(from);
        let opens = self.sentence[from..].rfind(['(', '[']);
        opens.is_some_and(|at| from + at > 0)
    }

    /// Whether the single full stop ends the sentence, and no abbreviation or ordinal number.
    fn is_full_stop(&self, follower: Follower, next: &str) -> bool {
        let word = last_word(self.sentence);
        if follower == Follower::Lower {
            return self.closing.is_empty() && self.is_end_before_lower_case(word, next);
        }
        let is_within = match follower {
            Follower::Initial => is_letter(word),
            Follower::Number => self.words.is_before_numbers(word),
            _ => false,
        };
        if is_within || self.words.never_ends(word) {
            return false;
        }
        if word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty() {
            return self.is_end_after_number(word, follower);
        }
        if word.len() == self.sentence.len() && is_numeral(word) {
            return false;
        }
        follower == Follower::Starter || !self.is_doubtful(word)
    }

    /// Whether a full stop after the word may be its own.
    fn is_doubtful(&self, word: &str) -> bool {
        !self.is_unit(word) && self.is_abbreviation(word)
    }

    /// A letter after a number, as in the Polish "1999 r." (year).
    fn is_unit(&self, word: &str) -> bool {
        let before = self.sentence[..self.sentence.len() - word.len()].trim_end();
        is_letter(word)
            && word.starts_with(char::is_lowercase)
            && before.ends_with(|c: char| c.is_ascii_digit() || is_roman(c))
    }

    fn is_abbreviation(&self, word: &str) -> bool {
        self.words.seldom_ends(word)
            || self.words.never_ends(word)
            || is_initial(word)
            || is_dotted(word)
            || self.words.nouns_have_capitals && is_numeral(word)
    }

    fn is_end_after_number(&self, number: &str, follower: Follower) -> bool {
        /// In digits. A longer number is a year.
        const ORDINAL: usize = 3;
        let whole = &self.sentence[..self.sentence.len() - number.len()];
        let before = whole.trim_end();
        if before.is_empty() {
            return false;
        }
        if whole.ends_with([':', ',', '-', '–']) {
            return true;
        }
        let is_ordinal = self.words.has_ordinals
            && number.len() <= ORDINAL
            && (self.words.nouns_have_capitals || self.words.starts_sentences(last_word(before)));
        !is_ordinal || follower == Follower::Starter
    }

    /// In careless writing. Short words are more often abbreviations that are in no list.
    fn is_end_before_lower_case(&self, word: &str, next: &str) -> bool {
        const SHORT: usize = 4;
        let is_abbreviated = self.is_abbreviation(word)
            || self.words.often_ends(word)
            || self.words.is_before_numbers(word)
            || is_numeral(word);
        !is_abbreviated
            && (word.chars().count() > SHORT
                || self.words.starts_sentences(first_word(next))
                    && !word.starts_with(char::is_numeric))
    }
}

/// As in "Why?" Ann Lee asked.
fn names_a_speaker(text: &str) -> bool {
    const LONGEST: usize = 5;
    let is_name = |word: &&str| word.starts_with(char::is_uppercase);
    let mut words = text.split_whitespace().take(LONGEST);
    let verb = words.by_ref().find(|word| !is_name(word)).unwrap_or("");
    VERBS_BEHIND_SPEAKERS.contains(&verb.trim_end_matches(['.', ',', ':']))
}

/// Capitals are used for emphasis only.
fn is_georgian(letter: char) -> bool {
    ('ა'..='ჿ').contains(&letter)
}

/// The last word, with the full stops, hyphens and apostrophes in it.
fn last_word(text: &str) -> &str {
    let is_part =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '‐' | '\'' | '’' | '°' | 'º');
    let start = text.char_indices().rev().take_while(|&(_, c)| is_part(c));
    let word = start.last().map_or("", |(at, _)| &text[at..]);
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    // Without an article, as in "l'art".
    let elided = word.rsplit(['\'', '’']).next();
    elided.filter(|it| it.len() > 1).unwrap_or(word)
}

/// A letter or a Roman number before an item of a list.
fn is_numeral(word: &str) -> bool {
    !word.is_empty() && (word.chars().nth(1).is_none() || word.chars().all(is_roman))
}

fn is_roman(digit: char) -> bool {
    matches!(digit, 'I' | 'V' | 'X')
}

/// One capital, as in "J. Doe".
fn is_initial(word: &str) -> bool {
    is_letter(word) && word.starts_with(char::is_uppercase)
}

fn is_letter(word: &str) -> bool {
    word.chars().nth(1).is_none() && word.starts_with(char::is_alphabetic)
}

/// As in "U.S", "p.m", and "J.-C".
fn is_dotted(word: &str) -> bool {
    const SHORT: usize = 3;
    word.contains('.')
        && word
            .split(['.', '-', '‐'])
            .all(|part| part.chars().count() <= SHORT && !part.contains(char::is_numeric))
}

/// The length of what can stand between a full stop and the next sentence: brackets and quotation marks, or the mark of
/// a note.
fn closing_length(text: &str, in_quotes: bool) -> usize {
    let mut length = 0;
    let mut in_quotes = in_quotes;
    for character in text.chars() {
        let is_before_word = || {
            let next = text[length + character.len_utf8()..].chars().next();
            next.is_some_and(char::is_alphanumeric)
        };
        let closes = match character {
            ')' | ']' | '»' | '›' | '”' | '’' | '\'' | '」' | '』' | '）' | '】' | '*' | '_' => {
                true
            }
            '“' | '«' | '‹' | '‘' => !is_before_word(),
            '"' => std::mem::take(&mut in_quotes) || !is_before_word(),
            _ => false,
        };
        if !closes {
            break;
        }
        length += character.len_utf8();
    }
    length + spaced_mark(&text[length..], in_quotes)
}

/// The length of a space and a closing mark: before quotation marks in French, elsewhere by mistake.
fn spaced_mark(text: &str, in_quotes: bool) -> usize {
    let trimmed = text.trim_start();
    let mut characters = trimmed.chars();
    let (first, second) = (characters.next(), characters.next());
    let length = text.len() - trimmed.len();
    match first {
        Some(')' | ']') => length + 1,
        _ if !second.is_none_or(char::is_whitespace) => 0,
        Some(mark @ ('»' | '”')) => length + mark.len_utf8(),
        Some('"') if in_quotes => length + 1,
        _ => 0,
    }
}

/// Whether a word is before a stop, after which the mark of a note can be.
fn is_after_word(text: &str) -> bool {
    const LETTERS: usize = 3;
    let letters = text.chars().rev().take_while(|c| c.is_alphabetic());
    letters.take(LETTERS).count() == LETTERS || text.ends_with(['"', '”', '»', ')'])
}

/// As in "closed.1" and "closed.[12]".
fn note_length(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let in_brackets = text.strip_prefix('[').map_or(0, digits);
    match (digits(text), in_brackets) {
        (length @ 1..=3, _) if text[length..].starts_with(char::is_whitespace) => length,
        (_, length @ 1..=3) if text[1 + length..].starts_with(']') => length + 2,
        _ => 0,
    }
}

/// The length of marks of notes behind spaces, as in "closed. [1] [2]".
fn spaced_notes_length(text: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = &text[length..];
        let note = rest.trim_start();
        match note_length(note) {
            note_length if note_length > 0 && note.starts_with('[') => {
                length += rest.len() - note.len() + note_length;
            }
            _ => return length,
        }
    }
}
