//! The details of a sentence, and which of them the claims that cover it hold. A detail is a number, a date, a name or a
//! quotation: what a late edit can change while the sentence still reads well.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::article::hash_of_word;
use crate::model::{By, Item, Role};
use crate::prose::capitalised::capitalised_names;
use crate::prose::lexicon;
use crate::prose::quantities::quantities_in;
use crate::prose::{Figure, Lexicon};
use crate::rules::context::in_article::SentenceContext;
use crate::rules::context::passages::LONGEST_READ;
use crate::text::words::words;
use crate::workspace::{DeclarationId, Target};

/// One detail of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// In the article's folded text.
    pub range: Range<usize>,
    /// Whether a claim holds it: in its words or, if it is a name, in what it refers to.
    pub is_held: bool,
}

/// The maximum number of claims on a sentence that are compared with its details. A real sentence has a few.
const MOST_CLAIMS: usize = 200;

/// The details of the sentence, in order. None of them overlap. Empty if the sentence is very long.
pub fn details_of(context: &SentenceContext) -> Vec<Detail> {
    let folded = context.article.folded();
    let sentence = folded.folded_range(context.sentence.range.clone());
    if sentence.len() > LONGEST_READ {
        return Vec::new();
    }
    let found = details_in(context, &sentence).0.into_iter();
    let Some(held) = HeldWords::of(context) else {
        // Nobody can know which of its details they hold.
        return found
            .map(|(range, _)| Detail {
                range,
                is_held: true,
            })
            .collect();
    };
    let text = folded.text();
    let details = found.map(|(range, is_name)| Detail {
        is_held: held.holds_words(text, &range)
            || is_name && held.refers_to(context, &text[range.clone()]),
        range,
    });
    details.collect()
}

/// Ranges that do not overlap, sorted by start, each with whether it is a name.
#[derive(Default)]
struct Found(Vec<(Range<usize>, bool)>);

impl Found {
    /// Adds the range, unless a part of it is in one that was added before.
    fn add(&mut self, range: Range<usize>, is_name: bool) {
        let at = self.0.partition_point(|(it, _)| it.end <= range.start);
        let next = self.0.get(at);
        if next.is_none_or(|(next, _)| range.end <= next.start) {
            self.0.insert(at, (range, is_name));
        }
    }
}

/// The details in that range of the article's folded text. In a language without a word list, these are its digits, its
/// quotations and the known names.
fn details_in(context: &SentenceContext, sentence: &Range<usize>) -> Found {
    let text = &context.article.folded().text()[sentence.clone()];
    let lexicon = lexicon::of_language(context.language);
    let in_article = |range: Range<usize>| sentence.start + range.start..sentence.start + range.end;
    let mut found = Found::default();
    let quoted = &context.article.quoted()[context.article.quoted_within(sentence.clone())];
    for quoted in quoted {
        let stretch = quoted.range.start.max(sentence.start)..quoted.range.end.min(sentence.end);
        if context.article.folded().text()[stretch.clone()].contains(char::is_alphanumeric) {
            found.add(stretch, false);
        }
    }
    if let Some(lexicon) = lexicon {
        let read = quantities_in(lexicon, text);
        let certain = read.all.into_iter().filter(|number| number.is_certain);
        let dates = read.dates.into_iter().map(|date| date.range);
        for figure in dates.chain(certain.map(|number| number.range)) {
            found.add(in_article(figure), false);
        }
    }
    for name in names_in(context, lexicon, text) {
        found.add(in_article(name), true);
    }
    for number in numbers_in(lexicon, text) {
        found.add(in_article(number), false);
    }
    found
}

/// The known names, and what looks like a name. A title next to a known name is part of it: "Mayor Ines Varga".
fn names_in(context: &SentenceContext, lexicon: Option<&Lexicon>, text: &str) -> Vec<Range<usize>> {
    let known = context.names.mentions(text).into_iter();
    let unknown = lexicon.map_or(Vec::new(), |lexicon| capitalised_names(lexicon, text));
    let mut names: Vec<Range<usize>> = known.map(|it| it.range).chain(unknown).collect();
    names.sort_unstable_by_key(|name| (name.start, name.end));
    names.dedup_by(|next, name| {
        let overlaps = next.start < name.end;
        if overlaps {
            name.end = name.end.max(next.end);
        }
        overlaps
    });
    names
}

