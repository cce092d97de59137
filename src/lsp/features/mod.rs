//! One file per request: converts its parameters, calls a feature of `ide`, converts the result.

pub mod article_highlights;
pub mod article_hints;
pub mod completion;
pub mod inline_completion;
pub mod signature_help;
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
pub mod highlights;
pub mod call_hierarchy;
pub mod rename;
pub mod file_operations;
pub mod coverage;
mod new_draft;
pub mod status;
pub mod symbols;
pub mod blanks;
pub mod code_actions;
pub mod refactorings;
