//! What was read in the passage of the claim that is judged.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use super::context::Context;
use super::mentions::{Named, named_in_passage, touched_sentences};
use super::words::{Marks, lower};
use crate::text::words::words;
use crate::workspace::DeclarationId;

/// Remembers what was read in the passage that was asked for last, so that the rules share it. Good
/// for one state of the workspace.
#[derive(Debug, Default)]
pub struct Reading {
    marks: Cell<Option<(DeclarationId, Marks)>>,
    passage: RefCell<Option<(DeclarationId, Option<Range<usize>>)>>,
    named: Last<Named>,
    touched: Last<Range<usize>>,
}

/// What was found last, and of which claim.
type Last<T> = RefCell<Option<(DeclarationId, Rc<[T]>)>>;

impl Reading {
    /// What the words of the claim's passage may be or begin; those of its title where it was not
    /// found. None where their language is not known.
    pub fn marks(&self, context: &Context) -> Marks {
        if let Some((id, marks)) = self.marks.get()
            && id == context.id
        {
            return marks;
        }
        let known = context.tallies.marks(context.id);
        let marks = known.or_else(|| marks_of(context)).unwrap_or_default();
        self.marks.set(Some((context.id, marks)));
        marks
    }

    /// Where the claim's passage stands in the article's folded text, however long it is.
    pub fn folded_passage(&self, context: &Context) -> Option<Range<usize>> {
        if let Some((id, passage)) = &*self.passage.borrow()
            && *id == context.id
        {
            return passage.clone();
        }
        let folded = |passage| Some(context.article()?.folded().folded_range(passage));
        let passage = context.passage().and_then(folded);
        self.passage.replace(Some((context.id, passage.clone())));
        passage
    }

    /// The known names in the claim's passage. None where only a part of the name stands in it.
    pub fn named(&self, context: &Context) -> Rc<[Named]> {
        remembered(&self.named, context, named_in_passage)
    }

    /// The sentences that the claim's passage touches.
    pub fn touched_sentences(&self, context: &Context) -> Rc<[Range<usize>]> {
        remembered(&self.touched, context, touched_sentences)
    }
}

fn remembered<T>(
    last: &Last<T>,
    context: &Context,
    find: impl FnOnce(&Context) -> Vec<T>,
) -> Rc<[T]> {
    if let Some((id, found)) = &*last.borrow()
        && *id == context.id
    {
        return found.clone();
    }
    let found: Rc<[T]> = find(context).into();
    last.replace(Some((context.id, found.clone())));
    found
}

fn marks_of(context: &Context) -> Option<Marks> {
    let lexicon = context.lexicon()?;
    let text = context.passage_or_title()?;
    let words = words(text).take_while(|word| word.end <= Context::LONGEST);
    let marks = words.map(|word| lexicon.marks_of(&lower(&text[word])));
    Some(marks.fold(Marks::default(), Marks::and))
}
