//! What a refactoring is.

use crate::ide::edits::Edits;

/// The maximum number of references that one of them changes.
pub const MOST_USES: usize = 10_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefactoringKind {
    Extract,
    Inline,
    Rewrite,
}

pub struct Refactoring<'a> {
    /// In the imperative. No two at one place have the same.
    pub title: String,
    pub kind: RefactoringKind,
    edits: Box<dyn Fn() -> Option<Edits> + 'a>,
}

impl<'a> Refactoring<'a> {
    pub fn new(
        kind: RefactoringKind,
        title: String,
        edits: impl Fn() -> Option<Edits> + 'a,
    ) -> Refactoring<'a> {
        Refactoring {
            title,
            kind,
            edits: Box::new(edits),
        }
    }

    /// What to change. None if one of the changes has no place.
    pub fn edits(&self) -> Option<Edits> {
        (self.edits)()
    }
}
