//! Where caches are stored.
//!
//! The cache is never inside the workspace or its repository, not even if somebody names such a folder: a
//! pull request could contain a file that says that nothing was found. Anybody who can write to the folder
//! decides what a check reports, and can do no more than that.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::store;
use crate::cli::arguments::CheckArguments;
use crate::cli::targets::{Targets, repository_of};

/// The folder that the arguments name, otherwise the user's. None if the cache is turned off, or if the
/// user's folder is part of what is checked.
pub fn of(arguments: &CheckArguments, targets: &Targets) -> Result<Option<PathBuf>> {
    if arguments.no_cache {
        return Ok(None);
    }
    let Some(named) = &arguments.cache_dir else {
        return Ok(default_folder().filter(|folder| !is_inside(targets, folder)));
    };
    let folder = std::path::absolute(named)?;
    if is_inside(targets, &folder) {
        bail!(
            "the cache folder {} is inside the repository that is checked, where a change to the drafts could also change their cached findings: name a folder outside, or check with `--no-cache`",
            named.display()
        );
    }
    store::create(&folder)
        .with_context(|| format!("cannot create the cache folder {}", named.display()))?;
    Ok(Some(folder))
}

/// The folder `sayso` in the user's cache folder.
fn default_folder() -> Option<PathBuf> {
    let is_absolute = |path: &PathBuf| path.is_absolute();
    let set = |variable| env::var_os(variable).map(PathBuf::from).filter(is_absolute);
    let home = || env::home_dir().filter(is_absolute);
    let caches = if cfg!(windows) {
        set("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        set("XDG_CACHE_HOME").or_else(|| Some(home()?.join(".cache")))
    };
    Some(caches?.join("sayso"))
}

/// Whether the folder, with links followed, is inside the workspace or the repository around it.
fn is_inside(targets: &Targets, folder: &Path) -> bool {
    let folder = followed(folder);
    let mut roots = targets.roots.iter();
    roots.any(|root| folder.starts_with(followed(&repository_of(root))))
}

/// The path with links followed, as far as it exists.
fn followed(path: &Path) -> PathBuf {
    for above in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (above.canonicalize(), path.strip_prefix(above)) {
            return real.join(rest);
        }
    }
    path.to_owned()
}
