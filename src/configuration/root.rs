//! Which folder is the workspace of a draft. Commands and editors find it in the same way.

use std::path::{Path, PathBuf};

use super::{FILE_NAME, folder_above};
use crate::workspace::{disk, paths};

/// The names of files that decide which files belong to a workspace, and which settings apply in it.
pub const GOVERNING: [&str; 3] = [FILE_NAME, ".gitignore", ".ignore"];

/// The folder about whose files the file at `path` decides, if it is one that does so.
pub fn governed_by(path: &Path) -> Option<&Path> {
    let name = path.file_name()?;
    if GOVERNING.iter().any(|it| name == *it) {
        return path.parent();
    }
    match path.ends_with(".git/info/exclude") {
        true => path.ancestors().nth(3),
        false => None,
    }
}

/// The nearest folder above, or `folder` itself, with a `sayso.toml`; otherwise the one with a `.git`.
pub fn root_above(folder: &Path) -> Option<PathBuf> {
    folder_above(folder).or_else(|| disk::repository_above(folder).map(Path::to_owned))
}

/// The root of the workspace of a draft: the one above it, otherwise the folder that is open in an editor, otherwise
/// the folder that the draft is in.
pub fn root_of_file(file: &Path, open: &[impl AsRef<Path>]) -> PathBuf {
    let folder = file.parent().unwrap_or(file);
    root_above(folder)
        .or_else(|| paths::root_of(open, file).map(Path::to_owned))
        .unwrap_or_else(|| folder.to_owned())
}
