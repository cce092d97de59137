//! Places for editors and reports: a file, and bytes counted from its start.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::article_text::{ArticlePlace, ArticleText};
use super::slot::{DeclarationId, FileId};
use super::state::Workspace;
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    pub path: Arc<Path>,
    pub range: Range<usize>,
}

impl Workspace {
    /// The location of `span` in a declaration; `None` if the declaration does not exist any more.
    pub fn location(&self, file: FileId, id: DeclarationId, span: Span) -> Option<Location> {
        let file = self.file(file)?;
        let (start, _) = file.get(id)?;
        Some(Location {
            path: file.path.clone(),
            range: span.shifted(start.byte).range(),
        })
    }

    /// The location of `span` in the article of `file`; `article` is the article of that file.
    pub fn article_location(
        &self,
        file: FileId,
        article: &ArticleText,
        span: Span,
    ) -> Option<Location> {
        match article.place.as_ref()? {
            ArticlePlace::Embedded(id) => self.location(file, *id, span),
            ArticlePlace::File(path) => Some(Location {
                path: path.clone(),
                range: span.range(),
            }),
        }
    }
}
