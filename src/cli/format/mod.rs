//! The ways to show what a check found. Each gives the whole output.

mod concise;
mod human;
mod json;
mod summary;

pub use concise::concise;
pub use human::human;
pub use json::json;
