//! One file per request: converts its parameters, calls a feature of `ide`, converts the result.

pub mod completion;
pub mod definition;
pub mod formatting;
pub mod hover;
pub mod references;
pub mod highlights;
pub mod call_hierarchy;
pub mod rename;
pub mod file_operations;
pub mod symbols;
pub mod code_actions;
pub mod refactorings;
