//! What a file contained when it was read, and how it looked, so that a later check can tell without
//! reading it whether it is still the same.
//!
//! The age of a file decides whether its stamp is trusted, and no clock is compared with that of another
//! machine. A file that is younger than two seconds when it is read is stored without a stamp and read
//! again the next time, as Git does with its index.

use std::fs::Metadata;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::text::Digest;
use crate::workspace::{ArticleProblem, CopyResult};

/// A file as it was when it was read, or why it could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileState {
    Text {
        /// None if the file was so young that it could change without looking different.
        stamp: Option<FileStamp>,
        /// None if no cache is used.
        digest: Option<Digest>,
    },
    Unreadable(String),
}

/// What the file system says about a file. Any change of the file changes this, unless both happen
/// within one tick of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStamp {
    length: u64,
    inode: u64,
    modified: Moment,
    /// The last change of anything about the file; if that is not known, its creation.
    changed: Moment,
}

/// Seconds since 1970, and nanoseconds.
type Moment = (i64, i64);

/// Seconds. Longer than a tick of any file system's clock.
const TICK: i64 = 2;

/// Whether a file is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    Unchanged,
    /// It looks different and contains the same text.
    SameText,
    Changed,
}

impl Freshness {
    /// Whether both files are as they were.
    pub fn and(self, other: Freshness) -> Freshness {
        match (self, other) {
            (Freshness::Changed, _) | (_, Freshness::Changed) => Freshness::Changed,
            (Freshness::SameText, _) | (_, Freshness::SameText) => Freshness::SameText,
            _ => Freshness::Unchanged,
        }
    }
}

impl FileState {
    /// Reads the file. `for_cache` asks for the stamp and the digest.
    pub fn read<T: AsRef<str>>(
        path: &Path,
        for_cache: bool,
        read: impl Fn(&Path) -> Result<T, ArticleProblem>,
    ) -> (FileState, Result<T, ArticleProblem>) {
        // Taken before the file is read: if the file changes from here on, it looks different.
        let stamp = for_cache.then(|| FileStamp::of_old(path)).flatten();
        let text = read(path);
        let state = match &text {
            Ok(text) => FileState::Text {
                stamp,
                digest: for_cache.then(|| Digest::of(text.as_ref())),
            },
            Err(problem) => FileState::Unreadable(problem.to_string()),
        };
        (state, text)
    }

    /// The state of a copy of a source that was read after it looked like `stamp`.
    pub fn of_copy(stamp: Option<FileStamp>, copy: &CopyResult) -> FileState {
        match copy {
            Ok(copy) => FileState::Text {
                stamp,
                digest: Some(copy.checksum.digest()),
            },
            Err(problem) => FileState::Unreadable(problem.to_string()),
        }
    }

    /// A text that was just written to the file.
    pub fn of_written(text: &str, for_cache: bool) -> FileState {
        FileState::Text {
            stamp: None,
            digest: for_cache.then(|| Digest::of(text)),
        }
    }

    /// Returns whether the file contains what it contained, and if so, takes over how it looks now. The
    /// file is read, with `read`, only if it looks different.
    pub fn renew(&mut self, path: &Path, read: impl FnOnce() -> FileState) -> Freshness {
        if let FileState::Text {
            stamp: Some(stamp), ..
        } = self
            && FileStamp::of(path) == Some(*stamp)
        {
            return Freshness::Unchanged;
        }
        self.renew_from(read())
    }

    /// The same for a file that has been read already.
    pub fn renew_from(&mut self, now: FileState) -> Freshness {
        if now == *self {
            return Freshness::Unchanged;
        }
        if now.content() != self.content() {
            return Freshness::Changed;
        }
        *self = now;
        Freshness::SameText
    }

    /// The file is read the next time, however it looks.
    pub fn forget_stamp(&mut self) {
        if let FileState::Text { stamp, .. } = self {
            *stamp = None;
        }
    }

    /// The digest of what was read, if there is one; the error says why nothing was read.
    pub fn content(&self) -> Result<Option<Digest>, &str> {
        match self {
            FileState::Text { digest, .. } => Ok(*digest),
            FileState::Unreadable(why) => Err(why),
        }
    }
}

