//! What an editor asks, one file per feature: plain questions (a workspace, a file, an offset) and
//! plain answers. Every offset and range counts bytes from the start of its file. Knows no protocol.

pub mod cursor;
pub mod passages;
mod names;
mod fuzzy;
pub mod markdown;
pub mod completion;
pub mod definition;

#[cfg(test)]
mod testing;
