//! Editor features, one file each: plain parameters (a workspace, a file, an offset), plain results.
//! Offsets and ranges count bytes from the start of their file. Knows nothing of the protocol.

mod cursor;
pub mod passages;
pub mod coverage;
mod in_article;
mod names;
mod cited_copies;
pub mod edits;
mod fuzzy;
pub mod markdown;
pub mod completion;
pub mod signature_help;
pub mod line_breaks;
pub mod describe;
pub mod definition;
pub mod hover;
pub mod highlights_in_article;
pub mod hints_in_article;
pub mod references;
pub mod highlights;
pub mod linked_editing;
pub mod provenance;
pub mod rename;
pub mod moved_files;
pub mod symbols;
pub mod symbols_in_article;
pub mod semantic_tokens;
mod sections;
pub mod folding;
pub mod links;
pub mod inlay_hints;
pub mod code_lenses;
pub mod selection_ranges;
pub mod code_actions;
pub mod refactorings;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod properties;
