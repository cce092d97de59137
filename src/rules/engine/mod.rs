//! Runs the rules on a draft and updates its findings after each change.

pub mod active_rules;
pub mod shared;
pub mod redaction;
pub mod allow_fix;
mod run_rules;
mod in_text;
pub mod exposures;
mod sentences_to_cover;
pub mod analysis;
mod update;
mod with_fixes;
pub mod coverage;
pub mod fixes;
