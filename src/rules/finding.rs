//! What a rule found, and how to mend it.

use super::rule::{Rule, Severity};
use crate::text::Span;
use crate::text::message::Message;
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

#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub rule: &'static Rule,
    pub severity: Severity,
    pub place: Place,
    /// The thing by its name, and the next step. No full stop at the end.
    pub message: Message,
    pub related: Vec<Related>,
    /// Shown faded: nothing uses it.
    pub unnecessary: bool,
    /// Made only where somebody asks for them: see [`Context::wants_fixes`](super::Context).
    pub fixes: Vec<Fix>,
}

/// Another place that explains the finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    pub place: Place,
    pub message: Message,
}

/// One way to mend a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// An order: "Add `said-by:`".
    pub title: String,
    pub edits: Vec<Edit>,
    /// The one that most would take.
    pub preferred: bool,
    pub applicability: Applicability,
}

/// Who may apply a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// Anybody, without looking: there is one way to mend it, what was claimed stays as it is, and
    /// nothing that somebody wrote is lost. `sayso check --fix`
    Safe,
    /// Somebody who looks at what came of it: it is likely meant. `sayso check --fix --unsafe`
    Unsafe,
    /// Nobody but the writer, since something is left to be chosen or to be written, or what is
    /// taken out stands nowhere else.
    ByHand,
}

impl Applicability {
    /// Safe where it is certain.
    pub fn safe_if(certain: bool) -> Applicability {
        match certain {
            true => Applicability::Safe,
            false => Applicability::Unsafe,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What is replaced; empty where something is inserted.
    pub place: Place,
    pub text: String,
}
