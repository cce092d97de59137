//! Rules that protect sources and the people an article is about.

pub mod confidential_identity;
pub mod confidential_exposed;
pub mod terms_violated;
pub mod anonymous_incomplete;
pub mod anonymous_only;
pub mod embargo_active;
pub mod missing_reply;
