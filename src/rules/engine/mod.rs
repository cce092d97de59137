//! Runs the rules over a draft and keeps its findings up to date.

pub mod active_rules;
pub mod shared;
pub mod redaction;
pub mod allowed;
mod judge;
pub mod exposures;
pub mod analysis;
mod update;
mod with_fixes;
pub mod coverage;
pub mod fixes;
