//! Sayso: *on whose say-so?* A checker and a language server for annotated drafts of news articles.
//!
//! The modules stand in reading order, which is the way of the data: no module knows the ones
//! below it. `tests/all/layering.rs` holds that table.

pub mod tables;
pub mod text;
pub mod article;
pub mod prose;
pub mod syntax;
pub mod formatting;
pub mod model;
pub mod workspace;
pub mod signoff;
pub mod rules;
pub mod configuration;
pub mod ide;
pub mod lsp;
pub mod cli;
