//! Changes of a draft that fix nothing but that writers make often. Each is offered only where it can be made, and its
//! edits are worked out when it is chosen.

mod refactoring;
mod scope;
mod declared;
mod extract;
mod inline;
mod merge;
mod split;
mod join;
mod retract;

#[cfg(test)]
mod tests;

use declared::Declared;

pub use refactoring::{Refactoring, RefactoringKind};
pub use scope::Scope;

/// What can be done at the selection.
pub fn refactorings<'a>(scope: &'a Scope<'a>) -> Vec<Refactoring<'a>> {
    let Some(declared) = Declared::at(scope, scope.range.start) else {
        return Vec::new();
    };
    // What is protected stays as it is: nothing of it may get elsewhere.
    if declared.item.is_protected() || !declared.segment.errors.is_empty() {
        return Vec::new();
    }
    let mut all = extract::refactorings(scope, &declared);
    all.extend(inline::refactoring(scope, &declared));
    all.extend(merge::refactorings(scope, &declared));
    all.extend(split::refactorings(scope, &declared));
    all.extend(join::refactoring(scope, &declared));
    all.extend(retract::refactoring(scope, &declared));
    all
}
