//! The Sayso grammar for tree-sitter, and its editor queries.
//!
//! ```
//! let mut parser = tree_sitter::Parser::new();
//! parser.set_language(&tree_sitter_sayso::LANGUAGE.into()).unwrap();
//! let tree = parser.parse("claim: \"The bridge was closed\"\n", None).unwrap();
//! assert!(!tree.root_node().has_error());
//! ```

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_sayso() -> *const ();
}

/// The grammar, for `tree_sitter::Parser::set_language`.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_sayso) };

/// What each kind of node holds, as tree-sitter's `node-types.json`.
pub const NODE_TYPES: &str = include_str!("../../src/node-types.json");
