//! Words that are nearly the surname of somebody whose full name is in the article: "Mr Vagra" beside "Ines Varga".
//!
//! A single word that differs by a letter is usually another word or another name. So it counts only if the article
//! never uses it as a common word or with another first name, and if no known name ends with it.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::article::{Article, Slip, WordRun, hash_of, slip_of};
use crate::model::Item;
use crate::prose::name_use::{capitalises_nouns, keeps_names};
use crate::prose::titles::TitleWord::{AddressBefore, In, Particle};
use crate::prose::titles::title_words_of;
use crate::rules::context::entities::item_of;
use crate::rules::context::passage_memo::EntityId;
use crate::text::fold::fold_for_search;
use crate::text::words::words;
use crate::workspace::{KnownNames, Workspace};

/// The people whose full names are in an article, by their surnames.
pub struct Surnames<'a> {
    workspace: &'a Workspace,
    names: &'a KnownNames,
    article: &'a Article,
    language: &'a str,
    people: FxHashSet<EntityId>,
    surnames: Vec<Surname>,
    /// The surnames by the hash of what remains of each without one of its letters, and of the whole.
    by_rest: FxHashMap<u32, SmallVec<[u32; 2]>>,
    /// Whether a word that may mean an entity means another one, or nobody.
    others: FxHashMap<(String, EntityId), bool>,
}

/// The last word of a full name.
struct Surname {
    word: String,
    /// The full name as it is known.
    name: String,
    entity: EntityId,
}

/// A word that is nearly a surname.
pub struct NearSurname<'a> {
    pub entity: EntityId,
    /// The full name as it is known.
    pub name: &'a str,
    pub surname: &'a str,
}

/// The place of a word in a text: its index among `words`, which are those of one sentence.
#[derive(Clone, Copy)]
pub struct WordPlace<'a> {
    pub text: &'a str,
    pub words: WordRun<'a>,
    pub at: usize,
    /// Whether most words begin with a capital, as in headings.
    pub is_title_case: bool,
}

/// The maximum number of surnames that are compared with one word. Only a hostile file has more that are so alike.
const COMPARED: usize = 16;
/// The maximum number of places of a word that are read to find out whether it is a common one.
const READ: usize = 1_000;
/// The minimum number of letters.
const LEAST: usize = 5;

impl<'a> Surnames<'a> {
    pub fn new(workspace: &'a Workspace, article: &'a Article, language: &'a str) -> Surnames<'a> {
        Surnames {
            workspace,
            names: workspace.known_names(),
            article,
            language,
            people: FxHashSet::default(),
            surnames: Vec::new(),
            by_rest: FxHashMap::default(),
            others: FxHashMap::default(),
        }
    }

    /// Adds a person whose full name is in the article.
    pub fn add(&mut self, entity: EntityId) {
        if !self.people.insert(entity) {
            return;
        }
        let item = item_of(self.workspace, entity);
        for name in item.into_iter().flat_map(Item::known_names) {
            let last = words(name).skip(1).last();
            let Some(last) = last.filter(|last| may_be_name(&name[last.clone()])) else {
                continue;
            };
            let at = self.surnames.len() as u32;
            let word = fold_for_search(&name[last.clone()]).to_lowercase();
            for rest in rests_of(&word) {
                self.by_rest.entry(rest).or_default().push(at);
            }
            self.surnames.push(Surname {
                word: name[last].to_owned(),
                name: name.to_owned(),
                entity,
            });
        }
    }

    pub fn is_empty(&self) -> bool {
        self.surnames.is_empty()
    }

    /// Whether the full name of that person is in the article.
    pub fn has(&self, entity: EntityId) -> bool {
        self.people.contains(&entity)
    }

    /// The surname that the word is meant to be. `None` if it is one, if it may be another word, or if several people
    /// may be meant.
    pub fn near(&mut self, place: WordPlace) -> Option<NearSurname<'_>> {
        let word = place.word(place.at)?;
        if !may_be_name(word) {
            return None;
        }
        let folded = fold_for_search(word).to_lowercase();
        let mut near: SmallVec<[u32; COMPARED]> = SmallVec::new();
        for rest in rests_of(&folded) {
            let more = COMPARED - near.len();
            let alike = self.by_rest.get(&rest).into_iter().flatten();
            near.extend(alike.copied().take(more));
        }
        let slip = |at: &u32| slip_of(word, &self.surnames[*at as usize].word);
        near.retain(|at| slip(at).is_some_and(|slip| place.allows(slip, self.language)));
        near.sort_unstable();
        let first = *near.first()?;
        let entity = self.surnames[first as usize].entity;
        let is_clear = near
            .iter()
            .all(|at| self.surnames[*at as usize].entity == entity);
        if !is_clear || !place.is_surname() || self.means_another(word, entity) {
            return None;
        }
        let surname = &self.surnames[first as usize];
        Some(NearSurname {
            entity,
            name: &surname.name,
            surname: &surname.word,
        })
    }

