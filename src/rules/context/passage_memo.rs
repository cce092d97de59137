//! What rules read in the passage of the claim that is being checked.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use crate::prose::Marks;
use crate::prose::attributions::Attribution;
use crate::workspace::{DeclarationId, FileId};

/// An entity's declaration.
pub type EntityId = (FileId, DeclarationId);

/// A known name in a passage, and every entity with that name, in the order of their files.
#[derive(Debug, PartialEq, Eq)]
pub struct NameInPassage {
    /// A range of the article's folded text.
    pub range: Range<usize>,
    pub entities: Vec<EntityId>,
}

/// Remembers what was read in the last passage, so that rules share it. Valid for one state of the workspace. The
/// caller passes the function that reads the passage, so that this file does not depend on the context.
#[derive(Debug, Default)]
pub struct PassageMemo {
    marks: Cell<Option<(DeclarationId, Marks)>>,
    passage: RefCell<Option<(DeclarationId, Option<Range<usize>>)>>,
    names: Last<NameInPassage>,
    sentences: Last<Range<usize>>,
    attributions: Last<Attribution>,
}

/// The last result, and the claim that it belongs to.
type Last<T> = RefCell<Option<(DeclarationId, Rc<[T]>)>>;

impl PassageMemo {
    /// What the words of the claim's passage may be or begin.
    pub fn marks(&self, id: DeclarationId, read: impl FnOnce() -> Marks) -> Marks {
        if let Some((known, marks)) = self.marks.get()
            && known == id
        {
            return marks;
        }
        let marks = read();
        self.marks.set(Some((id, marks)));
        marks
    }

    /// The claim's passage as a range of the article's folded text.
    pub fn folded_passage(
        &self,
        id: DeclarationId,
        read: impl FnOnce() -> Option<Range<usize>>,
    ) -> Option<Range<usize>> {
        if let Some((known, passage)) = &*self.passage.borrow()
            && *known == id
        {
            return passage.clone();
        }
        let passage = read();
        self.passage.replace(Some((id, passage.clone())));
        passage
    }

    /// The known names in the claim's passage.
    pub fn names(
        &self,
        id: DeclarationId,
        read: impl FnOnce() -> Vec<NameInPassage>,
    ) -> Rc<[NameInPassage]> {
        remembered(&self.names, id, read)
    }

    /// What the claim's passage attributes to people without a name.
    pub fn attributions(
        &self,
        id: DeclarationId,
        read: impl FnOnce() -> Vec<Attribution>,
    ) -> Rc<[Attribution]> {
        remembered(&self.attributions, id, read)
    }

    /// The sentences that the claim's passage overlaps.
    pub fn sentences(
        &self,
        id: DeclarationId,
        read: impl FnOnce() -> Vec<Range<usize>>,
    ) -> Rc<[Range<usize>]> {
        remembered(&self.sentences, id, read)
    }
}

fn remembered<T>(last: &Last<T>, id: DeclarationId, read: impl FnOnce() -> Vec<T>) -> Rc<[T]> {
    if let Some((known, found)) = &*last.borrow()
        && *known == id
    {
        return found.clone();
    }
    let found: Rc<[T]> = read().into();
    last.replace(Some((id, found.clone())));
    found
}
