//! Replacing a file only if it contains what was read.
//!
//! Comparing first and renaming then would lose what an editor saves in between. Where the system can
//! exchange two files in one step, what was taken out is looked at afterwards: if it is not what was read, it
//! is put back.

use std::fs;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::Written;
use super::attributes::{self, cautiously};
use super::temporary::{Replacement, bytes_of};

/// More exchanges than editors save in that time.
const MAX_EXCHANGES: usize = 100;

/// A file that was replaced, until it is settled whether that was right.
pub struct Replaced {
    target: PathBuf,
    /// What was taken out; None if the system cannot exchange files.
    taken_out: Option<TempPath>,
}

/// Puts the replacement at the target. None if the target does not contain the old text.
pub fn replace(
    target: &Path,
    old: &str,
    new: &str,
    replacement: Replacement,
) -> io::Result<Option<Replaced>> {
    let found = bytes_of(target);
    let is = |text: &str| found.as_deref() == Some(text.as_bytes());
    if !is(old) {
        // Another name of the same file may have been written already.
        let done = || Replaced {
            target: target.to_owned(),
            taken_out: None,
        };
        return Ok(is(new).then(done));
    }
    let taken_out = match replacement {
        Replacement {
            path,
            in_place: true,
        } => {
            write_into(target, old, new)?;
            drop(path);
            None
        }
        Replacement { path, .. } => match exchange(&path, target)? {
            true => Some(path),
            false => {
                path.persist(target).map_err(|error| error.error)?;
                None
            }
        },
    };
    Ok(Some(Replaced {
        target: target.to_owned(),
        taken_out,
    }))
}

impl Replaced {
    /// Removes what was taken out if it is the old text; otherwise puts it back.
    pub fn settle(mut self, old: &str, new: &str) -> io::Result<Written> {
        let Some(taken_out) = self.taken_out.take() else {
            return Ok(Written::Yes);
        };
        let found = bytes_of(&taken_out);
        if found.as_deref() == Some(old.as_bytes()) {
            taken_out.close()?;
            return Ok(Written::Yes);
        }
        let mut put = Some(new.as_bytes().to_vec());
        for _ in 0..MAX_EXCHANGES {
            let newest = bytes_of(&taken_out);
            match exchange(&taken_out, &self.target) {
                Ok(true) => {}
                // The file is gone: an editor may be about to write a new one.
                _ => match fs::hard_link(&taken_out, &self.target) {
                    Ok(()) => return Ok(Written::Changed),
                    Err(_) => continue,
                },
            }
            let came_out = bytes_of(&taken_out);
            if came_out == put {
                return Ok(Written::Changed);
            }
            // Saved after the exchange before.
            put = newest;
        }
        let kept = taken_out.keep().map_err(|error| error.error)?;
        let why = format!("what was saved meanwhile is in {}", kept.display());
        Err(io::Error::other(why))
    }
}

/// Exchanges two files. Returns false if the system cannot.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    let unsupported = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP];
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(error) if unsupported.contains(&error) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Writes the text into the existing file, which keeps everything else. If that fails, it gets back what it
/// contained.
fn write_into(target: &Path, old: &str, new: &str) -> io::Result<()> {
    attributes::refuse_too_large(new.len().max(old.len()))?;
    let mut file = cautiously().read(true).write(true).open(target)?;
    reserve(&file, new.len())?;
    let mut write = |text: &str| {
        file.seek(SeekFrom::Start(0))?;
        file.write_all(text.as_bytes())?;
        file.set_len(text.len() as u64)?;
        file.sync_all()
    };
    write(new).inspect_err(|_| drop(write(old)))
}

/// Makes sure that there is room for the text before anything is overwritten.
#[cfg(target_os = "linux")]
fn reserve(file: &fs::File, bytes: usize) -> io::Result<()> {
    use rustix::fs::{FallocateFlags, fallocate};
    use rustix::io::Errno;
    match fallocate(file, FallocateFlags::KEEP_SIZE, 0, bytes.max(1) as u64) {
        Err(error @ (Errno::NOSPC | Errno::DQUOT | Errno::FBIG)) => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
fn reserve(_: &fs::File, _: usize) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::cli::writing::temporary::replacement;

    struct Draft(tempfile::TempDir);

    impl Draft {
        fn new() -> Draft {
            let draft = Draft(tempfile::tempdir().unwrap());
            draft.save("old");
            draft
        }

        fn path(&self) -> PathBuf {
            self.0.path().join("a.sayso")
        }

        fn save(&self, text: &str) {
            fs::write(self.path(), text).unwrap();
        }

        fn text(&self) -> String {
            fs::read_to_string(self.path()).unwrap()
        }

        fn replace(&self) -> Option<Replaced> {
            let prepared = replacement(&self.path(), "old", "new").unwrap();
            replace(&self.path(), "old", "new", prepared).unwrap()
        }

        #[track_caller]
        fn is(&self, text: &str) {
            assert_eq!(self.text(), text);
            assert_eq!(fs::read_dir(self.0.path()).unwrap().count(), 1);
        }
    }

    /// What a program writes that had the file open before it was replaced.
    fn write_late(replaced: &Replaced, text: &str) {
        fs::write(replaced.taken_out.as_ref().unwrap(), text).unwrap();
    }

    fn settle(replaced: Replaced) -> Written {
        replaced.settle("old", "new").unwrap()
    }

    #[test]
    fn what_was_read_is_replaced() {
        let draft = Draft::new();
        assert_eq!(settle(draft.replace().unwrap()), Written::Yes);
        draft.is("new");
        // The same text by another name of the file.
        assert_eq!(settle(draft.replace().unwrap()), Written::Yes);
        draft.save("saved");
        assert!(draft.replace().is_none());
        draft.is("saved");
    }

    #[test]
    fn what_was_saved_in_between_is_put_back() {
        let draft = Draft::new();
        let replaced = draft.replace().unwrap();
        write_late(&replaced, "late");
        assert_eq!(settle(replaced), Written::Changed);
        draft.is("late");
    }

    #[test]
    fn the_last_of_two_saves_stays() {
        let draft = Draft::new();
        let replaced = draft.replace().unwrap();
        write_late(&replaced, "late");
        draft.save("later");
        assert_eq!(settle(replaced), Written::Changed);
        draft.is("later");
    }

    #[test]
    fn a_save_is_put_back_even_if_the_file_is_gone() {
        let draft = Draft::new();
        let replaced = draft.replace().unwrap();
        write_late(&replaced, "late");
        fs::remove_file(draft.path()).unwrap();
        assert_eq!(settle(replaced), Written::Changed);
        draft.is("late");
    }

    #[test]
    fn a_replacement_is_readable_for_no_more_people() {
        let draft = Draft::new();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        for wanted in [0o600, 0o640, 0o666] {
            fs::set_permissions(draft.path(), fs::Permissions::from_mode(wanted)).unwrap();
            let prepared = replacement(&draft.path(), "old", "new").unwrap();
            assert!(!prepared.in_place);
            assert_eq!(mode(&prepared.path), wanted);
        }
        fs::hard_link(draft.path(), draft.0.path().join("b")).unwrap();
        let prepared = replacement(&draft.path(), "old", "new").unwrap();
        assert!(prepared.in_place);
        assert_eq!(mode(&prepared.path), 0o600);
    }
}
