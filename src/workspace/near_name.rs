//! The declared name that a reference nearly has.
//!
//! Only names that are one slip away count. These are looked up one by one, so the size of the workspace does not
//! matter, and a declaration knows which references it may be meant by.

use super::slot::FileId;
use super::state::Workspace;
use crate::syntax::Keyword;
use crate::text::suggest::slips_of;

/// Whether a declaration with that keyword can be referred to where `expected` is expected: anything with a name if
/// that is `None`.
pub fn is_expected(expected: Option<Keyword>, keyword: Keyword) -> bool {
    match expected {
        Some(expected) => keyword == expected,
        None => matches!(keyword, Keyword::Entity | Keyword::Source | Keyword::Claim),
    }
}

impl Workspace {
    /// The name that is one slip away from `name` and that `file` can refer to; the first of several in the alphabet.
    pub fn near_name(&self, file: FileId, name: &str, expected: Option<Keyword>) -> Option<String> {
        let is_declared = |near: &String| {
            let target = self.resolve_name(file, near).found();
            let item = target.and_then(|target| target.item());
            // The name of a source that must be protected is nobody's guess.
            item.is_some_and(|item| !item.is_protected() && is_expected(expected, item.keyword()))
        };
        slips_of(name).into_iter().filter(is_declared).min()
    }
}
