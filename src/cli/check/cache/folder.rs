//! Where caches lie: never where a stranger's change to the drafts could bring one along.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::store;
use crate::cli::arguments::CheckArguments;
use crate::cli::targets::{Targets, repository_of};

/// The folder that the arguments name, else the user's. None where no cache is wanted, or the
/// user's folder is part of what is checked.
pub fn of(arguments: &CheckArguments, targets: &Targets) -> Result<Option<PathBuf>> {
    if arguments.no_cache {
        return Ok(None);
    }
    let Some(named) = &arguments.cache_dir else {
        return Ok(usual().filter(|folder| !is_inside(targets, folder)));
    };
    let folder = std::path::absolute(named)?;
    if is_inside(targets, &folder) {
        bail!(
            "the cache folder {} lies in the repository that is checked: whoever changes the drafts could change there what was found in them; name a folder outside, or check with `--no-cache`",
            named.display()
        );
    }
    store::create(&folder)
        .with_context(|| format!("cannot create the cache folder {}", named.display()))?;
    Ok(Some(folder))
}

/// The folder `sayso` among the caches of whoever runs the check.
fn usual() -> Option<PathBuf> {
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

/// Whether the folder, links followed, lies in the workspace or in the repository around it.
fn is_inside(targets: &Targets, folder: &Path) -> bool {
    let folder = followed(folder);
    let mut roots = targets.roots.iter();
    roots.any(|root| folder.starts_with(followed(&repository_of(root))))
}

/// The path with its links followed, as far as it is there.
fn followed(path: &Path) -> PathBuf {
    for above in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (above.canonicalize(), path.strip_prefix(above)) {
            return real.join(rest);
        }
    }
    path.to_owned()
}
