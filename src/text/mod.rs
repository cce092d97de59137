//! Positions, edits, folding and words. Knows no human language and not the Sayso language.

mod span;
mod slice;
mod offsets;
mod look_alikes;
mod digest;
pub mod byte_order_mark;
pub mod position;
pub mod running_position;
pub mod line_index;
pub mod halves;
pub mod document;
pub mod fold;
pub mod words;
pub mod addresses;
pub mod spacing;
pub mod line_ends;
pub mod name_characters;
pub mod message;
pub mod name_spellings;
pub mod lower;
pub mod suggest;
pub mod counted;
pub mod language_tag;
pub mod edtf;
#[cfg(test)]
pub mod fixture;

pub use digest::{Digest, Digesting};
pub use slice::Slice;
pub use span::Span;
