//! The names of whoever is behind a confidential source: those in its title, in its identifier, in `by:`, and those of
//! the people whom it refers to.

use std::ops::Range;

use super::file::File;
use super::files::Files;
use super::index::Index;
use super::known_names::KnownNames;
use super::slot::{DeclarationId, FileId};
use crate::article::{Mention, NameForm};
use crate::model::{By, Identity, Item, Role};
use crate::prose::titles::{
    Standing, TitleName, TitleWord, is_place_or_institution, names_in_title, title_words_of,
};
use crate::text::Slice;
use crate::text::fold::{fold, fold_for_search};
use crate::text::words::words;

type SourceId = (FileId, DeclarationId);

/// The entities that the source refers to in `by:` or a `note:`: their names as the draft writes them, and the field.
pub(super) fn entities_behind(item: &Item) -> impl Iterator<Item = (&Slice, Role)> {
    let references = identity_of(item).flat_map(|identity| &identity.references);
    references.map(|reference| (&reference.name, reference.role))
}

/// The plain names in `by:`.
fn plain_names_behind(item: &Item) -> impl Iterator<Item = &str> {
    let by = identity_of(item).flat_map(|identity| &identity.by);
    by.filter_map(|by| match by {
        By::Name(name) => Some(name.text.as_str()),
        By::Entity(_) => None,
    })
}

fn identity_of(item: &Item) -> impl Iterator<Item = &Identity> {
    let source = item.source();
    source
        .and_then(|source| source.identity.as_deref())
        .into_iter()
}

/// The names of one source, as they are found.
pub(super) struct NamesOfSource<'a> {
    files: &'a Files,
    index: &'a Index,
    known: &'a KnownNames,
    /// The file of the source.
    file: &'a File,
    found: Vec<(String, NameForm)>,
}

