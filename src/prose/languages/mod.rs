//! The words of each language.

pub mod english;
pub mod spanish;
pub mod titles;
