//! Paths as files, reports and people show them.

use std::path::Path;

use super::printable::printable;
use crate::workspace::paths;

/// The path relative to the root of the workspace, with `/` on every system.
pub fn path_in_workspace(roots: &[impl AsRef<Path>], path: &Path) -> String {
    let root = paths::root_of(roots, path);
    let below = root.and_then(|root| path.strip_prefix(root).ok());
    with_slashes(below.unwrap_or(path))
}

/// The path with `/` on every system.
pub fn with_slashes(path: &Path) -> String {
    let path = path.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        '/' => path.into_owned(),
        other => path.replace(other, "/"),
    }
}

/// The path, relative to `folder` if it is in there.
pub fn shown_path(path: &Path, folder: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    path.display().to_string()
}

/// The path, relative to the current folder if it is below, without characters that a terminal would obey.
pub fn printable_path(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    printable(&shown_path(path, &here)).into_owned()
}
