//! The words of each language.

pub mod english;
pub mod english_speech;
pub mod spanish;
pub mod spanish_speech;
pub mod titles;
