//! What a name refers to: the declaration in its own file first, then the one in the workspace.

use std::sync::Arc;

use super::file::{DeclarationId, Declared, FileId};
use super::segment::Segment;
use super::state::Workspace;
use crate::model::{Item, Reference, Source};

/// A declaration, wherever it stands.
#[derive(Clone, Debug)]
pub struct Target {
    pub file: FileId,
    pub id: DeclarationId,
    pub segment: Arc<Segment>,
}

impl Target {
    fn new(file: FileId, declared: &Declared) -> Target {
        Target {
            file,
            id: declared.id,
            segment: declared.segment.clone(),
        }
    }

    pub fn item(&self) -> Option<&Item> {
        self.segment.item.as_deref()
    }

    pub fn source(&self) -> Option<(&Item, &Source)> {
        let item = self.item()?;
        Some((item, item.source()?))
    }
}

#[derive(Clone, Debug)]
pub enum Resolution {
    Found(Target),
    /// Declared in several other files: the first declaration of each. Of very many files the
    /// first [`Resolution::LISTED`] and one more are here.
    Ambiguous(Vec<Target>),
    Unresolved,
}

impl Resolution {
    /// How many files are listed that declare a name.
    pub const LISTED: usize = 20;

    pub fn found(self) -> Option<Target> {
        match self {
            Resolution::Found(target) => Some(target),
            _ => None,
        }
    }
}

impl Workspace {
    /// What `reference`, which stands in `file`, refers to.
    pub fn resolve(&self, file: FileId, reference: &Reference) -> Resolution {
        match &reference.file {
            Some(stem) => self.one_of(
                self.index.declaring_in(stem, &reference.name),
                &reference.name,
            ),
            None => self.resolve_name(file, &reference.name),
        }
    }

    /// What `@name` refers to in `file`.
    pub fn resolve_name(&self, file: FileId, name: &str) -> Resolution {
        let own = self.file(file).and_then(|own| own.declared(name).next());
        match own {
            Some(declared) => Resolution::Found(Target::new(file, &declared)),
            None => self.one_of(self.index.declaring(name).iter().copied(), name),
        }
    }

    /// The target of the reference at that place in the item's list, where there is just one.
    pub fn target(&self, file: FileId, item: &Item, reference: usize) -> Option<Target> {
        self.resolve(file, item.references.get(reference)?).found()
    }

    fn one_of(&self, files: impl Iterator<Item = FileId>, name: &str) -> Resolution {
        let first_in = |id: FileId| {
            let declared = self.file(id)?.declared(name).next()?;
            Some(Target::new(id, &declared))
        };
        let targets = files.filter_map(first_in).take(Resolution::LISTED + 1);
        let mut targets: Vec<Target> = targets.collect();
        match targets.len() {
            0 => Resolution::Unresolved,
            1 => Resolution::Found(targets.remove(0)),
            _ => Resolution::Ambiguous(targets),
        }
    }
}
