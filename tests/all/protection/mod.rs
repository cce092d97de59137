//! Nothing outside of a confidential source's own declaration tells who the source is.

pub mod answers;
mod canaries;
mod exports;
mod interference;
mod slips;
