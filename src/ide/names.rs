//! How declarations are called in what users read.

use crate::model::Item;
use crate::syntax::Keyword;

/// What may be shown of a declaration elsewhere: its title, or its name if it has no title. For a
/// confidential source only its `described-as:`.
pub fn public_title(item: &Item) -> &str {
    match item.source().filter(|source| source.confidential) {
        None => item.label(),
        Some(source) => source
            .described_as
            .as_ref()
            .map_or("a confidential source", |text| text.text.as_str()),
    }
}

/// The kind of a declaration in words: "person", "press-release source", "number claim".
pub fn kind_in_words(item: &Item) -> String {
    match (item.keyword(), item.kind()) {
        (Keyword::Entity, Some(kind)) => kind.to_owned(),
        (keyword, Some(kind)) => format!("{kind} {}", keyword.word()),
        (keyword, None) => keyword.word().to_owned(),
    }
}
