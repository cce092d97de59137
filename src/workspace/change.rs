//! What a change of one file can have changed elsewhere.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::file::{DeclarationId, FileId, Slot};
use super::index::{EntityKey, entity_keys};
use crate::model::Item;

/// The names and declarations whose findings must be made again. As long as what others read in
/// a declaration stays, nothing about its name is here.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub file: Option<FileId>,
    pub removed: Vec<DeclarationId>,
    pub added: Vec<DeclarationId>,
    /// Declared otherwise than before, or no longer, or newly.
    pub declared: FxHashSet<SmolStr>,
    /// Used more or less often than before.
    pub referred: FxHashSet<SmolStr>,
    pub entities: FxHashSet<EntityKey>,
    /// Whether an entity has other names than before.
    pub names: bool,
    /// Whether the article, its text or its language may be another.
    pub article: bool,
}

impl Change {
    /// The change that replaced `old` by `new` in `file`.
    pub fn between(file: FileId, old: &[Slot], new: &[Slot]) -> Change {
        let mut change = Change {
            file: Some(file),
            removed: old.iter().map(|slot| slot.id).collect(),
            added: new.iter().map(|slot| slot.id).collect(),
            ..Change::default()
        };
        if let ([old], [new]) = (old, new) {
            change.one_for_one(old.segment.item.as_deref(), new.segment.item.as_deref());
        } else {
            for slot in old.iter().chain(new) {
                change.one_for_one(slot.segment.item.as_deref(), None);
            }
        }
        change
    }

    fn one_for_one(&mut self, old: Option<&Item>, new: Option<&Item>) {
        use crate::syntax::Keyword;
        let both = || old.into_iter().chain(new);
        let same_facts = match (old, new) {
            (Some(old), Some(new)) => old.name() == new.name() && old.facts == new.facts,
            _ => false,
        };
        if !same_facts {
            self.declared.extend(both().filter_map(Item::name).cloned());
        }
        let names = |item: Option<&Item>| -> FxHashSet<SmolStr> {
            item.into_iter()
                .flat_map(|item| &item.references)
                .map(|r| r.name.clone())
                .collect()
        };
        let (before, after) = (names(old), names(new));
        self.referred
            .extend(before.symmetric_difference(&after).cloned());
        self.names |= known_names(old) != known_names(new);
        let keys = |item: Option<&Item>| item.map(entity_keys).unwrap_or_default();
        let (before, after) = (keys(old), keys(new));
        if before != after {
            self.entities.extend(before.into_iter().chain(after));
        }
        self.article |= both().any(|item| matches!(item.keyword, Keyword::Article | Keyword::Text));
    }
}

/// The names by which an entity is known in prose.
fn known_names(item: Option<&Item>) -> Vec<&str> {
    item.map(|item| item.known_names().collect())
        .unwrap_or_default()
}
