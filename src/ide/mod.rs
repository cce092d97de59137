//! Editor features, one file each: plain parameters (a workspace, a file, an offset), plain results.
//! Offsets and ranges count bytes from the start of their file. Knows nothing of the protocol.

mod cursor;
pub mod passages;
pub mod coverage;
mod in_article;
mod names;
mod fuzzy;
pub mod markdown;
pub mod completion;
pub mod describe;
pub mod definition;
pub mod hover;
pub mod highlights_in_article;
pub mod hints_in_article;
pub mod references;
pub mod symbols;
pub mod symbols_in_article;
pub mod code_actions;
pub mod new_draft;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod properties;
