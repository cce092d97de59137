//! Entities that are declared several times, in the order of their files and places.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::workspace::{DeclarationId, EntityKey, FileId, Workspace};

/// Remembers what it put in order. Good for one state of the workspace.
#[derive(Debug, Default)]
pub struct SameEntities(RefCell<FxHashMap<EntityKey, Rc<[SameEntity]>>>);

pub type SameEntity = (FileId, DeclarationId);

impl SameEntities {
    /// How many of one key are told apart. A stranger may declare any number.
    pub const LISTED: usize = 1_000;

    /// The first declarations with that key.
    pub fn of(&self, workspace: &Workspace, key: &EntityKey) -> Rc<[SameEntity]> {
        if let Some(known) = self.0.borrow().get(key) {
            return known.clone();
        }
        let mut twins = workspace.index.entities(key).to_vec();
        twins.sort_by_cached_key(|&(file, id)| {
            let file = workspace.file(file);
            let start = file
                .and_then(|file| file.get(id))
                .map(|(start, _)| start.byte);
            (file.map(|file| &file.path), start)
        });
        twins.truncate(SameEntities::LISTED);
        let twins: Rc<[SameEntity]> = twins.into();
        self.0.borrow_mut().insert(key.clone(), twins.clone());
        twins
    }
}
