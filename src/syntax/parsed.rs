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
    pub fix: Option<SyntaxFix>,
}

/// What a quick fix writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxFix {
    /// What it replaces.
    pub span: Span,
    pub text: String,
    /// In the imperative: "Insert `:`".
    pub title: String,
    /// Whether it is certain that the writer meant this.
    pub is_safe: bool,
}

impl SyntaxError {
    pub(super) fn new(span: Span, message: impl Into<Message>) -> SyntaxError {
        SyntaxError {
            span,
            line: span,
            message: message.into(),
            fix: None,
        }
    }

    /// An error about a whole text that is not read.
    pub fn of_whole(message: impl Into<Message>) -> SyntaxError {
        SyntaxError::new(Span::default(), message)
    }

    /// With a fix that inserts `text`. It is not safe: the text may belong elsewhere.
    pub(super) fn inserting(self, at: u32, text: &str) -> SyntaxError {
        let title = match text.trim() {
            "" => "Insert a space".to_owned(),
            mark => format!("Insert `{mark}`"),
        };
        self.fixed(Span::at(at as usize), text, title, false)
    }

    /// With a safe fix that replaces `span`.
    pub(super) fn replacing(self, span: Span, text: &str, title: impl Into<String>) -> SyntaxError {
        self.fixed(span, text, title.into(), true)
    }

    /// With a fix that is not safe.
    pub(super) fn suggesting(self, span: Span, text: &str, title: String) -> SyntaxError {
        self.fixed(span, text, title, false)
    }

    /// With a fix that indents the line that starts at `start`.
    pub(super) fn indenting(self, start: usize) -> SyntaxError {
        self.fixed(Span::at(start), "  ", "Indent the line".to_owned(), false)
    }

    fn fixed(mut self, span: Span, text: &str, title: String, is_safe: bool) -> SyntaxError {
        self.fix = Some(SyntaxFix {
            span,
            text: text.to_owned(),
            title,
            is_safe,
        });
        self
    }
}
