//! The names of all entities of a workspace, to search prose for.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::file::File;
use super::files::Files;
use super::slot::{DeclarationId, FileId, Slot};
use crate::article::Names;
use crate::model::Item;
use crate::text::name_spellings::spellings;

/// The names of all entities, each with its declaration.
pub type KnownNames = Names<(FileId, DeclarationId)>;

/// When more declarations than this change at once, the names are collected again instead of
/// following each change.
const LARGE: usize = 1_000;

/// The names of one state of the workspace. Collected when the workspace is filled or when first
/// needed; after that they follow every change.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownNamesMemo(Arc<OnceLock<Arc<KnownNames>>>);

impl KnownNamesMemo {
    pub fn of(files: &Files) -> KnownNamesMemo {
        KnownNamesMemo::holding(all_names(files))
    }

    pub fn get(&self, files: &Files) -> &KnownNames {
        self.0.get_or_init(|| Arc::new(all_names(files)))
    }

    /// Replaces the names of the `old` declarations with those of the `new` ones. That is needed even
    /// if the names are equal, because a replaced declaration has another number.
    pub fn follow(&mut self, file: FileId, old: &[Slot], new: &[Slot]) {
        let mut slots = old.iter().chain(new);
        if slots.all(|slot| names_of(slot).next().is_none()) {
            return;
        }
        let is_large = old.len() + new.len() > LARGE;
        let Some(known) = self.0.get().filter(|_| !is_large) else {
            // A new cell: an older snapshot may still fill the one that it shares.
            *self = KnownNamesMemo::default();
            return;
        };
        let mut names = KnownNames::clone(known);
        for slot in old {
            names_of(slot).for_each(|name| names.remove(&name, (file, slot.id)));
        }
        for slot in new {
            names_of(slot).for_each(|name| names.insert(&name, (file, slot.id)));
        }
        *self = KnownNamesMemo::holding(names);
    }

    fn holding(names: KnownNames) -> KnownNamesMemo {
        KnownNamesMemo(Arc::new(OnceLock::from(Arc::new(names))))
    }
}

fn all_names(files: &Files) -> KnownNames {
    let files: Vec<(FileId, &Arc<File>)> = files.iter().collect();
    let names = files.par_iter().flat_map_iter(|(id, file)| {
        let slots = file.slots().iter();
        slots.flat_map(|slot| names_of(slot).map(|name| (name, (*id, slot.id))))
    });
    Names::new(names.collect::<Vec<_>>())
}

/// The names by which prose mentions the declared entity, in all spellings; none for other declarations.
fn names_of(slot: &Slot) -> impl Iterator<Item = Cow<'_, str>> {
    let item = slot.segment.item.as_ref();
    let item = item.filter(|item| !item.is_protected());
    item.into_iter()
        .flat_map(Item::known_names)
        .flat_map(spellings)
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::workspace::Workspace;

    /// The entities that `text` names, by their current declarations.
    fn named(workspace: &Workspace, text: &str) -> Vec<String> {
        let mentions = workspace.known_names().mentions(text);
        let title = |(file, id): (FileId, DeclarationId)| {
            let file = workspace.file(file).expect("a file");
            let (_, slot) = file.get(id).expect("a declaration");
            let item = slot.segment.item.as_ref().expect("an item");
            item.label().to_owned()
        };
        mentions.iter().map(|mention| title(mention.id)).collect()
    }

    #[test]
    fn other_spellings_are_known() {
        let mut workspace = Workspace::new([PathBuf::from("/w")]);
        let path = Path::new("/w/a.sayso");
        workspace.insert(File::new(
            path,
            "entity us: place \"U.S.\"\nentity sons: organisation \"Smith & Sons\"\nentity eva: person \"Eva Müller\"\n",
        ));
        let text = "The US, the U.S., Smith and Sons, Smith & Sons, Eva Mueller, Eva Müller";
        assert_eq!(
            named(&workspace, text),
            [
                "U.S.",
                "U.S.",
                "Smith & Sons",
                "Smith & Sons",
                "Eva Müller",
                "Eva Müller"
            ]
        );
        workspace.remove(path);
        assert!(named(&workspace, text).is_empty());
    }

    #[test]
    fn known_names_follow_every_edit() {
        let mut workspace = Workspace::new([PathBuf::from("/w")]);
        let path = Path::new("/w/a.sayso");
        workspace.insert(File::new(
            path,
            "entity ana: person \"Ana Díaz\"\n  aka: \"Ana\"\n",
        ));
        let id = workspace.id_of(path).expect("a file");
        let text = "Ana Díaz, Ana and Eva";
        assert_eq!(named(&workspace, text), ["Ana Díaz", "Ana Díaz"]);
        let before = workspace.clone();
        // The names stay, also in an older snapshot of the workspace.
        let end = workspace.file(id).expect("a file").len();
        let change = workspace.edit(id, end..end, "  born: 1980\n");
        assert_eq!(named(&workspace, text), ["Ana Díaz", "Ana Díaz"]);
        assert!(change.names.contains("Ana"));
        let end = workspace.file(id).expect("a file").len();
        let change = workspace.edit(id, end..end, "  # no more is known\n");
        assert_eq!(named(&workspace, text), ["Ana Díaz", "Ana Díaz"]);
        assert!(change.names.is_empty());
        workspace.edit(id, 0..0, "entity eva: person \"Eva\"\n");
        assert_eq!(named(&workspace, text), ["Ana Díaz", "Ana Díaz", "Eva"]);
        workspace.insert(File::new(path, "entity eva: person \"Eva\"\n"));
        assert_eq!(named(&workspace, text), ["Eva"]);
        workspace.remove(path);
        assert!(named(&workspace, text).is_empty());
        assert_eq!(named(&before, text), ["Ana Díaz", "Ana Díaz"]);
    }
}