impl FileStamp {
    /// None if the file is so young that it could change without looking different.
    pub fn of_old(path: &Path) -> Option<FileStamp> {
        FileStamp::of(path).filter(|stamp| stamp.is_old(now()))
    }

    fn of(path: &Path) -> Option<FileStamp> {
        path.metadata().ok().map(|metadata| stamp_of(&metadata))
    }

    fn is_old(&self, now: Moment) -> bool {
        let (seconds, nanoseconds) = self.modified.max(self.changed);
        (seconds.saturating_add(TICK), nanoseconds) < now
    }
}

#[cfg(unix)]
fn stamp_of(metadata: &Metadata) -> FileStamp {
    use std::os::unix::fs::MetadataExt;
    FileStamp {
        length: metadata.len(),
        inode: metadata.ino(),
        modified: (metadata.mtime(), metadata.mtime_nsec()),
        changed: (metadata.ctime(), metadata.ctime_nsec()),
    }
}

#[cfg(not(unix))]
fn stamp_of(metadata: &Metadata) -> FileStamp {
    let moment = |time: std::io::Result<SystemTime>| time.map_or((i64::MAX, 0), moment_of);
    FileStamp {
        length: metadata.len(),
        inode: 0,
        modified: moment(metadata.modified()),
        changed: moment(metadata.created()),
    }
}

fn now() -> Moment {
    moment_of(SystemTime::now())
}

fn moment_of(time: SystemTime) -> Moment {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    (since.as_secs() as i64, i64::from(since.subsec_nanos()))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::Duration;

    use super::*;
    use crate::workspace::disk;

    /// The state of a file that was written some time ago, on a file system without times of changes.
    fn old_state(path: &Path, text: &str) -> FileState {
        fs::write(path, text).unwrap();
        FileState::Text {
            stamp: FileStamp::of(path),
            digest: Some(Digest::of(text)),
        }
    }

    fn renew(state: &mut FileState, path: &Path) -> Freshness {
        state.renew(path, || FileState::read(path, true, disk::read).0)
    }

    #[test]
    fn a_file_that_looks_the_same_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let mut state = old_state(&path, "a");
        let read = || -> FileState { panic!("it was read") };
        assert_eq!(state.renew(&path, read), Freshness::Unchanged);
    }

    #[test]
    fn a_young_file_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "a").unwrap();
        let (mut state, _) = FileState::read(&path, true, disk::read);
        assert!(matches!(state, FileState::Text { stamp: None, .. }));
        assert_eq!(renew(&mut state, &path), Freshness::Unchanged);
        fs::write(&path, "b").unwrap();
        assert_eq!(renew(&mut state, &path), Freshness::Changed);
    }

    #[test]
    fn a_file_that_looks_different_is_compared_by_its_text() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let mut state = old_state(&path, "a");
        let later = SystemTime::now() + Duration::from_secs(9);
        File::options()
            .append(true)
            .open(&path)
            .unwrap()
            .set_modified(later)
            .unwrap();
        assert_eq!(renew(&mut state, &path), Freshness::SameText);
        fs::write(&path, "b").unwrap();
        assert_eq!(renew(&mut state, &path), Freshness::Changed);
        assert_eq!(renew(&mut state, &path), Freshness::Changed);
        assert_eq!(state.content(), Ok(Some(Digest::of("a"))));
        fs::remove_file(&path).unwrap();
        assert_eq!(renew(&mut state, &path), Freshness::Changed);
    }

    #[test]
    fn an_unreadable_file_is_compared_by_the_reason() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let (mut state, _) = FileState::read(&path, true, disk::read);
        assert_eq!(state.content(), Err("does not exist"));
        assert_eq!(renew(&mut state, &path), Freshness::Unchanged);
        fs::write(&path, b"\xff").unwrap();
        assert_eq!(renew(&mut state, &path), Freshness::Changed);
    }

    #[test]
    fn a_stamp_is_trusted_after_one_tick() {
        let stamp = FileStamp {
            length: 1,
            inode: 1,
            modified: (10, 5),
            changed: (11, 5),
        };
        for (now, is_old) in [((11, 9), false), ((13, 5), false), ((13, 6), true)] {
            assert_eq!(stamp.is_old(now), is_old, "{now:?}");
        }
    }
}
