//! What the change of one file can change in others.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::index::{EntityKey, entity_keys};
use super::slot::{DeclarationId, FileId, Slot};
use crate::model::Item;
use crate::text::Slice;
use crate::text::name_spellings::spellings;

/// The names and declarations whose findings must be worked out again. A declaration's name is only
/// here if something changed that other declarations read.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub file: Option<FileId>,
    pub removed: Vec<DeclarationId>,
    pub added: Vec<DeclarationId>,
    /// The added declarations in which an edit ended: somebody may go on typing there. None if the file was read.
    pub edited: Vec<DeclarationId>,
    /// Names with an added, removed or changed declaration.
    pub declared: FxHashSet<Slice>,
    /// Names with an added or removed use.
    pub referred: FxHashSet<Slice>,
    pub entities: FxHashSet<EntityKey>,
    /// The old and new names of changed entities: findings about a passage that contains one may
    /// change.
    pub names: FxHashSet<SmolStr>,
    /// Whether the words that identify confidential sources may have changed.
    pub confidential: bool,
    /// Whether the article, its text or its language may have changed.
    pub article: bool,
    /// Whether a source with copies was added, removed or changed.
    pub files: bool,
    /// Whether copies of sources were read.
    pub copies: bool,
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
        self.files |= both().any(Item::has_files);
        let names = |item: Option<&Item>| -> FxHashSet<Slice> {
            item.into_iter()
                .flat_map(|item| &item.references)
                .map(|r| r.name.clone())
                .collect()
        };
        let (before, after) = (names(old), names(new));
        self.referred
            .extend(before.symmetric_difference(&after).cloned());
        if facts_of_mentioned(old) != facts_of_mentioned(new) {
            let known = both().flat_map(Item::known_names).flat_map(spellings);
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

/// What rules read about an entity that a passage names.
fn facts_of_mentioned(item: Option<&Item>) -> Option<impl PartialEq> {
    let item = item?;
    let names: Vec<&str> = item.known_names().collect();
    let facts = (item.name(), item.facts(), entity_keys(item), names);
    item.entity().is_some().then_some(facts)
}
