//! Sayso: *on whose say-so?* A checker and a language server for annotated drafts of news articles.
//!
//! The modules are in reading order, from the text to the commands: no module uses the ones below it.
//! `tests/all/layering.rs` checks that.

pub mod tables;
pub mod text;
pub mod article;
pub mod documents;
pub mod prose;
pub mod syntax;
pub mod formatting;
pub mod model;
pub mod workspace;
pub mod signoff;
pub mod rules;
pub mod drafting;
pub mod interchange;
pub mod configuration;
pub mod ide;
pub mod lsp;
pub mod cli;
