//! Documents in foreign formats, read by place: what a copy of a source says on a page, in a paragraph, in a cell, at a
//! time.
//!
//! [`Reader`] reads copies in [a process of its own](process). It gives a [`DocumentText`], which answers what is at
//! the place that a locator names ([`DocumentText::at`]) and what the place of a passage is called
//! ([`DocumentText::locator_of`]). This folder knows neither the Sayso language nor a rule.

mod format;
mod unreadable;
mod checksum;
mod document_text;
mod cells;
mod times;
mod labels;
mod places;
mod divisions;
mod locator;
mod words;
mod builder;
mod formats;
pub mod process;
mod reader;

pub use checksum::{Checksum, NoChecksum};
pub use document_text::{
    DocumentText, Extent, Passage, PassageKind, Place, Section, Sheet, column_name,
};
pub use format::{DocumentFormat, FIRST_BYTES};
pub use places::{Excerpt, Found, Has, Limit, PlacePart, Presence};
pub use process::{Contained, MAX_BYTES, MAX_MEMORY, MAX_TIME};
pub use reader::{Copy, Reader, Reading, perform};
pub use unreadable::Unreadable;
pub use words::{DocumentPlace, DocumentWords};

/// Reads a document in this process.
#[cfg(test)]
pub fn read_for_tests(format: DocumentFormat, bytes: &[u8]) -> DocumentText {
    formats::read_here(format, bytes).expect("a readable document")
}
