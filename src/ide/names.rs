//! How declarations are called in what users read.

use crate::model::Item;
use crate::model::schema::kinds_of;
use crate::syntax::{Keyword, parse};
use crate::text::fold::fold_for_search;
use crate::text::name_characters::is_name_character;

/// What may be shown of a declaration elsewhere: its title, or its name if it has no title. For a
/// confidential source only its `described-as:`, and for others that may be confidential only the name.
pub fn public_title(item: &Item) -> &str {
    let name = || {
        item.name()
            .map_or(item.keyword().word(), |name| name.as_str())
    };
    match item.source() {
        _ if !item.is_protected() => item.label(),
        None => name(),
        Some(source) => source
            .described_as
            .as_ref()
            .filter(|_| source.is_marked_confidential)
            .map_or("a confidential source", |text| text.text.as_str()),
    }
}

/// The kind of a declaration in words: "person", "press-release source", "number claim". What is confidential has only
/// kinds of the language.
pub fn kind_in_words(item: &Item) -> String {
    let is_known = |kind: &&str| kinds_of(item.keyword()).contains(kind);
    let kind = item
        .kind()
        .filter(|kind| !item.is_protected() || is_known(kind));
    match (item.keyword(), kind) {
        (Keyword::Entity, Some(kind)) => kind.to_owned(),
        (keyword, Some(kind)) => format!("{kind} {}", keyword.word()),
        (keyword, None) => keyword.word().to_owned(),
    }
}

/// A name for what has that title: "rocio-san-miguel" for "Rocío San Miguel". Empty if the title has no letters and
/// digits.
pub fn name_from(title: &str) -> String {
    let folded = fold_for_search(title);
    let words = folded.split(|c: char| !is_name_character(c) || c == '-');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// Whether the language reads it as one name.
pub fn is_name(name: &str) -> bool {
    let parsed = parse(&format!("claim {name}: \"x\""));
    let written = parsed.declaration.as_ref().and_then(|it| it.name);
    let is_whole = written.is_some_and(|written| written.len() == name.len());
    is_whole && parsed.errors.is_empty()
}
