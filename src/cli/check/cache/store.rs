//! The files that contain caches. Each exists as a whole or not at all, even if others write it at the same
//! time. One that is damaged, or that another build has written, is treated as missing.
//!
//! The cache is stored with postcard, which has one stable format, is widely used and maintained. bincode is
//! no longer maintained, and the time that rkyv and others save does not matter here: 10,000 files are read
//! in some milliseconds. The file has a checksum, so that a damaged one is never decoded.

use std::fs::{self, DirBuilder, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cli::writing::refuse_too_large;
use crate::text::{Digest, Digesting};

const MAGIC: &[u8] = b"sayso cache\n";
const EXTENSION: &str = "cache";
const TEMPORARY: &str = ".sayso-";

/// The maximum number of workspaces with a cache, and of bytes in all caches. The most recently used ones
/// are stored.
const MAX_CACHES: usize = 32;
const MAX_BYTES: u64 = 256 << 20;

/// The age at which a temporary file has been abandoned.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// The cache file of one workspace.
pub struct Store {
    folder: PathBuf,
    file: PathBuf,
}

impl Store {
    pub fn new(folder: PathBuf, roots: &[PathBuf]) -> Store {
        let mut name = Digesting::default();
        for root in roots {
            name.add(root.as_os_str().as_encoded_bytes());
        }
        let digits = name.done().0.map(|byte| format!("{byte:02x}")).concat();
        let file = folder.join(digits).with_extension(EXTENSION);
        Store { folder, file }
    }

    /// What is stored, if it is complete and this build has written it.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        let metadata = self.file.symlink_metadata().ok()?;
        if !metadata.is_file() || metadata.len() > MAX_BYTES {
            return None;
        }
        let bytes = fs::read(&self.file).ok()?;
        let rest = bytes.strip_prefix(MAGIC)?;
        let (digest, content) = rest.split_at_checked(16)?;
        if digest != digest_of(content).0 {
            return None;
        }
        // Marks it as used: the unused ones are removed first.
        let opened = File::open(&self.file).and_then(|file| file.set_modified(SystemTime::now()));
        drop(opened);
        postcard::from_bytes(content).ok()
    }

    pub fn write(&self, content: &impl Serialize) {
        // Fails for names of files that are not UTF-8, for example.
        let Ok(content) = postcard::to_stdvec(content) else {
            return;
        };
        if content.len() as u64 <= MAX_BYTES / 2 && self.replace(&content).is_ok() {
            tidy(&self.folder);
        }
    }

    fn replace(&self, content: &[u8]) -> io::Result<()> {
        create(&self.folder)?;
        refuse_too_large(MAGIC.len() + 16 + content.len())?;
        let mut file = tempfile::Builder::new()
            .prefix(TEMPORARY)
            .tempfile_in(&self.folder)?;
        for part in [MAGIC, &digest_of(content).0, content] {
            file.write_all(part)?;
        }
        file.persist(&self.file)?;
        Ok(())
    }
}

/// The digest of the content and of the build that can read it.
///
/// The build identifies a cache, not the version: `build.rs` hashes the sources. During development the
/// version stays the same while rules change.
fn digest_of(content: &[u8]) -> Digest {
    let mut digesting = Digesting::default();
    digesting.add(env!("CARGO_PKG_VERSION"));
    digesting.add(env!("SAYSO_BUILD"));
    digesting.add(content);
    digesting.done()
}

/// Creates the folder, which nobody else can read.
pub fn create(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Removes the caches that have not been used for the longest time. Other files stay.
fn tidy(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut caches: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        let Some(metadata) = entry.metadata().ok().filter(Metadata::is_file) else {
            continue;
        };
        let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        if is_cache(&path) {
            caches.push((modified, metadata.len(), path));
        } else if is_temporary(&path) && modified.elapsed().is_ok_and(|age| age > ABANDONED) {
            drop(fs::remove_file(path));
        }
    }
    caches.sort_by(|a, b| b.cmp(a));
    let mut bytes = 0;
    for (at, (_, length, path)) in caches.iter().enumerate() {
        bytes += length;
        if at >= MAX_CACHES || bytes > MAX_BYTES {
            drop(fs::remove_file(path));
        }
    }
}

fn is_cache(path: &Path) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let is_digest = |stem: &str| stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit());
    path.extension().is_some_and(|it| it == EXTENSION) && stem.is_some_and(is_digest)
}

fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.as_encoded_bytes().starts_with(TEMPORARY.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().flatten();
        let mut names: Vec<String> = entries
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn store(folder: &Path, number: usize) -> Store {
        Store::new(folder.to_owned(), &[PathBuf::from(number.to_string())])
    }

    #[test]
    fn what_was_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path(), 0);
        assert_eq!(store.read::<String>(), None);
        store.write(&"one");
        store.write(&"two");
        assert_eq!(store.read::<String>().as_deref(), Some("two"));
        assert_eq!(names(folder.path()).len(), 1);
    }

    #[test]
    fn a_damaged_file_is_ignored_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path(), 0);
        store.write(&"one");
        let whole = fs::read(&store.file).unwrap();
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 1;
            fs::write(&store.file, &broken).unwrap();
            assert_eq!(store.read::<String>(), None, "byte {at}");
            fs::write(&store.file, &whole[..at]).unwrap();
            assert_eq!(store.read::<String>(), None, "cut at {at}");
        }
        store.write(&"one");
        assert_eq!(store.read::<String>().as_deref(), Some("one"));
    }

    #[test]
    fn unused_caches_are_removed_and_other_files_stay() {
        let folder = tempfile::tempdir().unwrap();
        let age = |name: &str, hours: u64| {
            let file = File::options()
                .append(true)
                .create(true)
                .open(folder.path().join(name));
            let then = SystemTime::now() - Duration::from_secs(hours * 3600);
            file.unwrap().set_modified(then).unwrap();
        };
        for number in 0..MAX_CACHES {
            store(folder.path(), number).write(&number);
            let name = store(folder.path(), number).file;
            age(name.file_name().unwrap().to_str().unwrap(), 1);
        }
        let used = store(folder.path(), 0);
        let unused = store(folder.path(), 1);
        age(unused.file.file_name().unwrap().to_str().unwrap(), 2);
        used.read::<usize>();
        age("notes.cache", 9);
        age(".sayso-old", 9);
        age(".sayso-new", 0);
        store(folder.path(), MAX_CACHES).write(&0);
        assert!(used.file.exists());
        assert!(!unused.file.exists());
        let others = names(folder.path()).into_iter();
        let others: Vec<String> = others.filter(|name| name.len() < 20).collect();
        assert_eq!(others, [".sayso-new", "notes.cache"]);
    }
}
