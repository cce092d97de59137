//! What a change of one file can have changed elsewhere.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::index::{EntityKey, entity_keys};
use super::slot::{DeclarationId, FileId, Slot};
use crate::model::Item;
use crate::text::Slice;

/// The names and declarations whose findings must be made again. As long as what others read in
/// a declaration stays, nothing about its name is here.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub file: Option<FileId>,
    pub removed: Vec<DeclarationId>,
    pub added: Vec<DeclarationId>,
    /// Declared otherwise than before, or no longer, or newly.
    pub declared: FxHashSet<Slice>,
    /// Used more or less often than before.
    pub referred: FxHashSet<Slice>,
    pub entities: FxHashSet<EntityKey>,
    /// The names in prose, old and new, of the entities of which something is told otherwise than
    /// before: a passage that holds one may be judged otherwise.
    pub names: FxHashSet<SmolStr>,
    /// Whether the words that identify confidential sources may have changed.
    pub confidential: bool,
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
            change.one_for_one(old.segment.item.as_ref(), new.segment.item.as_ref());
        } else {
            for slot in old.iter().chain(new) {
                change.one_for_one(slot.segment.item.as_ref(), None);
            }
        }
        change
    }

    fn one_for_one(&mut self, old: Option<&Item>, new: Option<&Item>) {
        use crate::syntax::Keyword;
        let both = || old.into_iter().chain(new);
        let same_facts = match (old, new) {
            (Some(old), Some(new)) => old.name() == new.name() && old.facts() == new.facts(),
            _ => false,
        };
        if !same_facts {
            self.declared.extend(both().filter_map(Item::name).cloned());
        }
        let names = |item: Option<&Item>| -> FxHashSet<Slice> {
            item.into_iter()
                .flat_map(|item| &item.references)
                .map(|r| r.name.clone())
                .collect()
        };
        let (before, after) = (names(old), names(new));
        self.referred
            .extend(before.symmetric_difference(&after).cloned());
        if told_of_mentioned(old) != told_of_mentioned(new) {
            let known = both().flat_map(Item::known_names);
            self.names.extend(known.map(SmolStr::from));
        }
        let keys = |item: Option<&Item>| item.map(entity_keys).unwrap_or_default();
        let (before, after) = (keys(old), keys(new));
        if before != after {
            self.entities.extend(before.into_iter().chain(after));
        }
        self.article |=
            both().any(|item| matches!(item.keyword(), Keyword::Article | Keyword::Text));
    }
}

/// What is read of an entity where a passage names it.
fn told_of_mentioned(item: Option<&Item>) -> Option<impl PartialEq> {
    let item = item?;
    let names: Vec<&str> = item.known_names().collect();
    let told = (item.name(), item.facts(), entity_keys(item), names);
    item.entity().is_some().then_some(told)
}
