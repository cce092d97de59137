//! Positions, edits and the folding of words. Knows no language.

mod span;

pub use span::Span;
