//! From text to declarations with their errors: the only module that knows tree-sitter.
//!
//! A file is cut into segments at the lines in column 0, and each segment is parsed on its own. So a
//! malformed declaration does not affect its neighbours, and an edit costs only its own declaration. A
//! changed segment is parsed again from scratch. tree-sitter's incremental parsing is not used: a
//! segment is one declaration, and parsing it costs less than storing its tree.

mod segments;
mod nodes;
mod parsed;
mod parse;
mod plain;
mod tree;
mod tree_reader;
mod errors;
mod skipped;
mod strings;
mod inner_marks;
mod tokens;
mod remarks;

pub use nodes::{Declaration, Field, Keyword, Locator, Part, PartKind, SignerNode, Value};
pub use parse::parse;
pub use parsed::{Parsed, SyntaxError, SyntaxFix};
pub use remarks::{Allowed, Remark, remark};
pub use segments::{segment_starts, starts_segment, without_prose};
pub use strings::{contents_of, contents_span, quoted};
pub use tokens::{SyntaxToken, TokenKind, tokens};

#[cfg(test)]
mod tests;
