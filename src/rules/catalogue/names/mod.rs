//! Rules about names and what they refer to.

pub mod unresolved_reference;
pub mod wrong_reference_kind;
pub mod ambiguous_reference;
pub mod duplicate_name;
pub mod duplicate_entity;
pub mod unused_entity;
pub mod unused_source;
pub mod unused;
