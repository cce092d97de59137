//! What a declaration declares and refers to: an entity, source, claim or article.
//!
//! Spans count from the start of the declaration's segment, so that text typed above it changes nothing
//! here.

mod references;
mod items;
mod details;
mod claim;
mod texts;
mod shape;
pub mod schema;
pub mod synonyms;
pub mod explanations;
pub mod languages;
pub mod locators;
mod places;
mod cited_places;
mod protective_words;
mod protection;
mod identity;
mod lower;
mod value_parts;
mod values;
mod problems;
mod facts;
pub mod placeholders;

pub use cited_places::{CitedPlace, cited_places, span_of_locator};
pub use claim::{Claim, Evidence, EvidenceRole, Particulars, Rank, Reply};
pub use details::{
    Allow, ArticleFields, By, Entity, EntityRole, Identity, Retraction, Signature, Source,
    SourceFile,
};
pub use items::{Aside, Detail, Item};
pub use lower::{allows_of_remark, lower};
pub use problems::DeclarationProblem;
pub use protection::{ProtectionSign, may_be_protection, protection_sign};
pub use references::{Reference, Role};
pub use texts::Text;
