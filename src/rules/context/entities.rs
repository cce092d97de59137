//! The declarations of entities.

use std::path::Path;
use std::sync::Arc;

use crate::model::Item;
use crate::rules::context::passage_memo::EntityId;
use crate::workspace::Workspace;

/// The maximum number of entities with one name that rules tell apart. Only a hostile file has more.
pub const NAMESAKES: usize = 50;

/// The entity's declaration.
pub fn item_of(workspace: &Workspace, (file, id): EntityId) -> Option<&Item> {
    let (_, slot) = workspace.file(file)?.get(id)?;
    slot.segment.item.as_ref()
}

/// The path of the entity's file, and its place in it. Ids do not have this order: they depend on when a declaration was
/// added.
pub fn place_of(workspace: &Workspace, (file, id): EntityId) -> Option<(Arc<Path>, usize)> {
    let file = workspace.file(file)?;
    let (start, _) = file.get(id)?;
    Some((file.path.clone(), start.byte))
}

/// The entities sorted by path and by place in the file.
pub fn in_order(workspace: &Workspace, entities: &[EntityId]) -> Vec<EntityId> {
    let mut entities = entities.to_vec();
    entities.sort_by_cached_key(|entity| place_of(workspace, *entity));
    entities
}

pub fn is_person(workspace: &Workspace, entity: EntityId) -> bool {
    item_of(workspace, entity).and_then(Item::kind) == Some("person")
}
