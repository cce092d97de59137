//! From text to declarations with their errors: the only module that knows tree-sitter.
//!
//! A file is cut into segments at the lines of column 0; each is parsed by itself. So a broken
//! declaration cannot hurt its neighbour, and an edit costs what its declaration costs.

mod segments;
mod nodes;
mod parsed;
mod parse;
mod plain;
mod tree;
mod tree_reader;
mod errors;
mod strings;
mod tokens;
mod remarks;

pub use nodes::{Declaration, Field, Keyword, Locator, Part, PartKind, SignerNode, Value};
pub use parse::parse;
pub use parsed::{Parsed, SyntaxError};
pub use remarks::{Allowed, Remark, remark};
pub use segments::{segment_starts, starts_segment};
pub use strings::{contents_of, contents_span, quoted};
pub use tokens::{SyntaxToken, TokenKind, tokens};

#[cfg(test)]
mod tests;
