//! Rules that hold a draft against the newsroom's copies of its sources.

pub mod missing_file;
pub mod file_changed;
pub mod unhashed_file;
pub mod quote_not_in_source;
pub mod locator_out_of_range;
pub mod number_not_in_source;
