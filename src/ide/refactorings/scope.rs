//! The part of a draft that a refactoring is about.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::ide::passages::DraftPassages;
use crate::workspace::{File, FileId, Workspace};

/// Where a refactoring is asked for.
pub struct Scope<'a> {
    pub workspace: &'a Workspace,
    pub passages: &'a DraftPassages,
    pub file_id: FileId,
    /// The selection, in bytes of the file.
    pub range: Range<usize>,
    pub today: Date,
}

impl<'a> Scope<'a> {
    pub fn file(&self) -> Option<&'a Arc<File>> {
        self.workspace.file(self.file_id)
    }
}
