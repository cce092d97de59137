//! What one declaration declares and refers to: entities, sources, claims, the article.
//!
//! Every span counts from the start of the declaration's segment, so that text typed above it
//! changes nothing here.

pub mod schema;
pub mod synonyms;
pub mod locators;
mod items;
mod problems;
mod facts;
mod lower;
mod values;

pub use items::{
    Allow, Article, Aside, By, Claim, Detail, Entity, EntityRole, Evidence, EvidenceRole, Item,
    Particulars, Rank, Reference, Reply, Retraction, Role, Signature, Source, Text,
};
pub use lower::{allows_of_remark, lower};
pub use problems::Problem;
