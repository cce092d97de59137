//! Rules about `allow`.

pub mod unused_allow;
pub mod allow_without_reason;
