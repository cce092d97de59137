//! What parsing one segment yields.

use super::nodes::Declaration;
use crate::text::Span;
use crate::text::message::Message;

/// The contents of one segment. A malformed declaration has both errors and the nodes that could be
/// read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    pub declaration: Option<Declaration>,
    pub comments: Vec<Span>,
    /// The first error of each line, in order.
    pub errors: Vec<SyntaxError>,
}

/// A malformed place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Counts from the start of the segment.
    pub span: Span,
    /// The line that contains the span, without its line end.
    pub line: Span,
    /// What is there and what is expected; lower case, without a full stop.
    pub message: Message,
    /// The text that a quick fix puts in place of the span.
    pub insertion: Option<(Span, String)>,
}

impl SyntaxError {
    pub(super) fn new(span: Span, message: impl Into<Message>) -> SyntaxError {
        SyntaxError {
            span,
            line: span,
            message: message.into(),
            insertion: None,
        }
    }

    /// An error about a whole text that is not read.
    pub fn of_whole(message: impl Into<Message>) -> SyntaxError {
        SyntaxError::new(Span::default(), message)
    }

    pub(super) fn inserting(mut self, at: u32, text: impl Into<String>) -> SyntaxError {
        self.insertion = Some((Span::at(at as usize), text.into()));
        self
    }
}
