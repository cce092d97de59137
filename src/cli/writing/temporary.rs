//! Temporary files, and those that a killed process left behind.
//!
//! Names say what may be in a file, so that no text that somebody saved is ever removed with the leftovers:
//!
//! - `.sayso-<16 characters>.part`: a text that is being written
//! - `.sayso-<digest>-<digest>-<16 characters>.tmp`: the old text of a file or its new one. If it contains
//!   anything else, another program saved that while the process was killed, and it stays.
//! - `.sayso-<16 characters>.copy`: a copy of a text that is being written into an existing file. It stays.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempPath};

use super::attributes::{self, cautiously};
use super::folder_locks::try_lock;
use crate::text::Digest;

const PREFIX: &str = ".sayso-";
const RANDOM: usize = 16;
const DIGEST: usize = 8;

/// No file that Sayso replaces is larger.
const MAX_BYTES: u64 = 64 << 20;

/// A new file with the permissions of an ordinary one, which has its whole text.
pub fn of_new(folder: &Path, text: impl AsRef<[u8]>) -> io::Result<NamedTempFile> {
    let mut file = empty(folder)?;
    fill(file.as_file_mut(), text.as_ref())?;
    Ok(file)
}

/// A new file with the permissions of an ordinary one.
pub fn empty(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    unfinished(&mut builder, folder)
}

fn unfinished(builder: &mut Builder, folder: &Path) -> io::Result<NamedTempFile> {
    let builder = builder.prefix(PREFIX).suffix(".part").rand_bytes(RANDOM);
    builder.tempfile_in(folder)
}

fn fill(file: &mut File, text: &[u8]) -> io::Result<()> {
    attributes::refuse_too_large(text.len())?;
    file.write_all(text)?;
    file.sync_all()
}

/// What shall replace a file: it has its attributes and the whole new text.
pub struct Replacement {
    pub path: TempPath,
    /// Whether the new text must be written into the existing file, because a new file could not have the
    /// same owner or the same other names.
    pub in_place: bool,
}

/// Writes the replacement of `target`, an existing file. Until it has the permissions of the target, only
/// its owner can read it.
pub fn replacement(target: &Path, old: &str, new: &str) -> io::Result<Replacement> {
    let existing = cautiously().read(true).open(target)?;
    let known = existing.metadata()?;
    let folder = target.parent().unwrap_or(target);
    let mut file = unfinished(&mut Builder::new(), folder)?;
    let in_place = attributes::has_other_names(&known)
        || attributes::copy(&existing, &known, file.as_file()).is_err();
    if in_place {
        // The attempt may have left permissions that the copy must not have.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            file.as_file()
                .set_permissions(fs::Permissions::from_mode(0o600))?;
        }
    }
    fill(file.as_file_mut(), new.as_bytes())?;
    let unfinished = file.into_temp_path();
    let name = unfinished.file_name().unwrap_or_default().to_string_lossy();
    let random = &name[PREFIX.len()..PREFIX.len() + RANDOM];
    let name = match in_place {
        true => format!("{PREFIX}{random}.copy"),
        false => format!("{PREFIX}{}-{}-{random}.tmp", digits(old), digits(new)),
    };
    let path = folder.join(name);
    fs::rename(&unfinished, &path)?;
    // It has another name now.
    let _ = unfinished.keep();
    Ok(Replacement {
        path: TempPath::try_from_path(path)?,
        in_place,
    })
}

fn digits(text: &str) -> String {
    let digest = Digest::of(text);
    let digits = digest.0.iter().take(DIGEST / 2);
    digits.map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of a regular file; None of anything else, and of a file that is larger than any that is replaced.
pub fn bytes_of(path: &Path) -> Option<Vec<u8>> {
    let file = cautiously().read(true).open(path).ok()?;
    let is_usual = |it: &Metadata| it.is_file() && it.len() <= MAX_BYTES;
    file.metadata().ok().filter(is_usual)?;
    let mut bytes = Vec::new();
    // It may grow meanwhile.
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Removes the temporary files of killed processes from the folders of these files.
pub fn remove_leftovers<'a>(files: impl IntoIterator<Item = &'a PathBuf>) {
    let folders: BTreeSet<&Path> = files.into_iter().filter_map(|file| file.parent()).collect();
    for folder in folders {
        let Ok(entries) = fs::read_dir(folder) else {
            continue;
        };
        let paths = entries.flatten().map(|entry| entry.path());
        let found: Vec<PathBuf> = paths.filter(|path| Leftover::of(path).is_some()).collect();
        // Whoever holds the lock may be using them.
        let lock = (!found.is_empty()).then(|| try_lock(folder)).flatten();
        if lock.is_some() {
            for path in found.iter().filter(|path| is_abandoned(path)) {
                let _ = fs::remove_file(path);
            }
        }
    }
}

/// A name that only Sayso gives.
enum Leftover<'a> {
    Unfinished,
    /// The digests of the texts that it may contain.
    Complete([&'a str; 2]),
}

impl Leftover<'_> {
    fn of(path: &Path) -> Option<Leftover<'_>> {
        let name = path.file_name()?.to_str()?.strip_prefix(PREFIX)?;
        let is_word = |word: &str, length| {
            word.len() == length && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if let Some(random) = name.strip_suffix(".part") {
            return is_word(random, RANDOM).then_some(Leftover::Unfinished);
        }
        let parts: Vec<&str> = name.strip_suffix(".tmp")?.split('-').collect();
        match parts[..] {
            [old, new, random]
                if is_word(old, DIGEST) && is_word(new, DIGEST) && is_word(random, RANDOM) =>
            {
                Some(Leftover::Complete([old, new]))
            }
            _ => None,
        }
    }
}

fn is_abandoned(path: &Path) -> bool {
    let is_ours = path.symlink_metadata().is_ok_and(|it| {
        it.is_file() && attributes::is_own(&it) && !attributes::has_other_names(&it)
    });
    is_ours
        && match Leftover::of(path) {
            Some(Leftover::Unfinished) => true,
            Some(Leftover::Complete(digests)) => {
                let text = bytes_of(path).and_then(|bytes| String::from_utf8(bytes).ok());
                text.is_some_and(|text| digests.contains(&&*digits(&text)))
            }
            None => false,
        }
}
