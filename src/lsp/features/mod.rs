//! One file per request: converts its parameters, calls a feature of `ide`, converts the result.

pub mod article_highlights;
pub mod article_hints;
pub mod completion;
pub mod coverage;
pub mod definition;
pub mod formatting;
pub mod hover;
mod new_draft;
pub mod references;
pub mod status;
pub mod symbols;
pub mod code_actions;
