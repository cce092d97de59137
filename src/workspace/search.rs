//! What declarations are found by when somebody types a few letters of them.

use std::sync::Arc;

use super::slot::{DeclarationId, Slot};
use crate::syntax::Keyword;

/// A declaration to be searched for. Kept for each file until that file changes, and the folded
/// text for each declaration: among many thousands nothing is folded twice.
#[derive(Clone, Debug)]
pub struct SearchEntry {
    pub id: DeclarationId,
    pub keyword: Keyword,
    /// Whether `@…` can refer to it.
    pub has_name: bool,
    /// Its texts, folded, with a line end between two.
    pub text: Arc<str>,
}

impl SearchEntry {
    /// None for what has neither name nor title.
    pub(super) fn of(slot: &Slot) -> Option<SearchEntry> {
        let item = slot.segment.item.as_ref()?;
        let text = slot.segment.search_text();
        (!text.is_empty()).then(|| SearchEntry {
            id: slot.id,
            keyword: item.keyword(),
            has_name: item.name.is_some(),
            text: text.clone(),
        })
    }

    /// The texts that it is found by.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.text.split('\n')
    }
}
