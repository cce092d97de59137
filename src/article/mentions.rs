//! Known names in a text.
//!
//! A name is found by its first word, so that a text costs what its words cost, however many names
//! are known. Diacritics are ignored; a capital in the name must be one in the text.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::index::hash_of;
use crate::text::fold::fold_for_search;
use crate::text::words::words;

/// A name in a text: byte offsets in that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<Id> {
    pub range: Range<usize>,
    pub id: Id,
}

/// The names that are known, each with what it names.
#[derive(Debug, Clone)]
pub struct Names<Id> {
    /// By the hash of the first word; the longest names first.
    by_first_word: FxHashMap<u32, Vec<Name<Id>>>,
    /// Whether any name starts without a capital; else most words of a text need no look.
    in_any_case: bool,
}

#[derive(Debug, Clone)]
struct Name<Id> {
    words: Box<[NameWord]>,
    /// What stands behind the last word, as in `Washington D.C.`.
    tail: Box<str>,
    id: Id,
}

#[derive(Debug, Clone)]
struct NameWord {
    /// What stands between the word before and this one.
    gap: Box<str>,
    /// Without case and diacritics.
    folded: Box<str>,
    case: Case,
}

/// How a word of a name wants to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Any,
    /// Starts with a capital.
    Capital,
    /// All capitals and short: `WHO` is neither `who` nor `Who`.
    Acronym,
}

impl<Id: Copy> Names<Id> {
    /// One name may stand for several things, and one thing may have several names.
    pub fn new<'a>(names: impl IntoIterator<Item = (&'a str, Id)>) -> Names<Id> {
        let mut by_first_word: FxHashMap<u32, Vec<Name<Id>>> = FxHashMap::default();
        for (name, id) in names {
            if let Some(name) = Name::of(name, id) {
                let hash = hash_of(&name.words[0].folded);
                by_first_word.entry(hash).or_default().push(name);
            }
        }
        for names in by_first_word.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
        }
        let mut known = by_first_word.values().flatten();
        let in_any_case = known.any(|name| name.words[0].case == Case::Any);
        Names {
            by_first_word,
            in_any_case,
        }
    }

    /// The names in `text`, in order. Of names that overlap the longest counts, for everything
    /// that has it.
    pub fn mentions(&self, text: &str) -> Vec<Mention<Id>> {
        let mut mentions = Vec::new();
        if self.by_first_word.is_empty() {
            return mentions;
        }
        let words: Vec<Range<usize>> = words(text).collect();
        let mut first = 0;
        while first < words.len() {
            first += self
                .push_mentions_at(text, &words[first..], &mut mentions)
                .max(1);
        }
        mentions
    }

    /// Adds the names that `words` start with; returns the number of their words.
    fn push_mentions_at(
        &self,
        text: &str,
        words: &[Range<usize>],
        mentions: &mut Vec<Mention<Id>>,
    ) -> usize {
        let first = &text[words[0].clone()];
        if !self.in_any_case && first.starts_with(|c: char| c.is_ascii_lowercase()) {
            return 0;
        }
        let first = folded_word(first);
        let Some(names) = self.by_first_word.get(&hash_of(&first)) else {
            return 0;
        };
        let mut length = 0;
        for name in names {
            if name.words.len() >= length && name.stands_at(text, words) {
                length = name.words.len();
                let end = words[length - 1].end;
                let tail = if text[end..].starts_with(&*name.tail) {
                    name.tail.len()
                } else {
                    0
                };
                mentions.push(Mention {
                    range: words[0].start..end + tail,
                    id: name.id,
                });
            }
        }
        length
    }
}

impl<Id> Name<Id> {
    fn of(name: &str, id: Id) -> Option<Name<Id>> {
        let mut end = 0;
        let words = words(name).map(|range| {
            let gap = name[end..range.start].into();
            end = range.end;
            NameWord::of(gap, &name[range])
        });
        let words: Box<[NameWord]> = words.collect();
        let tail = name[end..].trim_end().into();
        (!words.is_empty()).then_some(Name { words, tail, id })
    }

