//! What an editor asks, one file per feature: plain questions (a workspace, a file, an offset) and
//! plain answers. Every offset and range counts bytes from the start of its file. Knows no protocol.

mod cursor;
pub mod passages;
mod names;
mod fuzzy;
mod markdown;
pub mod completion;
pub mod describe;
pub mod definition;
pub mod hover;
pub mod references;
pub mod symbols;
pub mod code_actions;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod properties;