/// What holds a digit, such as a time or a score, and inexact numbers such as "hundreds".
fn numbers_in(lexicon: Option<&Lexicon>, text: &str) -> Vec<Range<usize>> {
    let is_vague =
        |word: &str| lexicon.is_some_and(|it| it.figure(word) == Some(Figure::VagueNumber));
    let mut numbers: Vec<Range<usize>> = Vec::new();
    for word in words(text) {
        let written = &text[word.clone()];
        let has_digit = written.contains(char::is_numeric);
        match numbers.last_mut() {
            Some(last) if has_digit && is_within_number(&text[last.end..word.start]) => {
                last.end = word.end;
            }
            _ if has_digit || is_vague(written) => numbers.push(word),
            _ => {}
        }
    }
    numbers
}

/// Whether digits before and after these characters are one number: `5:30`, `3-1`, `1'000`.
fn is_within_number(between: &str) -> bool {
    matches!(between, ":" | "-" | "/" | "." | "," | "'")
}

/// What the claims that cover a sentence hold.
struct HeldWords {
    covering: Vec<(DeclarationId, Range<usize>)>,
    /// Their passages as ranges of the article's folded text. None of them overlap or touch.
    passages: Vec<Range<usize>>,
    /// The hashes of the words in the names of what they refer to.
    names: OnceCell<FxHashSet<u32>>,
}

impl HeldWords {
    /// `None` if there are too many claims, or if a passage is ambiguous.
    fn of(context: &SentenceContext) -> Option<HeldWords> {
        if context.claims > MOST_CLAIMS {
            return None;
        }
        let covering = context.covering()?;
        let mut passages: Vec<Range<usize>> = Vec::new();
        for (_, passage) in &covering {
            let passage = context.article.folded().folded_range(passage.clone());
            match passages.last_mut() {
                Some(last) if passage.start <= last.end => last.end = last.end.max(passage.end),
                _ => passages.push(passage),
            }
        }
        Some(HeldWords {
            covering,
            passages,
            names: OnceCell::new(),
        })
    }

    /// Whether every word in that range of the article's folded text is in a passage.
    fn holds_words(&self, text: &str, range: &Range<usize>) -> bool {
        let mut words = words(&text[range.clone()]);
        words.all(|word| {
            let (start, end) = (range.start + word.start, range.start + word.end);
            let next = self.passages.partition_point(|passage| passage.end < end);
            let passage = self.passages.get(next);
            passage.is_some_and(|passage| passage.start <= start)
        })
    }

    /// Whether the claims refer to what has that name, also by a part of its name: "Varga" for Ines Varga.
    fn refers_to(&self, context: &SentenceContext, name: &str) -> bool {
        let names = self.names.get_or_init(|| self.words_of_names(context));
        let written = || words(name).map(|word| &name[word]);
        let has_capitals = written().any(|word| word.starts_with(char::is_uppercase));
        let mut main =
            written().filter(|word| !has_capitals || word.starts_with(char::is_uppercase));
        !names.is_empty() && main.any(|word| names.contains(&hash_of_word(word)))
    }

    fn words_of_names(&self, context: &SentenceContext) -> FxHashSet<u32> {
        let mut all = FxHashSet::default();
        let mut add = |name: &str| {
            all.extend(words(name).map(|word| hash_of_word(&name[word])));
        };
        let items = self.covering.iter().filter_map(|(id, _)| {
            let slot = context.file.slot(*id)?;
            slot.segment.item.as_ref()
        });
        for item in items {
            for reference in &item.references {
                let target = context
                    .workspace
                    .resolve(context.file_id, reference)
                    .found();
                let target = target.filter(|target| !target.item().is_none_or(Item::is_protected));
                match (reference.role, target) {
                    (Role::About | Role::SaidBy | Role::Reply, Some(target)) => {
                        names_of_entity(&target, &mut add);
                    }
                    (Role::Source | Role::ContradictedBy | Role::Context, Some(target)) => {
                        names_behind_source(context, &target, &mut add);
                    }
                    _ => {}
                }
            }
        }
        all
    }
}

fn names_of_entity(target: &Target, add: &mut impl FnMut(&str)) {
    target
        .item()
        .into_iter()
        .flat_map(Item::known_names)
        .for_each(add);
}

/// The names of the people and organisations in the `by:` and `publisher:` of a source.
fn names_behind_source(context: &SentenceContext, target: &Target, add: &mut impl FnMut(&str)) {
    let Some((item, source)) = target.source() else {
        return;
    };
    for by in source.by.iter().chain(&source.publisher) {
        match by {
            By::Name(name) => add(&name.text),
            By::Entity(at) => {
                let entity = context.workspace.target(target.file, item, *at);
                let entity = entity.filter(|it| !it.item().is_none_or(Item::is_protected));
                if let Some(entity) = entity {
                    names_of_entity(&entity, add);
                }
            }
        }
    }
}
