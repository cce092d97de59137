//! Rules that hold a draft against the newsroom's copies of its sources.

pub mod missing_file;
pub mod file_changed;
pub mod unhashed_file;
