//! What a name refers to: first to a declaration in its own file, then to one in the workspace.

use rustc_hash::FxHashSet;

use super::file_names::NamedDeclaration;
use super::segment::Segment;
use super::slot::{DeclarationId, FileId};
use super::state::Workspace;
use crate::model::{Item, Reference, Source};
use crate::text::Slice;

/// A declaration in any file.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    pub file: FileId,
    pub id: DeclarationId,
    pub segment: &'a Segment,
}

impl<'a> Target<'a> {
    fn new(file: FileId, declared: NamedDeclaration<'a>) -> Target<'a> {
        Target {
            file,
            id: declared.id,
            segment: declared.segment,
        }
    }

    pub fn item(&self) -> Option<&'a Item> {
        self.segment.item.as_ref()
    }

    pub fn source(&self) -> Option<(&'a Item, &'a Source)> {
        let item = self.item()?;
        Some((item, item.source()?))
    }
}

#[derive(Clone, Debug)]
pub enum Resolution<'a> {
    Found(Target<'a>),
    /// Declared in several other files: the first declaration of each, for at most
    /// [`Resolution::LISTED`] files and one more.
    Ambiguous(Vec<Target<'a>>),
    Unresolved,
}

impl<'a> Resolution<'a> {
    /// The maximum number of listed files that declare a name.
    pub const LISTED: usize = 20;

    pub fn found(&self) -> Option<Target<'a>> {
        match self {
            Resolution::Found(target) => Some(*target),
            _ => None,
        }
    }
}

impl Workspace {
    /// What `reference` in `file` refers to.
    pub fn resolve(&self, file: FileId, reference: &Reference) -> Resolution<'_> {
        match &reference.file {
            Some(stem) => self.one_of(
                self.index.declaring_in(stem, &reference.name),
                &reference.name,
            ),
            None => self.resolve_name(file, &reference.name),
        }
    }

    /// What `@name` refers to in `file`.
    pub fn resolve_name(&self, file: FileId, name: &str) -> Resolution<'_> {
        let own = self.file(file).and_then(|own| own.declared(name).next());
        match own {
            Some(declared) => Resolution::Found(Target::new(file, declared)),
            None => self.one_of(self.index.declaring(name).iter().copied(), name),
        }
    }

    /// What each reference of the declaration refers to, in the order of its list.
    pub fn resolutions(&self, file: FileId, segment: &Segment) -> Vec<Resolution<'_>> {
        let references = segment.item.iter().flat_map(|item| &item.references);
        references
            .map(|reference| self.resolve(file, reference))
            .collect()
    }

    /// The target of the reference at this index in the item's list, if there is exactly one.
    pub fn target(&self, file: FileId, item: &Item, reference: usize) -> Option<Target<'_>> {
        self.resolve(file, item.references.get(reference)?).found()
    }

    /// `names`, and the names of all sources that go back to them, through any chain of `by:`,
    /// `publisher:` and `derived-from:`.
    pub fn with_derived(&self, names: &FxHashSet<Slice>) -> FxHashSet<Slice> {
        let mut all = names.clone();
        let mut open: Vec<Slice> = names.iter().cloned().collect();
        while let Some(name) = open.pop() {
            for derived in self.going_back_to(&name) {
                if all.insert(derived.clone()) {
                    open.push(derived);
                }
            }
        }
        all
    }

    /// The names of the sources with `derived-from: @name`, `by: @name` or `publisher: @name`.
    fn going_back_to(&self, name: &str) -> Vec<Slice> {
        let mut names = Vec::new();
        for &id in self.index.referring(name) {
            let Some(file) = self.file(id) else { continue };
            for &user in file.referring(name) {
                let item = file
                    .get(user)
                    .and_then(|(_, slot)| slot.segment.item.as_ref());
                let goes_back = item.is_some_and(|item| {
                    item.references
                        .iter()
                        .any(|reference| reference.role.leads_back() && reference.name == name)
                });
                names.extend(
                    item.filter(|_| goes_back)
                        .and_then(|item| item.name().cloned()),
                );
            }
        }
        names
    }

    /// What to write after `@` in `from` to refer to that declaration: its name, or `file-stem/name`
    /// if the name alone refers to another declaration or to several. None if it has no name.
    pub fn reference_to(&self, from: FileId, file: FileId, id: DeclarationId) -> Option<String> {
        let declaring = self.file(file)?;
        let (_, slot) = declaring.get(id)?;
        let name = slot.segment.item.as_ref()?.name()?;
        match self.resolve_name(from, name) {
            Resolution::Found(target) if target.file == file => Some(name.to_string()),
            _ => Some(format!("{}/{name}", declaring.stem())),
        }
    }

    fn one_of(&self, files: impl Iterator<Item = FileId>, name: &str) -> Resolution<'_> {
        let first_in = |id: FileId| {
            let declared = self.file(id)?.declared(name).next()?;
            Some(Target::new(id, declared))
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
