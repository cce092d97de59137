//! Titles that fixes and completions write to be replaced. What has one has no title yet.

use super::items::Item;
use crate::syntax::Keyword;

/// The title of a source.
pub const SOURCE_TITLE: &str = "Title";

/// The name of an entity.
pub const ENTITY_NAME: &str = "Full name";

/// What people write where something is still to come.
const TO_COME: [&str; 5] = ["…", "...", "TK", "TBD", "TODO"];

impl Item {
    /// Whether its title is still to be written. The title of a claim quotes the article, whatever it is.
    pub fn has_placeholder_title(&self) -> bool {
        let is_named = matches!(self.keyword(), Keyword::Entity | Keyword::Source);
        let title = self.title.as_ref().filter(|_| is_named);
        title.is_some_and(|title| is_placeholder(&title.text))
    }
}

/// Whether the text stands for a title that is still to be written.
fn is_placeholder(title: &str) -> bool {
    let title = title.trim();
    let own = [SOURCE_TITLE, ENTITY_NAME];
    let is_own = own.iter().any(|own| title.eq_ignore_ascii_case(own));
    is_own || TO_COME.contains(&title)
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn what_is_still_to_be_written() {
        for title in ["Title", "title", "Full name", " … ", "...", "TK"] {
            assert!(is_placeholder(title), "{title}");
        }
        for title in ["Title deeds of the mill", "tk", "Notice", "", "…and then"] {
            assert!(!is_placeholder(title), "{title}");
        }
    }
}
