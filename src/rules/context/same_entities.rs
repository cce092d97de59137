//! Entities that are declared several times, in the order of their files and places.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::rules::context::passage_memo::EntityId;
use crate::workspace::{EntityKey, Workspace};

/// Remembers the sorted declarations of each entity. Valid for one state of the workspace.
#[derive(Debug, Default)]
pub struct SameEntities(RefCell<FxHashMap<EntityKey, Rc<[EntityId]>>>);

impl SameEntities {
    /// The maximum number of declarations of one entity that are listed: a file from elsewhere may have any number.
    pub const LISTED: usize = 1_000;

    /// The first declarations of the entity with that key.
    pub fn of(&self, workspace: &Workspace, key: &EntityKey) -> Rc<[EntityId]> {
        if let Some(known) = self.0.borrow().get(key) {
            return known.clone();
        }
        let mut same = workspace.index.entities(key).to_vec();
        same.sort_by_cached_key(|&(file, id)| {
            let file = workspace.file(file);
            let start = file
                .and_then(|file| file.get(id))
                .map(|(start, _)| start.byte);
            (file.map(|file| &file.path), start)
        });
        same.truncate(SameEntities::LISTED);
        let same: Rc<[EntityId]> = same.into();
        self.0.borrow_mut().insert(key.clone(), same.clone());
        same
    }
}
