//! What must not be in the folder `.git` when Git runs: it would wait for a pipe, or read a device without end.

use std::fs::FileType;
use std::path::{Path, PathBuf};

/// The maximum number of files to look at. A repository with more is not one that somebody made by hand.
const MOST_FILES: usize = 100_000;

/// The length of the names of folders in `objects` that contain one object in each file.
const LOOSE: usize = 2;

/// A pipe or a device in the folder, or a link to one.
pub fn endless_in(git: &Path) -> Option<PathBuf> {
    let mut folders = vec![git.to_owned()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().into_iter().flatten().flatten() {
            seen += 1;
            let path = entry.path();
            let kind = match entry.file_type() {
                Ok(kind) if kind.is_symlink() => path.metadata().map(|it| it.file_type()),
                kind => kind,
            };
            let Ok(kind) = kind else { continue };
            if is_endless(kind) {
                return Some(path);
            }
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            // There may be very many objects.
            if is_folder && entry.file_name().len() != LOOSE && seen < MOST_FILES {
                folders.push(path);
            }
        }
    }
    None
}

#[cfg(unix)]
fn is_endless(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_fifo() || kind.is_char_device() || kind.is_block_device()
}

#[cfg(not(unix))]
fn is_endless(_: FileType) -> bool {
    false
}
