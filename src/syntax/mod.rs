//! From text to a tree with errors: the only module that knows tree-sitter.
