//! Locks of folders, between processes of Sayso.
//!
//! The folder itself is locked, so that no file is left behind and a killed process holds nothing. Whoever
//! holds the lock is the only one with temporary files in the folder.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// The maximum time to wait for another process. It holds a lock for some milliseconds for each file.
const MAX_WAIT: Duration = Duration::from_secs(20);
const BETWEEN_TRIES: Duration = Duration::from_millis(5);

/// Locks that are held until this is dropped.
#[derive(Default)]
pub struct FolderLocks(BTreeMap<PathBuf, Option<File>>);

impl FolderLocks {
    /// Locks more folders. `folders` are in order, so that two processes do not wait for each other.
    pub fn add(&mut self, folders: impl IntoIterator<Item = PathBuf>) -> Result<()> {
        for folder in folders {
            if let Entry::Vacant(entry) = self.0.entry(folder) {
                let lock = lock(entry.key())?;
                entry.insert(lock);
            }
        }
        Ok(())
    }

    pub fn contains(&self, folder: &Path) -> bool {
        self.0.contains_key(folder)
    }
}

/// None if this system or file system has no such locks. Files are compared before they are replaced, too.
fn lock(folder: &Path) -> Result<Option<File>> {
    let Ok(file) = File::open(folder) else {
        return Ok(None);
    };
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) if began.elapsed() < MAX_WAIT => sleep(BETWEEN_TRIES),
            Err(TryLockError::WouldBlock) => bail!(
                "another program has locked the folder {}: wait until it is done, and run this command again",
                folder.display()
            ),
        }
    }
}

/// The lock of the folder, if nobody holds it and this system has such locks.
pub fn try_lock(folder: &Path) -> Option<File> {
    let file = File::open(folder).ok()?;
    file.try_lock().is_ok().then_some(file)
}
