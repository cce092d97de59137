//! Drafts written from articles: the first text of a draft, and what an existing draft lacks.
//!
//! What is guessed says so in a comment ([`crate::rules::GUESSED`]), and nothing is made up: a source comes from a link, a footnote or a
//! citation of the article.

mod cited;
mod names;
mod language;
mod sentences;
mod new_draft;
mod additions;

pub use additions::{Additions, additions};
pub use new_draft::{EXTENSIONS, NewDraft, new_draft};
pub use sentences::uncovered;
