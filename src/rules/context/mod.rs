//! What a check sees: one declaration, or one place in the article, and the workspace around it.
//!
//! `declaration.rs` has the main type, [`Context`]. The other files hold what contexts share, and do not depend on it,
//! except `allow.rs`, which adds to it what the rules about `allow` need.

pub mod passages;
pub mod chains;
pub mod same_entities;
pub mod same_quantities;
pub mod web_addresses;
pub mod encyclopedias;
pub mod first_copies;
pub mod passage_memo;
pub mod entities;
pub mod allowances;
pub mod allow;
pub mod headline;
pub mod claim_words;
pub mod surnames;
pub mod names_in_text;
pub mod in_article;
mod declaration;

pub use declaration::{Context, FileContext, WorkspaceMemo};
