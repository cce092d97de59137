//! Paths as files, reports and people show them.

use std::path::Path;

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
