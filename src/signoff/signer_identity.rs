//! The identity of a person who signs a claim or writes an article: a name, or a declared entity.

use crate::model::{By, Item};
use crate::text::fold::fold;
use crate::workspace::{DeclarationId, FileId, Workspace};

#[derive(Clone, Debug)]
pub struct SignerIdentity {
    /// The entity's declaration.
    entity: Option<(FileId, DeclarationId)>,
    /// All their names, folded.
    names: Vec<String>,
    /// The name to show.
    pub label: String,
}

impl SignerIdentity {
    /// The identity that `by` in `item` names. None for a reference that does not lead to an entity.
    pub fn of(workspace: &Workspace, file: FileId, item: &Item, by: &By) -> Option<SignerIdentity> {
        let reference = match by {
            By::Name(name) => {
                return Some(SignerIdentity {
                    entity: None,
                    names: vec![folded(&name.text)],
                    label: name.text.to_string(),
                });
            }
            By::Entity(reference) => *reference,
        };
        let target = workspace.target(file, item, reference)?;
        let entity = target.item().filter(|item| item.entity().is_some())?;
        Some(SignerIdentity {
            entity: Some((target.file, target.id)),
            names: entity.known_names().map(folded).collect(),
            label: entity.label().to_owned(),
        })
    }

    /// Whether this is the same person: the same entity, or a shared name.
    pub fn is(&self, other: &SignerIdentity) -> bool {
        match (self.entity, other.entity) {
            (Some(own), Some(other)) => own == other,
            _ => self.names.iter().any(|name| other.names.contains(name)),
        }
    }
}

fn folded(name: &str) -> String {
    fold(name).to_lowercase()
}