    /// Whether the article uses the word as a common word or as the surname of somebody else than `entity`, or somebody
    /// else has it.
    pub fn means_another(&mut self, word: &str, entity: EntityId) -> bool {
        let key = (word.to_owned(), entity);
        if let Some(known) = self.others.get(&key) {
            return *known;
        }
        let is_known = self.names.ending_with(word).next().is_some();
        let offsets = self.article.offsets_of(word).iter().map(|at| *at as usize);
        let mut uses = offsets.filter_map(|at| self.use_at(at, word, entity));
        let means_another = is_known || uses.any(|is_other| is_other);
        self.others.insert(key, means_another);
        means_another
    }

    /// Whether the word at that offset of the article's folded text is a common word, or stands after another first
    /// name. `None` if another word is there.
    fn use_at(&self, at: usize, word: &str, entity: EntityId) -> Option<bool> {
        let text = self.article.folded().text();
        let written = text[at..].get(..words(&text[at..]).next()?.end)?;
        if fold_for_search(written).to_lowercase() != fold_for_search(word).to_lowercase() {
            return None;
        }
        if written.starts_with(char::is_lowercase) {
            return Some(true);
        }
        let sentence = &self.article.sentences()[self.article.sentence_at(at)?];
        let sentence = self.article.folded().folded_range(sentence.range.clone());
        let before = text.get(sentence.start..at).unwrap_or_default();
        Some(self.ends_with_other_first_name(before, entity))
    }

    /// Whether the text ends with a first name that the entity does not have.
    fn ends_with_other_first_name(&self, before: &str, entity: EntityId) -> bool {
        let from = before.floor_char_boundary(before.len().saturating_sub(80));
        let Some(last) = words(&before[from..]).last() else {
            return false;
        };
        let (start, end) = (from + last.start, from + last.end);
        let word = &before[start..end];
        let is_joined = matches!(&before[end..], " " | ". ");
        is_joined
            && word.starts_with(char::is_uppercase)
            && title_words_of(word).is_empty()
            && !self.has_name(entity, word)
            && !is_common(self.article, word)
    }

    fn has_name(&self, entity: EntityId, word: &str) -> bool {
        let item = item_of(self.workspace, entity);
        let mut names = item.into_iter().flat_map(Item::known_names);
        let word = fold_for_search(word);
        names.any(|name| words(name).any(|own| fold_for_search(&name[own]) == word))
    }
}

/// Whether the article also uses the word without a capital.
pub fn is_common(article: &Article, word: &str) -> bool {
    let text = article.folded().text();
    let lower = word.to_lowercase();
    let mut offsets = article.offsets_of(word).iter().take(READ);
    offsets.any(|at| text[*at as usize..].starts_with(&lower))
}

