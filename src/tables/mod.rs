//! Tables that are cheap to clone and to change, so that a snapshot shares them with what comes after.

mod multimap;
mod word_filter;

pub use multimap::{Key, Multimap, Values};
pub use word_filter::WordFilter;