    fn stands_at(&self, text: &str, words: &[Range<usize>]) -> bool {
        if words.len() < self.words.len() {
            return false;
        }
        let mut end = words[0].start;
        self.words
            .iter()
            .zip(words)
            .enumerate()
            .all(|(index, (word, range))| {
                let gap = &text[end..range.start];
                end = range.end;
                (index == 0 || gaps_alike(&word.gap, gap)) && word.reads(&text[range.clone()])
            })
    }
}

impl NameWord {
    fn of(gap: Box<str>, word: &str) -> NameWord {
        const LONGEST_ACRONYM: usize = 5;
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let characters = word.chars().count();
        let case = match word.chars().next().is_some_and(char::is_uppercase) {
            true if (2..=LONGEST_ACRONYM).contains(&characters) && capitals == characters => {
                Case::Acronym
            }
            true => Case::Capital,
            false => Case::Any,
        };
        NameWord {
            gap,
            folded: fold_for_search(word).into(),
            case,
        }
    }

    fn reads(&self, word: &str) -> bool {
        let case_fits = match self.case {
            Case::Any => true,
            Case::Capital => word.chars().next().is_some_and(char::is_uppercase),
            Case::Acronym => word.chars().all(char::is_uppercase),
        };
        case_fits && folded_word(word).eq_ignore_ascii_case(&self.folded)
    }
}

/// `word` without diacritics, and without case unless it is ASCII.
fn folded_word(word: &str) -> Cow<'_, str> {
    match word.is_ascii() {
        true => Cow::Borrowed(word),
        false => Cow::Owned(fold_for_search(word)),
    }
}

/// `J. D. Vance` is `J.D. Vance`, and `al-Assad` is `al Assad`.
fn gaps_alike(left: &str, right: &str) -> bool {
    const LONGEST: usize = 4;
    let loose = |gap: &str| {
        gap.len() <= LONGEST
            && gap
                .chars()
                .all(|c| c.is_whitespace() || matches!(c, '.' | '-'))
    };
    left == right || loose(left) && loose(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], text: &str, expected: &[&str]) {
        let names = Names::new(names.iter().enumerate().map(|(id, name)| (*name, id)));
        let found: Vec<&str> = names
            .mentions(text)
            .into_iter()
            .map(|m| &text[m.range])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn diacritics_do_not_matter() {
        let names = ["María Corina Machado"];
        check(
            &names,
            "Maria Corina Machado's call",
            &["Maria Corina Machado"],
        );
        check(
            &names,
            "MARÍA CORINA MACHADO said",
            &["MARÍA CORINA MACHADO"],
        );
        check(
            &["Maria Corina Machado"],
            "by María Corina Machado.",
            &["María Corina Machado"],
        );
    }

    #[test]
    fn capitals_do() {
        check(&["Apple", "WHO", "US"], "Who told us of an apple?", &[]);
        check(&["Apple", "WHO", "US"], "WHO told Apple", &["WHO", "Apple"]);
        check(&["van der Berg"], "Van der Berg came", &["Van der Berg"]);
    }

    #[test]
    fn the_longest_name_counts() {
        let names = ["San Miguel", "Rocío San Miguel", "Rocío"];
        check(
            &names,
            "Rocío San Miguel and San Miguel",
            &["Rocío San Miguel", "San Miguel"],
        );
        check(&["Machado", "Machado"], "Machado", &["Machado", "Machado"]);
    }

    #[test]
    fn names_start_and_end_with_words() {
        check(&["Art", "Ann"], "Party Annex Art-lover", &["Art"]);
        check(
            &["J.D. Vance", "Washington D.C."],
            "J. D. Vance in Washington D.C.",
            &["J. D. Vance", "Washington D.C."],
        );
        check(&["Smith John"], "by Smith, John came", &[]);
        check(&["习近平"], "主席习近平在", &["习近平"]);
    }
}
