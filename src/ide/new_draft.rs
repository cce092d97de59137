//! What a new draft of an article begins with.

use std::path::Path;

use crate::article::{Article, ArticleFormat};
use crate::syntax::quoted;

/// The names of the files that can be articles of a draft in the same folder, by their extensions.
pub const EXTENSIONS: [&str; 5] = ["md", "markdown", "txt", "html", "htm"];

/// The longest heading that is a headline, in bytes.
const LONGEST: usize = 300;

/// The `article` declaration for the article at `path` with that text: its first heading is the headline. None if the
/// path cannot be written.
pub fn new_draft(path: &Path, text: &str) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let article = Article::read(text, ArticleFormat::of(path));
    let headline = heading_of(&article);
    let headline = headline.or_else(|| words_of(path)).unwrap_or_default();
    let is_writable =
        !name.contains(['\n', '\r']) && !(name.contains('"') && name.contains(['“', '”']));
    is_writable.then(|| {
        format!(
            "article {}\n  text: {}\n",
            quoted(&headline, "\""),
            quoted(name, "\"")
        )
    })
}

/// The heading that the article begins with.
fn heading_of(article: &Article) -> Option<String> {
    let first = article.sentences().first()?;
    let heading = article.visible_text(first.range.clone());
    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    (first.in_heading && heading.len() <= LONGEST).then_some(heading)
}

/// "Bridge closed" for `bridge-closed.md`.
fn words_of(path: &Path) -> Option<String> {
    let stem = path.file_stem()?.to_str()?;
    let words: Vec<&str> = stem
        .split(['-', '_', ' '])
        .filter(|it| !it.is_empty())
        .collect();
    let words = words.join(" ");
    let mut letters = words.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines() {
        for (path, text, expected) in [
            (
                "bridge-closed.md",
                "# Bridge *closed*\n\nText.\n",
                Some("article \"Bridge closed\"\n  text: \"bridge-closed.md\"\n"),
            ),
            (
                "bridge-closed.md",
                "Text.\n\n# Later\n",
                Some("article \"Bridge closed\"\n  text: \"bridge-closed.md\"\n"),
            ),
            (
                "éa.txt",
                "# Not Markdown\n",
                Some("article \"Éa\"\n  text: \"éa.txt\"\n"),
            ),
            (
                "a.md",
                "The \"bridge\"\n===\n",
                Some("article “The \"bridge\"”\n  text: \"a.md\"\n"),
            ),
            ("a\"b”.md", "", None),
        ] {
            assert_eq!(
                new_draft(Path::new(path), text).as_deref(),
                expected,
                "{path}"
            );
        }
    }
}
