//! Which files declare a name, which use it, and which entities are the same.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::file::{DeclarationId, File, FileId, Slot};
use crate::model::Item;
use crate::tables::Multimap;
use crate::text::fold::fold;

/// What makes two entities one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EntityKey {
    Wikidata(SmolStr),
    /// Its kind, and its name without regard to case, white space and Unicode form. Diacritics
    /// count: San Jose and San José are two places.
    Name(SmolStr, SmolStr),
}

/// The keys of an entity; none for other items.
pub fn entity_keys(item: &Item) -> Vec<EntityKey> {
    let Some(entity) = item.entity() else {
        return Vec::new();
    };
    let wikidata = entity
        .wikidata
        .as_ref()
        .filter(|id| is_wikidata(&id.text))
        .map(|id| EntityKey::Wikidata(id.text.clone()));
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

/// The symbol index of the whole workspace. Shared between snapshots: a change copies only the
/// paths to what it changes.
#[derive(Clone, Debug, Default)]
pub struct Index {
    declares: Multimap<SmolStr, FileId>,
    refers: Multimap<SmolStr, FileId>,
    stems: Multimap<SmolStr, FileId>,
    entities: Multimap<EntityKey, (FileId, DeclarationId)>,
}

impl Index {
    pub fn declaring(&self, name: &str) -> &[FileId] {
        self.declares.get(name)
    }

    pub fn referring(&self, name: &str) -> &[FileId] {
        self.refers.get(name)
    }

    pub fn with_stem(&self, stem: &str) -> &[FileId] {
        self.stems.get(stem)
    }

    /// The files of that stem that declare the name.
    pub fn declaring_in(&self, stem: &str, name: &str) -> impl Iterator<Item = FileId> {
        // Both lists are in order, and either may be long.
        let (stems, declaring) = (self.with_stem(stem), self.declaring(name));
        let (few, many) = match stems.len() < declaring.len() {
            true => (stems, declaring),
            false => (declaring, stems),
        };
        let is_in_both = |file: &&FileId| many.binary_search(file).is_ok();
        few.iter().filter(is_in_both).copied()
    }

    pub fn names(&self) -> impl Iterator<Item = &SmolStr> {
        self.declares.keys()
    }

    /// The entities with that key, in no particular order.
    pub fn entities(&self, key: &EntityKey) -> &[(FileId, DeclarationId)] {
        self.entities.get(key)
    }

    /// Adds files that are not in it.
    pub fn add_files(&mut self, files: &[(FileId, &File)]) {
        let Index {
            declares,
            refers,
            stems,
            entities,
        } = self;
        let add_declared = || {
            for &(id, file) in files {
                file.declared_names()
                    .for_each(|name| insert(declares, name, id));
            }
        };
        let add_others = || {
            for &(id, file) in files {
                insert(stems, &file.stem(), id);
                file.referred_names()
                    .for_each(|name| insert(refers, name, id));
                add_entities(entities, id, file.slots());
            }
        };
        rayon::join(add_declared, add_others);
    }

    pub fn remove_file(&mut self, id: FileId, file: &File) {
        remove(&mut self.stems, &file.stem(), id);
        for name in file.declared_names() {
            remove(&mut self.declares, name, id);
        }
        for name in file.referred_names() {
            remove(&mut self.refers, name, id);
        }
        self.remove_entities(id, file.slots());
    }

    /// Follows an edit of one file that replaced `old` by `new`.
    pub fn edit_file(&mut self, id: FileId, file: &File, old: &[Slot], new: &[Slot]) {
        self.remove_entities(id, old);
        add_entities(&mut self.entities, id, new);
        for slot in old {
            let Some(item) = slot.segment.item.as_deref() else {
                continue;
            };
            if let Some(name) = item.name().filter(|name| file.declared(name).is_empty()) {
                remove(&mut self.declares, name, id);
            }
            for reference in &item.references {
                if file.referring(&reference.name).is_empty() {
                    remove(&mut self.refers, &reference.name, id);
                }
            }
        }
        for slot in new {
            let Some(item) = slot.segment.item.as_deref() else {
                continue;
            };
            if let Some(name) = item.name() {
                insert(&mut self.declares, name, id);
            }
            for reference in &item.references {
                insert(&mut self.refers, &reference.name, id);
            }
        }
    }

    fn remove_entities(&mut self, file: FileId, slots: &[Slot]) {
        for (key, gone) in entities_in(file, slots) {
            self.entities
                .change(&key, |all| all.retain(|entry| !gone.contains(entry)));
        }
    }
}

fn add_entities(
    entities: &mut Multimap<EntityKey, (FileId, DeclarationId)>,
    file: FileId,
    slots: &[Slot],
) {
    for (key, same) in entities_in(file, slots) {
        entities.change(&key, |all| all.extend(same));
    }
}

/// The entities among the slots by their keys: many may have the same one.
fn entities_in(
    file: FileId,
    slots: &[Slot],
) -> FxHashMap<EntityKey, FxHashSet<(FileId, DeclarationId)>> {
    let mut entities: FxHashMap<_, FxHashSet<_>> = FxHashMap::default();
    for slot in slots {
        for key in slot.segment.item.iter().flat_map(|item| entity_keys(item)) {
            entities.entry(key).or_default().insert((file, slot.id));
        }
    }
    entities
}

/// Kept sorted, so that what is told of the files does not depend on the order of loading.
fn insert(map: &mut Multimap<SmolStr, FileId>, name: &SmolStr, id: FileId) {
    if map.get(name).binary_search(&id).is_err() {
        map.change(name, |files| {
            let at = files.partition_point(|file| *file < id);
            files.insert(at, id);
        });
    }
}

fn remove(map: &mut Multimap<SmolStr, FileId>, name: &SmolStr, id: FileId) {
    map.change(name, |files| files.retain(|file| *file != id));
}
