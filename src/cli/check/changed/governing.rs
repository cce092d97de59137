//! Which files of a repository decide about a workspace, or belong to it.

use std::path::Path;

use crate::cli::targets::{GOVERNING, Targets};
use crate::workspace::{Workspace, disk};

/// Whether the file decides which files belong to a checked workspace, or which settings apply in it.
pub fn governs(path: &Path, targets: &Targets) -> bool {
    let name = path.file_name();
    let folder = path.parent().unwrap_or(path);
    let mut roots = targets.roots.iter();
    GOVERNING.iter().any(|it| name == Some(it.as_ref()))
        && roots.any(|root| root.starts_with(folder) || folder.starts_with(root))
}

/// Whether the file is a Sayso file of a checked workspace, or was until it was removed.
pub fn is_draft(path: &Path, targets: &Targets, now: &Workspace) -> bool {
    if !disk::is_sayso(path) {
        return false;
    }
    if now.id_of(path).is_some() || targets.workspace.binary_search(&path.to_owned()).is_ok() {
        return true;
    }
    let mut roots = targets.roots.iter().zip(&targets.configurations);
    let was = roots.any(|(root, configuration)| {
        let below = path.strip_prefix(root);
        let is_hidden = |path: &Path| {
            let mut parts = path.iter();
            parts.any(|part| part.as_encoded_bytes().starts_with(b"."))
        };
        let is_found =
            below.is_ok_and(|below| !is_hidden(below) && configuration.takes(path, false));
        is_found || configuration.is_registry(path)
    });
    was && !path.exists()
}

/// Whether files of the workspace are in that folder, or were in it before it was removed.
pub fn reaches(folder: &Path, targets: &Targets, now: &Workspace) -> bool {
    let mut roots = targets.roots.iter();
    let mut files = now.files();
    files.any(|(_, file)| file.path.starts_with(folder))
        || !folder.exists() && roots.any(|root| folder.starts_with(root))
}
