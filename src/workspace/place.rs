//! Places in drafts and their articles.

use crate::text::Span;
use crate::workspace::{ArticleText, DeclarationId, FileId, Location, Workspace};

/// A position in a draft or its article. It is relative to a declaration, so that typing above the declaration
/// does not change any finding below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// In a declaration; the span counts from its start.
    Declaration {
        file: FileId,
        id: DeclarationId,
        span: Span,
    },
    /// In the article of the draft `file`; the span counts from the start of the article's source.
    Article { file: FileId, span: Span },
}

impl Place {
    /// The file and the range of bytes in it. `None` if the declaration no longer exists. `article` is the article of
    /// the file, if the caller has it; otherwise the workspace's article is used.
    pub fn location(
        self,
        workspace: &Workspace,
        article: Option<&ArticleText>,
    ) -> Option<Location> {
        match self {
            Place::Declaration { file, id, span } => workspace.location(file, id, span),
            Place::Article { file, span } => {
                let known = || workspace.article(file).map(|article| &**article);
                workspace.article_location(file, article.or_else(known)?, span)
            }
        }
    }
}
