//! What parsing one segment yields.

use super::nodes::Declaration;
use crate::text::Span;

/// What one segment holds. Errors and nodes stand side by side: a declaration that is half broken
/// still has its other half.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    pub declaration: Option<Declaration>,
    pub comments: Vec<Span>,
    pub errors: Vec<SyntaxError>,
}

/// A place that the parser could not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// From the start of the segment.
    pub span: Span,
    /// A sentence without its full stop: what stands there, what was expected.
    pub message: String,
    /// What a quick fix would put there.
    pub insertion: Option<(Span, String)>,
}

impl SyntaxError {
    pub(super) fn new(span: Span, message: impl Into<String>) -> SyntaxError {
        SyntaxError {
            span,
            message: message.into(),
            insertion: None,
        }
    }

    pub(super) fn inserting(mut self, at: u32, text: impl Into<String>) -> SyntaxError {
        self.insertion = Some((Span::at(at as usize), text.into()));
        self
    }
}
