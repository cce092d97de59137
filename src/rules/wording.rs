//! Wording that the messages of several rules share.

use crate::syntax::Keyword;

/// The keyword with its indefinite article: "an entity", "a source".
pub fn with_article(keyword: Keyword) -> &'static str {
    match keyword {
        Keyword::Article => "an article",
        Keyword::Text => "a text",
        Keyword::Entity => "an entity",
        Keyword::Source => "a source",
        Keyword::Claim => "a claim",
        Keyword::Unknown => "a declaration",
    }
}

/// An enumeration: "A", "A and B", "A, B and C".
pub fn list_of(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
