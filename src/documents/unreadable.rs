//! Why a document could not be read.

use serde::{Deserialize, Serialize};

use super::format::DocumentFormat;

/// Why a document could not be read. Never contains anything from the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unreadable {
    /// It is not what its name says, cut off, or not written as its format demands.
    Damaged,
    Encrypted,
    /// Larger than [`super::MAX_BYTES`], or it becomes too large when it is unpacked.
    TooLarge,
    /// Reading it took longer than [`super::MAX_TIME`].
    TooSlow,
    /// Reading it took more memory than [`super::MAX_MEMORY`].
    TooMuchMemory,
    /// Its format has no text: an image, a recording.
    NoText,
    /// The process that reads documents did not start.
    CannotStart,
}

impl Unreadable {
    /// The reason for a journalist, to follow "`file` cannot be read: ".
    pub fn reason(self) -> &'static str {
        match self {
            Unreadable::Damaged => {
                "it is damaged, or not what its name says: open it in its own program and save it again"
            }
            Unreadable::Encrypted => "it is protected with a password: save a copy without one",
            Unreadable::TooLarge => {
                "it is too large, or becomes too large when it is unpacked: save the part that you cite as a file of its own"
            }
            Unreadable::TooSlow => {
                "reading it took longer than 10 seconds: save the part that you cite as a file of its own"
            }
            Unreadable::TooMuchMemory => {
                "reading it took more than 500 MB of memory: save the part that you cite as a file of its own"
            }
            Unreadable::NoText => "files of its kind have no text that Sayso can read",
            Unreadable::CannotStart => {
                "the process that reads documents did not start: run the command again, or restart the editor"
            }
        }
    }
}

impl DocumentFormat {
    /// None if files of this format have text.
    pub(super) fn refusal(self) -> Option<Unreadable> {
        (!self.has_text()).then_some(Unreadable::NoText)
    }
}