impl NamesOfSource<'_> {
    /// The names of whoever is behind the source `item` of `file`, folded, and how to look for each. Words of
    /// `described-as:` are not among them: the article may use them.
    pub fn find(
        files: &Files,
        index: &Index,
        known: &KnownNames,
        file: &File,
        item: &Item,
    ) -> Vec<(String, NameForm)> {
        let mut names = NamesOfSource {
            files,
            index,
            known,
            file,
            found: Vec::new(),
        };
        if let Some(title) = &item.title {
            names.in_title(&fold(&title.text));
        }
        for name in plain_names_behind(item) {
            names.in_title(&fold(name));
        }
        for (name, role) in entities_behind(item) {
            names.of_entity(name, role);
        }
        if let Some(name) = item.name().and_then(|name| name_in_identifier(name)) {
            names.of_person(&name);
        }
        let description = item
            .source()
            .and_then(|source| source.described_as.as_ref());
        let description = description.map_or(String::new(), |text| fold_for_search(&text.text));
        let mut found = names.found;
        found.retain(|(name, _)| !name.is_empty() && !description.contains(&fold_for_search(name)));
        // Of the same name, what is found of a person includes the exact name.
        found.sort_by_key(|(name, form)| {
            (
                name.clone(),
                *form != NameForm::Person,
                *form == NameForm::Surname,
            )
        });
        found.dedup_by(|(one, _), (other, _)| one == other);
        found
    }

    fn in_title(&mut self, title: &str) {
        let known: Vec<_> = self.known.mentions(title);
        let named = names_in_title(title);
        for name in &named {
            // Part of a name may be an alias of somebody else.
            let is_same = |mention: &&Mention<SourceId>| {
                let (own, other) = (&name.range, &mention.range);
                let is_whole = other.start <= own.start && own.end <= other.end;
                let is_inside = own.start <= other.start && other.end <= own.end;
                is_whole || is_inside && words(&title[other.clone()]).count() > 1
            };
            let same = known.iter().filter(is_same);
            let entities = same.filter_map(|mention| self.entity(mention.id));
            let entities: Vec<Item> = entities.cloned().collect();
            self.of_name(name, entities);
        }
        // An alias may be of words that are not written as a name.
        for mention in &known {
            let is_whole = mention.range == (0..title.len());
            let entity = self.entity(mention.id).filter(|_| is_whole);
            if let Some(entity) = entity.filter(|entity| is_person(entity)) {
                self.of_known(entity.clone());
            }
        }
        if is_name_as_a_whole(title, &named) && !known_as_other(self, title) {
            self.found.push((title.to_owned(), NameForm::Exact));
        }
    }

    /// A name in a title that is that of these entities, if any.
    fn of_name(&mut self, name: &TitleName, entities: Vec<Item>) {
        let (people, others): (Vec<Item>, Vec<Item>) = entities.into_iter().partition(is_person);
        let is_of_other = people.is_empty() && !others.is_empty();
        if name.standing == Standing::Mentioned || is_of_other {
            return;
        }
        for person in people {
            self.of_known(person);
        }
        if name.standing == Standing::Source {
            self.of_person(&name.name);
        }
    }

    /// A person's name, with forms of address or without.
    fn of_person(&mut self, name: &str) {
        let name = &with_usual_capitals(name);
        let all: Vec<Range<usize>> = words(name).collect();
        let means = |word: &Range<usize>| title_words_of(&name[word.clone()]);
        let is_around = |word: &Range<usize>| {
            means(word).has_any(&[TitleWord::AddressBefore, TitleWord::Suffix])
        };
        let before = all.iter().take_while(|word| is_around(word)).count();
        let after = all[before..]
            .iter()
            .rev()
            .take_while(|word| is_around(word))
            .count();
        let all = &all[before..all.len() - after];
        let (Some(first), Some(last)) = (all.first(), all.last()) else {
            return;
        };
        let whole = &name[first.start..last.end];
        let own = all
            .iter()
            .filter(|word| !means(word).has(TitleWord::Particle))
            .count();
        if all.len() == 1 {
            self.found.push((whole.to_owned(), NameForm::Surname));
        } else {
            self.found.push((whole.to_owned(), NameForm::Person));
        }
        if own > 2 {
            let short = format!("{} {}", &name[first.clone()], &name[last.clone()]);
            self.found.push((short, NameForm::Person));
        }
    }

    /// All names of an entity.
    fn of_known(&mut self, entity: Item) {
        for name in entity
            .known_names()
            .map(fold)
            .filter(|name| is_proper(name))
        {
            let first = words(&name).next().map(|word| title_words_of(&name[word]));
            let is_article = first.is_some_and(|first| first.has(TitleWord::Function));
            if is_person(&entity) && words(&name).nth(1).is_some() && !is_article {
                self.of_person(&name);
            }
            self.found.push((name, NameForm::Exact));
        }
    }

    fn entity(&self, (file, id): SourceId) -> Option<&Item> {
        self.files.get(file)?.slot(id)?.segment.item.as_ref()
    }

    /// The entities that `@name` may mean: those in its own file, or else in all others. In a note, only people count:
    /// it may say where they work.
    fn of_entity(&mut self, name: &str, role: Role) {
        let in_file = |file: &File| -> Vec<Item> {
            let items = file.declared(name).filter_map(|it| it.item());
            let entities = items
                .filter(|item| item.entity().is_some() && (role != Role::Note || is_person(item)));
            entities.cloned().collect()
        };
        let mut entities = in_file(self.file);
        if entities.is_empty() {
            let declaring = self.index.declaring(name).iter();
            let others = declaring.filter_map(|id| self.files.get(*id));
            entities = others.flat_map(|file| in_file(file)).collect();
        }
        entities
            .into_iter()
            .for_each(|entity| self.of_known(entity));
    }
}

/// "Jane Doe" for "Jane DOE": a word in capitals would be taken for an acronym.
fn with_usual_capitals(name: &str) -> String {
    const LONGEST_INITIALS: usize = 2;
    let mut usual = String::with_capacity(name.len());
    let mut end = 0;
    for range in words(name) {
        let word = &name[range.clone()];
        usual += &name[end..range.start];
        let is_long = word.chars().count() > LONGEST_INITIALS;
        match is_long && word.chars().all(char::is_uppercase) {
            true => usual += &capitalised(&word.to_lowercase()),
            false => usual += word,
        }
        end = range.end;
    }
    usual + &name[end..]
}

fn is_person(entity: &Item) -> bool {
    entity.kind() == Some("person")
}

/// Whether the newsroom knows the title as the name of something that is no person.
fn known_as_other(names: &NamesOfSource, title: &str) -> bool {
    let known = names.known.mentions(title);
    let mut whole = known
        .iter()
        .filter(|mention| mention.range == (0..title.len()));
    let is_other = |mention: &Mention<SourceId>| {
        names
            .entity(mention.id)
            .is_some_and(|entity| !is_person(entity))
    };
    let first = whole.next();
    first.is_some_and(is_other) && whole.all(is_other)
}

