//! What a check keeps for the next one: how every file looked, and what was found in each draft.
//!
//! Nothing in here is a text, and nothing of a confidential source: see [`Reported`]. A check finds
//! the same without it, later. So whatever goes wrong with it is no error: what cannot be read is
//! not there, and what cannot be written is not kept.
//!
//! [`Reported`]: crate::cli::check::reported::Reported

mod folder;
mod cached;
mod file_stamp;
mod store;

use std::collections::BTreeMap;

use anyhow::Result;

pub use cached::{Judged, Kept, KeptFile};
pub use file_stamp::{Seen, Still};

use self::store::Store;
use crate::cli::arguments::CheckArguments;
use crate::cli::targets::Targets;

/// What was kept of one workspace, and where.
pub struct Cache {
    store: Store,
    pub kept: Kept,
}

impl Cache {
    /// The cache of the workspace, unless the arguments want none or there is no place for it.
    pub fn of(arguments: &CheckArguments, targets: &Targets) -> Result<Option<Cache>> {
        let Some(folder) = folder::of(arguments, targets)? else {
            return Ok(None);
        };
        let store = Store::new(folder, &targets.roots);
        let read: Option<Kept> = store.read();
        let kept = read.filter(|kept| kept.is_of(targets));
        Ok(Some(Cache {
            store,
            kept: kept.unwrap_or_else(|| Kept::of(targets, BTreeMap::new())),
        }))
    }

    /// Puts what is kept in the place of what was kept before.
    pub fn write(&self) {
        self.store.write(&self.kept);
    }
}
