//! The first text of a draft for an article that has none.

use std::path::{Path, PathBuf};

use crate::article::{Article, ArticleFormat, front_matter_value};
use crate::syntax::quoted;
use crate::text::Slice;
use crate::workspace::disk;

/// The extensions of files that can be articles of a draft with the same name.
pub const EXTENSIONS: [&str; 5] = ["md", "markdown", "txt", "html", "htm"];

/// A draft to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDraft {
    pub path: PathBuf,
    pub text: String,
}

/// The draft beside the article at `path` that annotates it. `None` if that is no article, or has no words.
pub fn new_draft(path: &Path, text: &Slice) -> Option<NewDraft> {
    let name = path.file_name()?.to_str()?;
    if disk::is_sayso(path) || path.extension().is_none() {
        return None;
    }
    let article = Article::read(text, ArticleFormat::of(path));
    let title = headline(&article, text)?;
    let mut lines = vec![
        format!("article {}", quoted(&title, "\"")),
        format!("  text: {}", quoted(name, "\"")),
    ];
    lines.extend(published(text).map(|date| format!("  published: {date}")));
    lines.extend(language(text).map(|tag| format!("  language: {tag}")));
    Some(NewDraft {
        path: path.with_extension(disk::EXTENSION),
        text: lines.join("\n") + "\n",
    })
}

/// The title in the front matter, or the first heading, or else the first sentence.
fn headline(article: &Article, text: &str) -> Option<String> {
    let sentences = article.sentences();
    let heading = sentences.iter().position(|sentence| sentence.in_heading);
    let first = sentences.get(heading.unwrap_or(0));
    front_matter_value(text, &["title", "headline"])
        .or_else(|| Some(article.reader_text(first?.range.clone())))
        .filter(|title| !title.trim().is_empty())
}

/// The day in the front matter.
fn published(text: &str) -> Option<String> {
    let written = front_matter_value(text, &["published", "date"])?;
    let day = written.get(..10)?;
    let is_day = day.parse::<jiff::civil::Date>().is_ok();
    let goes_on = written[10..].starts_with(|c: char| c.is_alphanumeric() && c != 'T');
    (is_day && !goes_on).then(|| day.to_owned())
}

/// The language in the front matter.
fn language(text: &str) -> Option<String> {
    let written = front_matter_value(text, &["language", "lang"])?;
    let mut parts = written.split('-');
    let is_language = parts
        .next()
        .is_some_and(|part| matches!(part.len(), 2 | 3) && is_ascii_word(part));
    (is_language && parts.all(is_ascii_word)).then_some(written)
}

fn is_ascii_word(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax;

    #[track_caller]
    fn check(path: &str, text: &str, expected: Option<&str>) {
        let made = new_draft(&Path::new("/w").join(path), &text.into());
        assert_eq!(made.as_ref().map(|it| &*it.text), expected, "{text}");
        if let Some(made) = made {
            assert_eq!(syntax::parse(&made.text).errors, []);
            assert_eq!(made.path, Path::new("/w/a.b.sayso"));
        }
    }

    #[test]
    fn the_headline_and_what_is_known() {
        let plain = "article \"It “began”\"\n  text: \"a.b.md\"\n";
        check("a.b.md", "Lead.\n\n# It “began”\n\nText.\n", Some(plain));
        let first = "article \"It began.\"\n  text: \"a.b.txt\"\n";
        check("a.b.txt", "It began.\r\nThen.\r\n", Some(first));
        let known = "article \"It's so: 🌉\"\n  text: \"a.b.md\"\n  published: 2026-01-09\n  language: es-MX\n";
        for front in [
            "---\ntitle: 'It''s so: 🌉'\ndate: 2026-01-09T10:00:00Z\nlang: es-MX\n---\n# Other\n",
            "+++\ntitle = \"It's so: 🌉\"\ndate = 2026-01-09\nlanguage = \"es-MX\"\n+++\n# Other\n",
        ] {
            check("a.b.md", front, Some(known));
        }
        let doubtful = "---\ntitle: T\ndate: yesterday\nlang: Spanish!\n---\nText.\n";
        let unknown = "article \"T\"\n  text: \"a.b.md\"\n";
        check("a.b.md", doubtful, Some(unknown));
        for (path, text) in [
            ("a.b.md", ""),
            ("a.b.md", "***\n"),
            ("a.sayso", "x"),
            ("a", "x"),
        ] {
            check(path, text, None);
        }
    }
}
