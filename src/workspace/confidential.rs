//! The names of the people behind confidential sources: nothing that is published may contain them.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use super::confidential_names::{NamesOfSource, entities_behind};
use super::files::Files;
use super::index::Index;
use super::known_names::{KnownNames, KnownNamesMemo};
use super::slot::{DeclarationId, FileId, Slot};
use crate::article::{FormsOfAddress, NameForm, PersonNames, hash_of_word};
use crate::model::Item;
use crate::prose::titles::{TitleWord, words_that_mean};
use crate::text::Slice;
use crate::text::words::words;

type SourceId = (FileId, DeclarationId);

/// What identifies the confidential sources of a workspace.
#[derive(Debug)]
pub struct ConfidentialWords {
    /// The names of the people behind all confidential sources, each with its source.
    pub people: PersonNames<SourceId>,
    /// The same names as they are written.
    names: Vec<(String, SourceId)>,
    /// The names that drafts use for the entities that such sources refer to.
    entities: FxHashSet<Slice>,
    /// The hashes of the words in titles of such sources: an entity whose names have none of them does not matter.
    title_words: FxHashSet<u32>,
}

impl ConfidentialWords {
    fn of(
        sources: &BTreeSet<SourceId>,
        files: &Files,
        index: &Index,
        known: &KnownNames,
    ) -> ConfidentialWords {
        let mut names: Vec<(String, NameForm, SourceId)> = Vec::new();
        let mut entities = FxHashSet::default();
        let mut title_words = FxHashSet::default();
        for &(file_id, id) in sources {
            let Some(file) = files.get(file_id) else {
                continue;
            };
            let slot = file.slot(id);
            let Some(item) = slot.and_then(|slot| slot.segment.item.as_ref()) else {
                continue;
            };
            entities.extend(entities_behind(item).map(|(name, _)| name.clone()));
            let title = item.title.as_ref().map_or("", |title| &title.text);
            title_words.extend(words(title).map(|word| hash_of_word(&title[word])));
            let found = NamesOfSource::find(files, index, known, file, item);
            let found = found.into_iter();
            names.extend(found.map(|(name, form)| (name, form, (file_id, id))));
        }
        let forms = FormsOfAddress::new(
            words_that_mean(TitleWord::AddressBefore),
            words_that_mean(TitleWord::AddressAfter),
        );
        let people = names
            .iter()
            .map(|(name, form, id)| (name.as_str(), *form, *id));
        ConfidentialWords {
            people: PersonNames::new(people, forms),
            names: names.into_iter().map(|(name, _, id)| (name, id)).collect(),
            entities,
            title_words,
        }
    }

    /// The names of the people behind the source.
    pub fn names_of(&self, source: SourceId) -> impl Iterator<Item = &str> {
        // They are in the order of their sources.
        let first = self.names.partition_point(|(_, id)| *id < source);
        let names = self.names[first..].iter();
        let names = names.take_while(move |(_, id)| *id == source);
        names.map(|(name, _)| name.as_str())
    }

    /// Whether these words depend on the entity.
    fn depend_on(&self, entity: &Item) -> bool {
        let is_in_titles = |name: &str| {
            let mut hashes = words(name).map(|word| hash_of_word(&name[word]));
            hashes.all(|hash| self.title_words.contains(&hash))
        };
        let is_referred = entity
            .name()
            .is_some_and(|name| self.entities.contains(name));
        is_referred || !self.title_words.is_empty() && entity.known_names().any(is_in_titles)
    }
}

/// The words of one state of the workspace, collected when first needed after they changed.
#[derive(Clone, Debug, Default)]
pub(super) struct ConfidentialMemo {
    /// All confidential sources. They follow every change, because finding them means to look at all declarations.
    sources: Arc<OnceLock<Arc<BTreeSet<SourceId>>>>,
    words: Arc<OnceLock<Arc<ConfidentialWords>>>,
}

impl ConfidentialMemo {
    pub fn get(
        &self,
        files: &Files,
        index: &Index,
        known: &KnownNamesMemo,
    ) -> &Arc<ConfidentialWords> {
        self.words.get_or_init(|| {
            let (sources, known) = (self.sources(files), known.get(files));
            Arc::new(ConfidentialWords::of(sources, files, index, known))
        })
    }

    /// All confidential sources, in order.
    pub fn sources(&self, files: &Files) -> &BTreeSet<SourceId> {
        self.sources.get_or_init(|| {
            let all = files.iter().flat_map(|(file_id, file)| {
                let items = file.items();
                let confidential = items.filter(|(_, _, item)| is_confidential(item));
                confidential.map(move |(id, ..)| (file_id, id))
            });
            Arc::new(all.collect())
        })
    }

    /// Forgets the words if a change of `file` from `old` to `new` can change them, and returns whether it can.
    pub fn follow(
        &mut self,
        (files, index, known): (&Files, &Index, &KnownNamesMemo),
        file: FileId,
        old: &[Slot],
        new: &[Slot],
    ) -> bool {
        let slots = || old.iter().chain(new);
        let items = || slots().filter_map(|slot| slot.segment.item.as_ref());
        let of_sources = items().any(is_confidential);
        if of_sources {
            self.follow_sources(file, old, new);
        }
        let mut entities = items().filter(|item| item.entity().is_some()).peekable();
        let changes = of_sources
            || entities.peek().is_some() && {
                let words = self.get(files, index, known);
                entities.any(|entity| words.depend_on(entity))
            };
        if changes {
            self.words = Arc::default();
        }
        changes
    }

    fn follow_sources(&mut self, file: FileId, old: &[Slot], new: &[Slot]) {
        let Some(known) = self.sources.get() else {
            // A new cell: an older snapshot may still fill the one that it shares.
            self.sources = Arc::default();
            return;
        };
        let mut sources = BTreeSet::clone(known);
        for slot in old {
            sources.remove(&(file, slot.id));
        }
        let items = new
            .iter()
            .filter_map(|slot| Some((slot.id, slot.segment.item.as_ref()?)));
        let added = items.filter(|(_, item)| is_confidential(item));
        sources.extend(added.map(|(id, _)| (file, id)));
        self.sources = Arc::new(OnceLock::from(Arc::new(sources)));
    }
}

pub(super) fn is_confidential(item: &Item) -> bool {
    item.source().is_some_and(|source| source.confidential)
}