/// Whether the whole title may be looked for: it is written as a name, or long enough to be nobody else's words.
fn is_name_as_a_whole(title: &str, named: &[TitleName]) -> bool {
    const ENOUGH: usize = 4;
    let is_named = named.iter().any(|name| name.standing == Standing::Source);
    let count = words(title).count();
    let has_case = title.contains(char::is_uppercase) || title.contains(char::is_lowercase);
    is_proper(title)
        && match count {
            1 => is_named || !has_case,
            _ => count >= ENOUGH || is_named || !has_case,
        }
        && !is_place_or_institution(title)
}

/// Whether it is written as a name. An article may contain "a clerk of the town" by chance.
fn is_proper(text: &str) -> bool {
    let is_lower =
        |word: &str| !word.starts_with(char::is_alphabetic) || word.starts_with(char::is_lowercase);
    let mut words = words(text).map(|word| &text[word]);
    let Some(first) = words.next() else {
        return false;
    };
    let mut others = words.peekable();
    match others.peek() {
        Some(_) => others.any(|word| !is_lower(word)),
        None => first.starts_with(char::is_uppercase),
    }
}

/// The name that an identifier is: "Jane Doe" for `jane-doe` and for `interview-jane-doe-2`.
fn name_in_identifier(identifier: &str) -> Option<String> {
    const LONGEST: usize = 4;
    let parts = identifier
        .split(['-', '_', '.'])
        .filter(|part| !part.is_empty());
    let mut parts: Vec<&str> = parts.collect();
    let is_around = |part: &str| {
        let around = [
            TitleWord::Talk,
            TitleWord::With,
            TitleWord::Time,
            TitleWord::AddressBefore,
        ];
        part.chars().all(char::is_numeric) || title_words_of(part).has_any(&around)
    };
    while parts.last().is_some_and(|part| is_around(part)) {
        parts.pop();
    }
    let around = parts.iter().take_while(|part| is_around(part)).count();
    parts.drain(..around);
    let is_name = |part: &&str| {
        let means = title_words_of(part);
        let other = [
            TitleWord::Talk,
            TitleWord::Document,
            TitleWord::With,
            TitleWord::About,
            TitleWord::Joining,
            TitleWord::Function,
            TitleWord::Person,
            TitleWord::Institution,
        ];
        part.chars().all(char::is_alphabetic) && part.chars().count() > 1 && !means.has_any(&other)
    };
    let name: Vec<String> = parts.iter().map(|part| capitalised(part)).collect();
    let name = name.join(" ");
    let fits = (2..=LONGEST).contains(&parts.len())
        && parts.iter().all(is_name)
        && !is_place_or_institution(&name);
    fits.then_some(name)
}

fn capitalised(word: &str) -> String {
    match title_words_of(word).has(TitleWord::Particle) {
        true => word.to_owned(),
        false => {
            let mut characters = word.chars();
            let first = characters.next().into_iter().flat_map(char::to_uppercase);
            first.chain(characters).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_proper, name_in_identifier};

    #[test]
    fn proper_names_are_recognised() {
        for name in [
            "Ines Varga",
            "Varga",
            "the Mayor",
            "习近平",
            "Talk with Ines",
            "إيناس فارغا",
        ] {
            assert!(is_proper(name), "{name}");
        }
        for words in [
            "a clerk of the town",
            "Phone call",
            "interview",
            "The 2 letters",
            "",
            "…",
        ] {
            assert!(!is_proper(words), "{words}");
        }
    }

    #[test]
    fn an_identifier_may_be_a_name() {
        for (identifier, name) in [
            ("jane-doe", "Jane Doe"),
            ("jane_doe", "Jane Doe"),
            ("interview-jane-doe-2", "Jane Doe"),
            ("ms-jane-doe", "Jane Doe"),
            ("ludwig-van-beethoven", "Ludwig van Beethoven"),
            ("josé-díaz", "José Díaz"),
        ] {
            assert_eq!(name_in_identifier(identifier).as_deref(), Some(name));
        }
        for identifier in [
            "inspector",
            "official-3",
            "white-house-aide",
            "ministry-source",
            "trump-aide",
            "donald-trump-aide",
            "white-house",
            "new-york",
            "call-2",
            "port-official",
            "second-letter",
            "s",
            "",
        ] {
            assert_eq!(name_in_identifier(identifier), None, "{identifier}");
        }
    }
}
