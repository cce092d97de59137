//! What declarations are found by when somebody types a few letters of them.

use std::sync::Arc;

use super::file::{DeclarationId, Slot};
use crate::model::Item;
use crate::syntax::Keyword;
use crate::text::fold::fold_for_search;

/// A declaration to be searched for. Kept for each file until that file changes, and the folded
/// text for each declaration: among many thousands nothing is folded twice.
#[derive(Clone, Debug)]
pub struct Named {
    pub id: DeclarationId,
    pub keyword: Keyword,
    /// Whether `@…` can refer to it.
    pub has_name: bool,
    /// Its texts, folded, with a line end between two.
    pub text: Arc<str>,
}

impl Named {
    /// None for what has neither name nor title.
    pub(super) fn of(slot: &Slot) -> Option<Named> {
        let item = slot.segment.item.as_ref()?;
        let text = slot.segment.search_text();
        (!text.is_empty()).then(|| Named {
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

/// Name, title and other names, folded. A confidential source is found by its name alone.
pub(super) fn search_text(item: &Item) -> String {
    let is_open = !item.source().is_some_and(|source| source.confidential);
    let name = item.name().map(|name| name.as_str());
    let title = item.title.as_ref().filter(|_| is_open);
    let aka = item.entity().map_or(&[][..], |entity| &entity.aka);
    let others = title.into_iter().chain(aka).map(|text| text.text.as_str());
    let folded = name.into_iter().chain(others).map(fold_for_search);
    let texts: Vec<String> = folded.filter(|text| !text.is_empty()).collect();
    texts.join("\n")
}
