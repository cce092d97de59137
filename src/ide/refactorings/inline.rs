//! Writes the title of an entity wherever it is referred to, and removes its declaration: the opposite of extracting.

use super::declared::Declared;
use super::refactoring::{MOST_USES, Refactoring, RefactoringKind};
use super::scope::Scope;
use crate::ide::edits::Edits;
use crate::ide::references::{Use, uses_of};
use crate::model::Role;
use crate::syntax::quoted;

/// None if it says more than its title, or a reference to it cannot be replaced by a title.
pub fn refactoring<'a>(scope: &'a Scope<'a>, declared: &Declared<'a>) -> Option<Refactoring<'a>> {
    let declared = *declared;
    let is_bare = declared.syntax.fields.is_empty()
        && declared.segment.syntax().comments.is_empty()
        && declared.item.entity().is_some()
        && declared.is_headline(scope);
    let title = declared.item.title.as_ref().filter(|_| is_bare)?;
    let uses = uses_of(scope.workspace, declared.file, declared.id, MOST_USES);
    let can_be = (1..MOST_USES).contains(&uses.len()) && uses.iter().all(takes_title);
    can_be.then(|| {
        let offered = format!("Write “{}” instead of {}", title.text, declared.called());
        let edits = move || {
            let mut edits = Edits::default();
            for found in &uses {
                let at = scope
                    .workspace
                    .location(found.file, found.id, found.reference.span)?;
                edits.replace(at, quoted(&title.text, "\""));
            }
            declared.remove(&mut edits)?;
            Some(edits)
        };
        Refactoring::new(RefactoringKind::Inline, offered, edits)
    })
}

/// Whether the field also takes a name in quotation marks.
fn takes_title(found: &Use) -> bool {
    let value = found.reference.value_of;
    matches!(value, Some(Role::By | Role::Publisher | Role::Byline))
}
