//! The documentation is correct: its drafts are parsed, its commands are run, and no field is missing.

mod blocks;
mod ci;
mod configuration;
mod consoles;
mod formats;
mod links;
mod paths;
mod reference;
mod sign_offs;

pub use blocks::{blocks_of, read, root};
pub use reference::mistakes_in;
