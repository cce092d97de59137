//! Replacing the text of a draft.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::output;
use crate::workspace::{disk, paths};

/// Writes the whole draft, or nothing.
pub fn rewrite(roots: &[PathBuf], path: &Path, text: &str) -> Result<()> {
    let target = target_of(roots, path)?;
    if target.metadata()?.permissions().readonly() {
        bail!("cannot write {}: it is read-only", path.display());
    }
    output::write(&target, text)
}

/// The file behind the path. A link is followed only to a draft inside the workspace.
pub fn target_of(roots: &[PathBuf], path: &Path) -> Result<PathBuf> {
    let shown = path.display();
    let cannot = || format!("cannot read {shown}");
    let root = paths::root_of(roots, path).or(path.parent());
    let barred = paths::named_barred(root.unwrap_or(path), path);
    if barred.with_context(cannot)?.is_some() {
        bail!("{shown} is a link that leads out of the workspace: name the draft itself");
    }
    let target = path.canonicalize().with_context(cannot)?;
    if !disk::is_sayso(&target) {
        bail!("{shown} is a link to a file that is not a draft");
    }
    Ok(target)
}
