//! Positions, edits and the folding of words. Knows no language.

mod span;
mod slice;
mod offsets;
mod digest;
pub mod position;
pub mod line_index;
pub mod document;
pub mod fold;
pub mod words;
#[cfg(test)]
pub mod fixture;

pub use digest::{Digest, Digesting};
pub use slice::Slice;
pub use span::Span;
