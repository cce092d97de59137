//! The text of the article that a draft annotates: embedded, or in a file of its own. If a draft has
//! both, the embedded text is the article.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file::File;
use super::file_kind::FileKind;
use super::limits::{LARGEST_ARTICLE, TooMuch};
use super::paths::{self, Barred};
use super::slot::{DeclarationId, Slot};
use crate::article::{Article, ArticleFormat};
use crate::syntax::Keyword;
use crate::text::Slice;
use crate::text::line_index::LineIndex;

/// Where the article's text is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ArticlePlace {
    /// In the `text` declaration with this number; positions count from its start.
    Embedded(DeclarationId),
    /// In a file of its own; positions count from its start.
    File(Arc<Path>),
}

/// Why the text that a draft names cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArticleProblem {
    Missing,
    NotText(FileKind),
    Barred(Barred),
    TooMuch(TooMuch),
    Unreadable(String),
}

impl fmt::Display for ArticleProblem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            ArticleProblem::Missing => write!(f, "does not exist"),
            ArticleProblem::NotText(kind) => f.write_str(kind.reason()),
            ArticleProblem::Barred(why) => f.write_str(why.reason()),
            ArticleProblem::TooMuch(why) => write!(f, "{why}"),
            ArticleProblem::Unreadable(why) => write!(f, "cannot be read: {why}"),
        }
    }
}

/// Reads the text of the file that a draft names with this path. It is another path if a link leads to the file, or
/// its name has another Unicode form on disk.
pub type ReadText<'a> = &'a dyn Fn(&Path) -> Result<Slice, ArticleProblem>;

/// The article of a draft, as read.
#[derive(Debug)]
pub struct ArticleText {
    /// `None` if the path leads out of the workspace, or to a hidden file.
    pub place: Option<ArticlePlace>,
    pub language: String,
    /// The text of the file, or of the whole `text` declaration.
    pub text: Slice,
    /// The lines of `text`.
    pub lines: LineIndex,
    pub article: Result<Article, ArticleProblem>,
}

/// What a draft says about its article.
pub struct NamedArticle<'a> {
    /// Where it is, or why it must not be read.
    pub place: Result<ArticlePlace, Barred>,
    pub language: &'a str,
    /// The path as the draft names it.
    named: Option<PathBuf>,
    embedded: Option<&'a Slot>,
}

impl<'a> NamedArticle<'a> {
    /// The article that the draft names or embeds; `None` if it does neither.
    pub fn of(file: &'a File, roots: &[Arc<Path>]) -> Option<NamedArticle<'a>> {
        let draft = file.article().map(|(_, article)| article);
        let language = draft.and_then(|draft| draft.language.as_deref());
        let embedded = file.first(Keyword::Text);
        let named = draft.and_then(|draft| draft.text.as_ref());
        let path = named.map(|path| paths::resolve(roots, &file.path, &path.text));
        let place = match (embedded, &path) {
            (Some(slot), _) => Ok(ArticlePlace::Embedded(slot.id)),
            (None, Some(Ok(path))) => Ok(ArticlePlace::File(path.as_path().into())),
            (None, Some(Err(why))) => Err(*why),
            (None, None) => return None,
        };
        Some(NamedArticle {
            place,
            language: language.unwrap_or("en"),
            named: path.and_then(Result::ok),
            embedded,
        })
    }

    /// The path as the draft names it, unless the article is embedded.
    pub fn named(&self) -> Option<&Path> {
        self.named.as_deref().filter(|_| self.embedded.is_none())
    }

    /// The article, with the file that the path of the draft means: see [`ReadText`].
    pub fn found(mut self, locate: impl FnOnce(&Path) -> PathBuf) -> NamedArticle<'a> {
        if let Ok(ArticlePlace::File(path)) = &mut self.place {
            *path = locate(path).into();
        }
        self
    }

    /// Whether `article` was read for a draft that says the same.
    pub fn is(&self, article: &ArticleText) -> bool {
        let is_there = match &self.place {
            Ok(place) => article.place.as_ref() == Some(place),
            Err(why) => article.article.as_ref().err() == Some(&ArticleProblem::Barred(*why)),
        };
        is_there && self.language == article.language
    }

    /// The text of the file, or of the whole `text` declaration.
    pub fn text(&self, read: ReadText) -> Result<Slice, ArticleProblem> {
        let text = match (&self.place, self.embedded) {
            (Ok(ArticlePlace::Embedded(_)), slot) => slot
                .map(|slot| slot.segment.text.clone())
                .unwrap_or_default(),
            (Ok(ArticlePlace::File(path)), _) => read(self.named.as_deref().unwrap_or(path))?,
            (Err(why), _) => return Err(ArticleProblem::Barred(*why)),
        };
        match text.len() > LARGEST_ARTICLE {
            true => Err(ArticleProblem::TooMuch(TooMuch::Bytes(LARGEST_ARTICLE))),
            false => Ok(text),
        }
    }

    /// The article with that text.
    pub fn parsed(self, text: Result<Slice, ArticleProblem>) -> ArticleText {
        let read_as = |text: &Slice| match &self.place {
            Ok(ArticlePlace::File(path)) => Article::read(text, ArticleFormat::of(path)),
            _ => Article::embedded(text),
        };
        let article = text
            .as_ref()
            .map(|text| read_as(text).in_language(self.language))
            .map_err(Clone::clone);
        let text = text.unwrap_or_default();
        ArticleText {
            place: self.place.ok(),
            language: self.language.to_owned(),
            lines: LineIndex::new(&text),
            text,
            article,
        }
    }
}

impl ArticleText {
    /// The file that it was read from, unless it is embedded.
    pub fn file(&self) -> Option<&Path> {
        match self.place.as_ref()? {
            ArticlePlace::File(path) => Some(path),
            ArticlePlace::Embedded(_) => None,
        }
    }

    pub fn article(&self) -> Option<&Article> {
        self.article.as_ref().ok()
    }
}
