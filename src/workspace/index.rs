//! Which files declare a name, which use it, and which entities are the same.

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::file::File;
use super::slot::{DeclarationId, FileId, Slot};
use crate::model::Item;
use crate::tables::{Key, Multimap};
use crate::text::fold::fold;

/// Two entities with a common key are the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EntityKey {
    Wikidata(SmolStr),
    /// The kind, and the name without case, differences in white space and Unicode form. Diacritics
    /// count: San Jose and San José are two places.
    Name(SmolStr, SmolStr),
}

/// The keys of an entity; empty for other items.
pub fn entity_keys(item: &Item) -> Vec<EntityKey> {
    let Some(entity) = item.entity().filter(|_| !item.is_protected()) else {
        return Vec::new();
    };
    let wikidata = entity
        .wikidata
        .as_ref()
        .filter(|id| is_wikidata(&id.text))
        .map(|id| EntityKey::Wikidata(id.text.as_str().into()));
    let name = match (&item.title, item.kind()) {
        (Some(title), Some(kind)) if !title.text.is_empty() => {
            Some(EntityKey::Name(kind.into(), folded(&title.text)))
        }
        _ => None,
    };
    wikidata.into_iter().chain(name).collect()
}

fn is_wikidata(id: &str) -> bool {
    id.strip_prefix('Q')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn folded(name: &str) -> SmolStr {
    fold(name).to_lowercase().into()
}

/// The symbol index of the whole workspace. Snapshots share it: a change copies only the parts that it
/// changes.
#[derive(Clone, Debug, Default)]
pub struct Index {
    declares: Multimap<FileId>,
    refers: Multimap<FileId>,
    stems: Multimap<FileId>,
    entities: Multimap<(FileId, DeclarationId)>,
}

impl Index {
    pub fn declaring(&self, name: &str) -> &[FileId] {
        self.declares.get(Key::of(name))
    }

    /// The files that declare a name with this hash.
    pub fn declaring_key(&self, key: Key) -> &[FileId] {
        self.declares.get(key)
    }

    /// The hashes of declared names that appear in several files.
    pub fn shared_keys(&self) -> Vec<Key> {
        let is_shared = |key: &Key| {
            let declaring = self.declares.get(*key);
            let own = declaring.first();
            declaring.len() > 1 || self.refers.get(*key).iter().any(|file| Some(file) != own)
        };
        self.declares.keys().filter(is_shared).collect()
    }

    pub fn referring(&self, name: &str) -> &[FileId] {
        self.refers.get(Key::of(name))
    }

    pub fn with_stem(&self, stem: &str) -> &[FileId] {
        self.stems.get(Key::of(stem))
    }

    /// The files with this stem that declare the name.
    pub fn declaring_in(&self, stem: &str, name: &str) -> impl Iterator<Item = FileId> {
        // Both lists are sorted, and either may be long.
        let (stems, declaring) = (self.with_stem(stem), self.declaring(name));
        let (few, many) = match stems.len() < declaring.len() {
            true => (stems, declaring),
            false => (declaring, stems),
        };
        let is_in_both = |file: &&FileId| many.binary_search(file).is_ok();
        few.iter().filter(is_in_both).copied()
    }

    /// The entities with this key, in no particular order.
    pub fn entities(&self, key: &EntityKey) -> &[(FileId, DeclarationId)] {
        self.entities.get(Key::of(key))
    }

    /// The index of these files; it does not depend on their order.
    pub fn of(mut files: Vec<(FileId, &File)>) -> Index {
        files.sort_unstable_by_key(|(id, _)| *id);
        let files = &files;
        let (declares, others) = rayon::join(
            || by_keys(files, |file| file.declared_keys()).into(),
            || {
                let refers = by_keys(files, |file| file.referred_keys()).into();
                let stems = by_keys(files, |file| [Key::of(file.stem().as_str())]).into();
                let entities = files.par_iter();
                let entities = entities.flat_map_iter(|&(id, file)| entities_in(id, file.slots()));
                (refers, stems, entities.collect::<Vec<_>>().into())
            },
        );
        let (refers, stems, entities) = others;
        Index {
            declares,
            refers,
            stems,
            entities,
        }
    }

    /// Adds a file that is not in the index.
    pub fn add_file(&mut self, id: FileId, file: &File) {
        self.change_names(id, file, insert);
        self.entities.extend(entities_in(id, file.slots()));
    }

    pub fn remove_file(&mut self, id: FileId, file: &File) {
        self.change_names(id, file, remove);
        self.remove_entities(id, file.slots());
    }

    /// Applies `change` for the file's own name and the names that it declares and uses.
    fn change_names(
        &mut self,
        id: FileId,
        file: &File,
        change: fn(&mut Multimap<FileId>, Key, FileId),
    ) {
        change(&mut self.stems, Key::of(file.stem().as_str()), id);
        for name in file.declared_keys() {
            change(&mut self.declares, name, id);
        }
        for name in file.referred_keys() {
            change(&mut self.refers, name, id);
        }
    }

    /// Updates the index after an edit replaced `old` by `new` in a file.
    pub fn edit_file(&mut self, id: FileId, file: &File, old: &[Slot], new: &[Slot]) {
        self.remove_entities(id, old);
        self.entities.extend(entities_in(id, new));
        for slot in old {
            let Some(item) = slot.segment.item.as_ref() else {
                continue;
            };
            if let Some(name) = item.name().filter(|name| !file.declares(name)) {
                remove(&mut self.declares, Key::of(name.as_str()), id);
            }
            for reference in &item.references {
                if file.referring(&reference.name).is_empty() {
                    remove(&mut self.refers, Key::of(reference.name.as_str()), id);
                }
            }
        }
        for slot in new {
            let Some(item) = slot.segment.item.as_ref() else {
                continue;
            };
            if let Some(name) = item.name() {
                insert(&mut self.declares, Key::of(name.as_str()), id);
            }
            for reference in &item.references {
                insert(&mut self.refers, Key::of(reference.name.as_str()), id);
            }
        }
    }

    fn remove_entities(&mut self, file: FileId, slots: &[Slot]) {
        let mut gone = entities_in(file, slots);
        gone.sort_unstable_by_key(|(key, _)| *key);
        for same in gone.chunk_by(|one, next| one.0 == next.0) {
            let gone: FxHashSet<_> = same.iter().map(|(_, entity)| *entity).collect();
            self.entities
                .change(same[0].0, |all| all.retain(|entry| !gone.contains(entry)));
        }
    }
}

/// Each file by its keys.
fn by_keys<'a, Keys: IntoIterator<Item = Key>>(
    files: &[(FileId, &'a File)],
    keys: impl Fn(&'a File) -> Keys,
) -> Vec<(Key, FileId)> {
    let keyed = files.iter();
    let keyed = keyed.flat_map(|&(id, file)| keys(file).into_iter().map(move |key| (key, id)));
    keyed.collect()
}

/// The entities among the slots, by their keys.
fn entities_in(file: FileId, slots: &[Slot]) -> Vec<(Key, (FileId, DeclarationId))> {
    let mut entities = Vec::new();
    for slot in slots {
        let keys = slot.segment.item.iter().flat_map(entity_keys);
        entities.extend(keys.map(|key| (Key::of(&key), (file, slot.id))));
    }
    entities
}

/// Inserts in sorted order, so that results do not depend on the order of loading.
fn insert(map: &mut Multimap<FileId>, key: Key, id: FileId) {
    if map.get(key).binary_search(&id).is_err() {
        map.change(key, |files| {
            let at = files.partition_point(|file| *file < id);
            files.insert(at, id);
        });
    }
}

fn remove(map: &mut Multimap<FileId>, key: Key, id: FileId) {
    map.change(key, |files| files.retain(|file| *file != id));
}
