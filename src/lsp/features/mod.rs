//! One file per request: converts its parameters, calls a feature of `ide`, converts the result.

pub mod completion;
pub mod definition;
pub mod formatting;
pub mod hover;
pub mod references;
pub mod rename;
pub mod symbols;
pub mod code_actions;
