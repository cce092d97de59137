//! How a file looked, so that it can be known without reading it whether it looks so still.

use std::fs::Metadata;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::text::Digest;
use crate::workspace::ArticleProblem;

/// A file, as it looked when it was read; why it could not be read, where that is so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seen {
    Text {
        /// None where the file was so young that it could change and not look it.
        stamp: Option<Stamp>,
        /// None where nothing is kept.
        digest: Option<Digest>,
    },
    Nothing(String),
}

/// What the file system says of a file. Whoever changes the file changes this, unless both happen
/// within one tick of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    length: u64,
    inode: u64,
    modified: Moment,
    /// When anything about the file changed last; where that is not known, when it was created.
    changed: Moment,
}

/// Seconds since 1970, and nanoseconds.
type Moment = (i64, i64);

/// Longer than a tick of any file system's clock, in seconds.
const TICK: i64 = 2;

/// Whether a file is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Still {
    Same,
    /// It looks other than it did, and the text is the same.
    SameText,
    Other,
}

impl Seen {
    /// Reads the file, and says how it looks, should that be kept.
    pub fn read<T: AsRef<str>>(
        path: &Path,
        is_kept: bool,
        read: impl Fn(&Path) -> Result<T, ArticleProblem>,
    ) -> (Seen, Result<T, ArticleProblem>) {
        // Before it is read: what changes from here on looks other.
        let stamp = || Stamp::of(path).filter(|stamp| stamp.is_old(now()));
        let stamp = is_kept.then(stamp).flatten();
        let text = read(path);
        let seen = match &text {
            Ok(text) => Seen::Text {
                stamp,
                digest: is_kept.then(|| Digest::of(text.as_ref())),
            },
            Err(problem) => Seen::Nothing(problem.to_string()),
        };
        (seen, text)
    }

    /// Whether the file holds what it held, and if so, how it looks now. It is read only where it
    /// looks other than it did.
    pub fn renew<T: AsRef<str>>(
        &mut self,
        path: &Path,
        read: impl Fn(&Path) -> Result<T, ArticleProblem>,
    ) -> Still {
        if let Seen::Text {
            stamp: Some(stamp), ..
        } = self
            && Stamp::of(path) == Some(*stamp)
        {
            return Still::Same;
        }
        let (now, _) = Seen::read(path, true, read);
        if now == *self {
            return Still::Same;
        }
        if now.holds() != self.holds() {
            return Still::Other;
        }
        *self = now;
        Still::SameText
    }

    /// The file is read the next time, however it looks.
    pub fn forget_stamp(&mut self) {
        if let Seen::Text { stamp, .. } = self {
            *stamp = None;
        }
    }

    /// What was read, as far as it is kept; why nothing was, where that is so.
    pub fn holds(&self) -> Result<Option<Digest>, &str> {
        match self {
            Seen::Text { digest, .. } => Ok(*digest),
            Seen::Nothing(why) => Err(why),
        }
    }
}

impl Stamp {
    fn of(path: &Path) -> Option<Stamp> {
        path.metadata().ok().map(|metadata| stamp_of(&metadata))
    }

    fn is_old(&self, now: Moment) -> bool {
        let (seconds, nanoseconds) = self.modified.max(self.changed);
        (seconds.saturating_add(TICK), nanoseconds) < now
    }
}

#[cfg(unix)]
fn stamp_of(metadata: &Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    Stamp {
        length: metadata.len(),
        inode: metadata.ino(),
        modified: (metadata.mtime(), metadata.mtime_nsec()),
        changed: (metadata.ctime(), metadata.ctime_nsec()),
    }
}

#[cfg(not(unix))]
fn stamp_of(metadata: &Metadata) -> Stamp {
    let moment = |time: std::io::Result<SystemTime>| time.map_or((i64::MAX, 0), moment_of);
    Stamp {
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

    /// A file that was written some time ago, as a file system without the time of changes has it.
    fn seen_of_old(path: &Path, text: &str) -> Seen {
        fs::write(path, text).unwrap();
        Seen::Text {
            stamp: Stamp::of(path),
            digest: Some(Digest::of(text)),
        }
    }

    fn renew(seen: &mut Seen, path: &Path) -> Still {
        seen.renew(path, disk::read)
    }

    #[test]
    fn a_file_that_looks_the_same_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let mut seen = seen_of_old(&path, "a");
        let unread = |_: &Path| -> Result<String, ArticleProblem> { panic!("it was read") };
        assert_eq!(seen.renew(&path, unread), Still::Same);
    }

    #[test]
    fn a_young_file_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "a").unwrap();
        let (mut seen, _) = Seen::read(&path, true, disk::read);
        assert!(matches!(seen, Seen::Text { stamp: None, .. }));
        assert_eq!(renew(&mut seen, &path), Still::Same);
        fs::write(&path, "b").unwrap();
        assert_eq!(renew(&mut seen, &path), Still::Other);
    }

    #[test]
    fn what_looks_other_is_told_by_what_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let mut seen = seen_of_old(&path, "a");
        let later = SystemTime::now() + Duration::from_secs(9);
        File::options()
            .append(true)
            .open(&path)
            .unwrap()
            .set_modified(later)
            .unwrap();
        assert_eq!(renew(&mut seen, &path), Still::SameText);
        fs::write(&path, "b").unwrap();
        assert_eq!(renew(&mut seen, &path), Still::Other);
        assert_eq!(renew(&mut seen, &path), Still::Other);
        assert_eq!(seen.holds(), Ok(Some(Digest::of("a"))));
        fs::remove_file(&path).unwrap();
        assert_eq!(renew(&mut seen, &path), Still::Other);
    }

    #[test]
    fn what_cannot_be_read_is_known_by_the_reason() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let (mut seen, _) = Seen::read(&path, true, disk::read);
        assert_eq!(seen.holds(), Err("is not there"));
        assert_eq!(renew(&mut seen, &path), Still::Same);
        fs::write(&path, b"\xff").unwrap();
        assert_eq!(renew(&mut seen, &path), Still::Other);
    }

    #[test]
    fn a_tick_must_have_passed() {
        let stamp = Stamp {
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
