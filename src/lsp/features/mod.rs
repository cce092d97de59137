//! One file per request: converts its parameters, calls a feature of `ide`, converts the result.

pub mod completion;
pub mod definition;
pub mod formatting;
pub mod hover;
pub mod semantic_tokens;
pub mod folding;
pub mod document_links;
pub mod inlay_hints;
pub mod code_lenses;
pub mod rule_pages;
pub mod selection_ranges;
pub mod references;
pub mod rename;
pub mod symbols;
pub mod code_actions;
