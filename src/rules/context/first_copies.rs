//! The first source of each file whose copies cannot be looked for: where one finding says so for all of them.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::workspace::{DeclarationId, File, FileId, FoundCopy, Workspace};

/// Remembers the sources that it found. Valid for one state of the workspace.
#[derive(Debug, Default)]
pub struct FirstCopies(RefCell<FxHashMap<FileId, Option<DeclarationId>>>);

impl FirstCopies {
    /// Whether the declaration is the first source of its file that misses the folder for evidence.
    pub fn is_first(&self, workspace: &Workspace, file: FileId, id: DeclarationId) -> bool {
        let mut known = self.0.borrow_mut();
        let first = known.entry(file);
        let find = || first_in(workspace, workspace.file(file)?);
        *first.or_insert_with(find) == Some(id)
    }
}

fn first_in(workspace: &Workspace, file: &File) -> Option<DeclarationId> {
    let misses = |path: &str| matches!(workspace.copy(file, path), FoundCopy::NoFolder);
    let mut items = file.items();
    let first = items.find(|(.., item)| {
        let files = item.source().map_or(&[][..], |source| &source.files);
        files.iter().any(|named| misses(&named.path.text))
    });
    first.map(|(id, ..)| id)
}
