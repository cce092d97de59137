//! The server as an editor sees it: the real binary over its pipes.

#[allow(dead_code, reason = "offers what any test may need")]
mod blanks;
mod client;
mod edits;
mod completion;
mod copies;
mod article;
mod capabilities;
mod coverage;
mod configuration;
mod formats;
mod live;
mod roots;
mod spellings;
mod sign_off;
mod semantic_tokens;
mod folding;
mod document_links;
mod inlay_hints;
mod code_lenses;
mod newer;
mod passages;
mod quiet;
mod rename;
mod hierarchy;
mod file_operations;
mod refactorings;
mod files;
mod strain;
mod survival;

pub use client::Client;
