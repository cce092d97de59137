//! One file per request: converts its parameters, calls a feature of `ide`, converts the result.

pub mod completion;
pub mod inline_completion;
pub mod signature_help;
pub mod definition;
pub mod formatting;
pub mod hover;
pub mod references;
pub mod symbols;
pub mod blanks;
pub mod code_actions;
