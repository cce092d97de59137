//! From the protocol, through a feature of `ide`, to the protocol: one file per request.

pub mod completion;
pub mod definition;
pub mod formatting;
pub mod hover;
pub mod references;
pub mod symbols;
pub mod code_actions;
