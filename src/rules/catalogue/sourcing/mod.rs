//! Rules about what a claim rests on.

pub mod unsourced_claim;
pub mod missing_locator;
pub mod secondary_only;
pub mod encyclopedia_source;
pub mod press_release_as_primary;
pub mod source_too_new;
pub mod unarchived_source;
pub mod retracted_source;
pub mod ignored_contradiction;
pub mod kind_too_weak;
