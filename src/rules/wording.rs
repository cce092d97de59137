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

/// The first `most` characters of `text`, cut at the end of a word.
pub fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let start = &text[..end];
    let cut = start.rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", &start[..cut])
}