impl<'a> WordPlace<'a> {
    fn word(&self, at: usize) -> Option<&'a str> {
        Some(&self.text[self.words.words.get(at)?.clone()])
    }

    /// What is between the word at index `at` and the next one.
    fn gap_after(&self, at: usize) -> &'a str {
        let words = &self.words.words;
        match (words.get(at), words.get(at + 1)) {
            (Some(word), Some(next)) => &self.text[word.end..next.start],
            (Some(word), None) => &self.text[word.end..],
            _ => "",
        }
    }

    /// Whether a form of address is before the word: "Mr".
    fn is_addressed(&self) -> bool {
        let before = self.at.checked_sub(1);
        before.is_some_and(|before| {
            matches!(self.gap_after(before), " " | ". ")
                && self
                    .word(before)
                    .is_some_and(|word| title_words_of(word).has(AddressBefore))
        })
    }

    /// Whether a word there may differ in this way and still be a misspelled name.
    fn allows(&self, slip: Slip, language: &str) -> bool {
        let is_addressed = self.is_addressed();
        match slip {
            Slip::Inside => is_addressed || !capitalises_nouns(language) && !self.is_after_in(),
            // Clifton is not Clinton.
            Slip::Replaced => is_addressed,
            Slip::AtEnd => is_addressed && keeps_names(language) && !self.is_possessive_or_plural(),
        }
    }

    /// Whether a word before it makes it the name of a place: "in Vagra".
    fn is_after_in(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|before| self.word(before));
        before.is_some_and(|word| title_words_of(word).has(In))
    }

    /// Whether an apostrophe without an "s" follows: "the Vargas’ house".
    fn is_possessive_or_plural(&self) -> bool {
        is_bare_apostrophe(&self.text[self.words.words[self.at].end..])
    }

    /// Whether the word stands alone as a surname does: not within a longer name, and not after "de".
    fn is_surname(&self) -> bool {
        let is_capital =
            |word: Option<&str>| word.is_some_and(|it| it.starts_with(char::is_uppercase));
        let is_in_name = |gap: &str| gap == "-" || gap == "'" || gap == "_" || gap == "/";
        let next = self.word(self.at + 1);
        let gap = self.gap_after(self.at);
        let goes_on = gap == " " && is_capital(next) && !self.is_title_case
            || is_in_name(gap) && next != Some("s");
        let before = self.at.checked_sub(1);
        let is_part = before.is_some_and(|before| {
            let gap = self.gap_after(before);
            let is_particle = |word: &str| {
                word.starts_with(char::is_lowercase) && title_words_of(word).has(Particle)
            };
            is_in_name(gap) || gap == " " && self.word(before).is_some_and(is_particle)
        });
        !goes_on && !is_part
    }
}

/// Whether `after` begins with an apostrophe that no "s" follows.
pub fn is_bare_apostrophe(after: &str) -> bool {
    let rest = after.strip_prefix('\'');
    rest.is_some_and(|rest| !rest.starts_with(['s', 'S']))
}

fn may_be_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().count() >= LEAST
        && word.chars().all(char::is_alphabetic)
}

/// The hashes of the word and of what remains of it without each of its letters. Words that differ by one letter, or by
/// two swapped letters, share one.
fn rests_of(word: &str) -> SmallVec<[u32; 24]> {
    /// No surname is longer.
    const LONGEST: usize = 40;
    let mut rests = SmallVec::new();
    if word.chars().count() > LONGEST {
        return rests;
    }
    rests.push(hash_of(word));
    for (at, letter) in word.char_indices() {
        let (head, tail) = (&word[..at], &word[at + letter.len_utf8()..]);
        rests.push(hash_of(&format!("{head}{tail}")));
    }
    rests
}

/// Whether most words of a text begin with a capital, as in headings.
pub fn is_title_case(text: &str, run: WordRun) -> bool {
    let is_capital = |word: &&Range<usize>| text[(*word).clone()].starts_with(char::is_uppercase);
    2 * run.words.iter().filter(is_capital).count() > run.words.len()
}
