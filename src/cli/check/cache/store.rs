//! The files that caches stand in. Each is there as a whole or not at all, whoever else writes it
//! at the same time; one that is broken, or that another build has written, is as none.

use std::fs::{self, DirBuilder, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::text::{Digest, Digesting};

const MAGIC: &[u8] = b"sayso cache\n";
const EXTENSION: &str = "cache";
const TEMPORARY: &str = ".sayso-";

/// Of so many workspaces, and in so many bytes, caches are kept: of those that were used last.
const MOST: usize = 32;
const LARGEST: u64 = 256 << 20;

/// What is being written has been given up by then.
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

    /// What was kept, if all of it is there and this build has kept it.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        let metadata = self.file.symlink_metadata().ok()?;
        if !metadata.is_file() || metadata.len() > LARGEST {
            return None;
        }
        let bytes = fs::read(&self.file).ok()?;
        let rest = bytes.strip_prefix(MAGIC)?;
        let (digest, content) = rest.split_at_checked(16)?;
        if digest != digest_of(content).0 {
            return None;
        }
        // Those that are not used are the first to go.
        let opened = File::open(&self.file).and_then(|file| file.set_modified(SystemTime::now()));
        drop(opened);
        postcard::from_bytes(content).ok()
    }

    pub fn write(&self, kept: &impl Serialize) {
        // Names of files that are no text cannot be kept, for example.
        let Ok(content) = postcard::to_stdvec(kept) else {
            return;
        };
        if content.len() as u64 <= LARGEST / 2 && self.replace(&content).is_ok() {
            tidy(&self.folder);
        }
    }

    fn replace(&self, content: &[u8]) -> io::Result<()> {
        create(&self.folder)?;
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

/// Of the content and of the build that can read it.
fn digest_of(content: &[u8]) -> Digest {
    let mut digesting = Digesting::default();
    digesting.add(env!("CARGO_PKG_VERSION"));
    digesting.add(env!("SAYSO_BUILD"));
    digesting.add(content);
    digesting.done()
}

/// Creates the folder, for nobody else to read.
pub fn create(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Takes out what has not been used for long. What is not ours stays.
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
        if at >= MOST || bytes > LARGEST {
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
    fn a_file_with_a_wrong_byte_is_none_and_is_replaced() {
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
    fn what_is_not_used_goes_and_what_is_not_ours_stays() {
        let folder = tempfile::tempdir().unwrap();
        let age = |name: &str, hours: u64| {
            let file = File::options()
                .append(true)
                .create(true)
                .open(folder.path().join(name));
            let then = SystemTime::now() - Duration::from_secs(hours * 3600);
            file.unwrap().set_modified(then).unwrap();
        };
        for number in 0..MOST {
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
        store(folder.path(), MOST).write(&0);
        assert!(used.file.exists());
        assert!(!unused.file.exists());
        let others = names(folder.path()).into_iter();
        let others: Vec<String> = others.filter(|name| name.len() < 20).collect();
        assert_eq!(others, [".sayso-new", "notes.cache"]);
    }
}
