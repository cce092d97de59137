//! Searching for declarations by a few letters.

use std::sync::Arc;

use super::slot::{DeclarationId, Slot};
use crate::syntax::Keyword;

/// A declaration that can be searched for. Entries are cached per file until it changes, and the folded
/// text per declaration, so that no text is folded twice.
#[derive(Clone, Debug)]
pub struct SearchEntry {
    pub id: DeclarationId,
    pub keyword: Keyword,
    /// Whether `@…` can refer to it.
    pub has_name: bool,
    /// Its texts, folded, separated by line ends.
    pub text: Arc<str>,
}

impl SearchEntry {
    /// `None` for a declaration without name and title.
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

    /// The texts that a search compares.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.text.split('\n')
    }
}
