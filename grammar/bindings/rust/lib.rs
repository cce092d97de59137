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

/// The contents of each kind of node: tree-sitter's `node-types.json`.
pub const NODE_TYPES: &str = include_str!("../../src/node-types.json");

/// The syntax highlighting query.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");

/// The injections query: which parts of a file are Markdown, that is, the embedded text of an article.
pub const INJECTIONS_QUERY: &str = include_str!("../../queries/injections.scm");

/// The locals query: which names a file declares.
pub const LOCALS_QUERY: &str = include_str!("../../queries/locals.scm");

/// The folds query.
pub const FOLDS_QUERY: &str = include_str!("../../queries/folds.scm");

/// The indents query.
pub const INDENTS_QUERY: &str = include_str!("../../queries/indents.scm");

#[cfg(test)]
mod tests {
    use tree_sitter::{Language, Parser, Query};

    #[test]
    fn every_query_fits_the_grammar() {
        let language = Language::new(super::LANGUAGE);
        for (name, source) in [
            ("highlights", super::HIGHLIGHTS_QUERY),
            ("injections", super::INJECTIONS_QUERY),
            ("locals", super::LOCALS_QUERY),
            ("folds", super::FOLDS_QUERY),
            ("indents", super::INDENTS_QUERY),
        ] {
            let query = Query::new(&language, source)
                .unwrap_or_else(|error| panic!("queries/{name}.scm: {error}"));
            assert!(
                query.pattern_count() > 0,
                "queries/{name}.scm has no pattern"
            );
        }
    }

    #[test]
    fn the_grammar_parses_a_claim() {
        let mut parser = Parser::new();
        parser.set_language(&super::LANGUAGE.into()).unwrap();
        let text = "claim closed: \"The bridge was closed\"\n  source: @notice at p. 3\n";
        let tree = parser.parse(text, None).unwrap();
        assert!(!tree.root_node().has_error());
        assert_eq!(tree.root_node().child(0).unwrap().kind(), "claim");
    }
}
