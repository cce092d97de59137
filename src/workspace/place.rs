//! Places in drafts and their articles.

use crate::text::Span;
use crate::workspace::{ArticleText, DeclarationId, FileId, Location, Workspace};

/// Where something stands. Positions are relative to a declaration, so that text typed above it
/// leaves every finding below as it is.
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
    /// The file and its bytes; none where the declaration is gone. `article` is the one that was
    /// read for the file of a place in an article; unless told, the workspace's.
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
