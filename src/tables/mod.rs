//! Tables that are cheap to clone and to change, so that snapshots share them.

mod multimap;
mod word_filter;

pub use multimap::{Key, Multimap, Values};
pub use word_filter::WordFilter;
