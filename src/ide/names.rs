//! How a declaration is called where somebody reads of it.

use crate::model::Item;
use crate::syntax::Keyword;

/// What may be shown of a declaration outside of it: its title, or its name where it has none. Of a
/// confidential source only how the article may describe it.
pub fn public_title(item: &Item) -> &str {
    match item.source().filter(|source| source.confidential) {
        None => item.label(),
        Some(source) => source
            .described_as
            .as_ref()
            .map_or("a confidential source", |text| text.text.as_str()),
    }
}

/// "person", "press-release source", "number claim": what sort of thing the declaration is.
pub fn sort_of(item: &Item) -> String {
    match (item.keyword(), item.kind()) {
        (Keyword::Entity, Some(kind)) => kind.to_owned(),
        (keyword, Some(kind)) => format!("{kind} {}", keyword.word()),
        (keyword, None) => keyword.word().to_owned(),
    }
}
