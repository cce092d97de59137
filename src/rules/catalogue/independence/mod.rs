//! Rules about sources that share an origin.

pub mod single_source;
pub mod same_origin;
pub mod circular_sourcing;
