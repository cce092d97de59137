//! The words that identify confidential sources: no article may contain them.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use super::file::File;
use super::files::Files;
use super::index::Index;
use super::slot::{DeclarationId, FileId, Slot};
use crate::article::Names;
use crate::model::{By, Item, Source};
use crate::text::Slice;
use crate::text::fold::{fold, fold_for_search};
use crate::text::words::words;

#[derive(Debug)]
pub struct ConfidentialWords {
    /// The names and titles of all confidential sources, each with its source.
    pub words: Names<(FileId, DeclarationId)>,
    /// The names that drafts use for the entities in `by:` of confidential sources.
    entities: FxHashSet<Slice>,
}

impl ConfidentialWords {
    fn of(files: &Files, index: &Index) -> ConfidentialWords {
        let mut all = Vec::new();
        let mut entities = FxHashSet::default();
        for (file_id, file) in files.iter() {
            for (id, _, item) in file.items() {
                let source = item.source().filter(|source| source.confidential);
                if let Some(source) = source {
                    entities.extend(entities_of(source).cloned());
                    let words = words_of(files, index, file, item, source).into_iter();
                    all.extend(words.map(|words| (words, (file_id, id))));
                }
            }
        }
        ConfidentialWords {
            words: Names::new(all.iter().map(|(words, id)| (words.as_str(), *id))),
            entities,
        }
    }
}

/// The words of one state of the workspace, collected when first needed after they changed.
#[derive(Clone, Debug, Default)]
pub(super) struct ConfidentialMemo(Arc<OnceLock<Arc<ConfidentialWords>>>);

impl ConfidentialMemo {
    pub fn get(&self, files: &Files, index: &Index) -> &ConfidentialWords {
        let collect = || Arc::new(ConfidentialWords::of(files, index));
        self.0.get_or_init(collect)
    }

    /// Forgets the words if the change from `old` to `new` can change them, and returns whether it can.
    pub fn follow(&mut self, files: &Files, index: &Index, old: &[Slot], new: &[Slot]) -> bool {
        let changes = self.is_changed_by(files, index, old, new);
        if changes {
            *self = ConfidentialMemo::default();
        }
        changes
    }

    /// Whether these declarations, before or after a change, are confidential sources or entities
    /// that such sources name.
    fn is_changed_by(&mut self, files: &Files, index: &Index, old: &[Slot], new: &[Slot]) -> bool {
        let slots = old.iter().chain(new);
        let items = slots.filter_map(|slot| slot.segment.item.as_ref());
        if items.clone().any(is_confidential) {
            return true;
        }
        let entities = items.filter(|item| item.entity().is_some());
        let mut names = entities.filter_map(Item::name).peekable();
        if names.peek().is_none() {
            return false;
        }
        if self.0.get().is_none() {
            // A new cell: an older snapshot may still fill the one that it shares.
            *self = ConfidentialMemo::default();
        }
        let words = self.get(files, index);
        names.any(|name| words.entities.contains(name))
    }
}

pub(super) fn is_confidential(item: &Item) -> bool {
    item.source().is_some_and(|source| source.confidential)
}

/// The names that the draft uses for the entities in the source's `by:`.
fn entities_of(source: &Source) -> impl Iterator<Item = &Slice> {
    let identity = source.identity.iter();
    identity.flat_map(|identity| {
        identity.by.iter().filter_map(|by| match by {
            By::Entity(reference) => Some(&identity.references[*reference].name),
            By::Name(_) => None,
        })
    })
}

/// The source's title and the names of the entities in its `by:`, if they are written as names.
/// Words of `described-as:` are not confidential: the article may use them.
fn words_of(
    files: &Files,
    index: &Index,
    file: &File,
    item: &Item,
    source: &Source,
) -> Vec<String> {
    let mut words: Vec<String> = item.title.iter().map(|title| fold(&title.text)).collect();
    for by in source.identity.iter().flat_map(|identity| &identity.by) {
        if let By::Name(name) = by {
            words.push(fold(&name.text));
        }
    }
    let entities = entities_of(source);
    words.extend(entities.flat_map(|name| names_of(files, index, file, name)));
    let description = source.described_as.as_ref();
    let description = description.map_or(String::new(), |text| fold_for_search(&text.text));
    words.retain(|words| is_proper(words) && !description.contains(&fold_for_search(words)));
    words
}

/// The names of the entities that `@name` may mean: those in its own file, or else in all others.
fn names_of(files: &Files, index: &Index, own: &File, name: &str) -> Vec<String> {
    let in_file = |file: &File| -> Vec<String> {
        let items = file.declared(name).filter_map(|it| it.item());
        let names = items.flat_map(Item::known_names).map(fold);
        names.collect()
    };
    let names = in_file(own);
    if !names.is_empty() {
        return names;
    }
    let declaring = index.declaring(name).iter();
    let others = declaring.filter_map(|id| files.get(*id));
    others.flat_map(|file| in_file(file)).collect()
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

#[cfg(test)]
mod tests {
    use super::is_proper;

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
}
