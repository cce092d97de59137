//! Writing files so that nobody's work is lost. See `docs/decisions/0013-write-only-over-what-was-read.md`.
//!
//! A draft is replaced only if it still contains the text that the new one was computed from. Everything is
//! written to a temporary file first, so that a file contains the old text or the new one, whenever the
//! program is stopped.

mod place;
mod folder_locks;
mod attributes;
mod temporary;
mod exchange;
mod drafts;
mod others;

use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::anyhow;

pub use attributes::refuse_too_large;
pub use drafts::{DraftWriter, Rewrite, target_of};
pub use others::{LockedFile, create, create_folder, overwrite, overwrite_with};
pub use temporary::remove_leftovers;

/// Whether a file was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    Yes,
    /// No: it does not contain what was read. Another program has written to it.
    Changed,
}

/// The time before a changed file is read again: another program may write it in several steps.
pub const BEFORE_SECOND_TRY: std::time::Duration = std::time::Duration::from_millis(50);

/// The error if a file has changed at the second try, too.
pub fn changed_again(path: &Path) -> anyhow::Error {
    anyhow!(
        "cannot write {}: another program keeps changing it: wait until it is done, and run this command again",
        path.display()
    )
}

fn cannot_write(path: &Path, error: &io::Error) -> anyhow::Error {
    let path = path.display();
    match error.kind() {
        ErrorKind::NotFound => anyhow!("cannot write {path}: create its folder first"),
        ErrorKind::PermissionDenied => anyhow!(
            "cannot write {path}: you have no permission to write this file, or to create files in its folder"
        ),
        ErrorKind::ReadOnlyFilesystem => anyhow!("cannot write {path}: the disk is read-only"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            anyhow!("cannot write {path}: the disk is full")
        }
        ErrorKind::FileTooLarge => {
            anyhow!("cannot write {path}: it would be larger than this system allows (`ulimit -f`)")
        }
        _ => anyhow!("cannot write {path}: {error}"),
    }
}
