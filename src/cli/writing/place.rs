//! Where a path leads that is about to be written.
//!
//! Scripts name paths such as `reports/sayso.json`, and a stranger's change may turn the folder into a link.
//! Below the folder of a workspace or a repository, links are followed only as long as they stay in it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::cli::targets::absolute;
use crate::configuration::FILE_NAME;

/// The path with its folder's links followed. The folder need not exist yet; the file is left as it is,
/// even if it is a link.
pub fn of(path: &Path) -> Result<PathBuf> {
    let file = absolute(path)?;
    let name = file
        .file_name()
        .with_context(|| format!("cannot write {}: it is a folder", path.display()))?;
    let folder = folder(file.parent().unwrap_or(&file), path)?;
    Ok(folder.join(name))
}

/// The folder with links followed. `named` is for the error.
pub fn folder(folder: &Path, named: &Path) -> Result<PathBuf> {
    let folder = absolute(folder)?;
    let here = std::env::current_dir().unwrap_or_default();
    let mut inside: Option<PathBuf> = None;
    let mut real = PathBuf::new();
    for part in folder.components() {
        real.push(part);
        match real.canonicalize() {
            Ok(followed) => real = followed,
            // A link that leads nowhere could lead somewhere when the folder is created.
            Err(_) if real.is_symlink() => return leads_out(named),
            // Does not exist yet: nothing below is a link.
            Err(_) => continue,
        }
        if inside.as_ref().is_some_and(|root| !real.starts_with(root)) {
            return leads_out(named);
        }
        if real == here || is_root(&real) {
            inside = Some(real.clone());
        }
    }
    Ok(real)
}

fn is_root(folder: &Path) -> bool {
    let mut names = [".git", FILE_NAME].into_iter();
    names.any(|name| folder.join(name).exists())
}

fn leads_out(named: &Path) -> Result<PathBuf> {
    bail!(
        "cannot write {}: a link in its path leads out of the workspace: name the folder that it leads to",
        named.display()
    )
}

/// The file behind a link, if it is inside the workspace or repository of the link; otherwise the link.
pub fn followed(place: &Path) -> PathBuf {
    let Ok(target) = place.canonicalize() else {
        return place.to_owned();
    };
    let mut above = place.ancestors().skip(1);
    match above.find(|above| is_root(above)) {
        Some(root) if target.starts_with(root) && target.is_file() => target,
        _ => place.to_owned(),
    }
}
