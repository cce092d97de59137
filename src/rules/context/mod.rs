//! What a check sees: one declaration, or a place in the article, and the workspace around it.

pub mod passages;
pub mod chains;
pub mod same_entities;
pub mod same_quantities;
pub mod web_addresses;
pub mod encyclopedias;
pub mod passage_memo;
pub mod allowances;
pub mod allow;
pub mod in_article;
mod declaration;

pub use declaration::{Context, Surroundings, WorkspaceMemo};
