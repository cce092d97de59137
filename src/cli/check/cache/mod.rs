//! The cache: what a check stores for the next one, that is the state of every file and the findings of each
//! draft.
//!
//! If nothing changed, nothing is parsed, not even to compute the views: the same files are the same
//! workspace.
//!
//! The cache contains no texts, and nothing about a confidential source that a check would not print: see
//! [`Reported`]. A check without it finds the same and takes longer. Therefore a problem with the cache is
//! not an error: what cannot be read is treated as missing, and what cannot be written is not stored.
//!
//! [`Reported`]: crate::cli::check::reported::Reported

mod folder;
mod store;
mod cached;

use std::collections::BTreeMap;

use anyhow::Result;

pub use cached::{CachedFile, CachedWorkspace, DraftFindings};

use self::store::Store;
use crate::cli::arguments::CheckArguments;
use crate::cli::targets::Targets;

/// The cached results of one workspace, and where they are stored.
pub struct Cache {
    store: Store,
    pub cached: CachedWorkspace,
}

impl Cache {
    /// The cache of the workspace. None if the arguments turn it off, or if there is no place for it.
    pub fn of(arguments: &CheckArguments, targets: &Targets) -> Result<Option<Cache>> {
        let Some(folder) = folder::of(arguments, targets)? else {
            return Ok(None);
        };
        let store = Store::new(folder, &targets.roots);
        let stored: Option<CachedWorkspace> = store.read();
        let cached = stored.filter(|cached| cached.is_of(targets));
        Ok(Some(Cache {
            store,
            cached: cached.unwrap_or_else(|| CachedWorkspace::of(targets, BTreeMap::new())),
        }))
    }

    /// Replaces what is stored.
    pub fn write(&self) {
        self.store.write(&self.cached);
    }
}
