//! Writing files that are not drafts: reports, baselines, the first files of a folder.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use tempfile::NamedTempFile;

use super::attributes::refuse_too_large;
use super::drafts::sync;
use super::exchange::replace;
use super::folder_locks::FolderLocks;
use super::temporary::{empty, of_new, remove_leftovers, replacement};
use super::{Written, cannot_write, place};
use crate::cli::output::BUFFER;

/// Writes the whole file, whatever was there, or leaves what is there. A link is replaced by the file: it may
/// lead anywhere.
pub fn overwrite(path: &Path, text: &str) -> Result<()> {
    overwrite_with(path, |out| Ok(out.write_all(text.as_bytes())?))
}

/// The same with what `write` writes, part by part.
pub fn overwrite_with(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let cannot = |error| cannot_write(path, &error);
    let written = |error: anyhow::Error| match error.downcast::<io::Error>() {
        Ok(error) => cannot(error),
        Err(other) => other.context(format!("cannot write {}", path.display())),
    };
    if is_stream(path) {
        let mut stream = open_stream(path).map_err(cannot)?;
        return write_buffered(&mut stream, write).map_err(written);
    }
    let place = place::of(path)?;
    let (_locks, folder) = locked(&place)?;
    let mut new = empty(&folder).map_err(cannot)?;
    let file = LimitedFile {
        file: new.as_file_mut(),
        bytes: 0,
    };
    write_buffered(file, write).map_err(written)?;
    new.as_file().sync_all().map_err(cannot)?;
    take_over_attributes(&place, &new);
    new.persist(&place).map_err(|error| cannot(error.error))?;
    sync(&folder);
    Ok(())
}

fn write_buffered(out: impl Write, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut out = BufWriter::with_capacity(BUFFER, out);
    write(&mut out)?;
    Ok(out.flush()?)
}

/// A file that may not become larger than the system allows: the system would kill the process.
struct LimitedFile<'a> {
    file: &'a mut File,
    /// The number of bytes written.
    bytes: usize,
}

impl Write for LimitedFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        refuse_too_large(self.bytes + bytes.len())?;
        let written = self.file.write(bytes)?;
        self.bytes += written;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Whether a path is a pipe, or a device such as the terminal. `/dev/stdout` leads to whatever it is.
fn is_stream(path: &Path) -> bool {
    let kind = path.symlink_metadata().map(|metadata| metadata.file_type());
    kind.is_ok_and(|kind| !kind.is_file() && !kind.is_symlink() && !kind.is_dir())
        || path.starts_with("/dev") && path.exists()
}

/// Opens a pipe or a device for writing. A pipe that nobody reads would wait for ever.
#[cfg(unix)]
fn open_stream(path: &Path) -> io::Result<File> {
    use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
    use std::os::unix::fs::OpenOptionsExt;
    use std::time::{Duration, Instant};
    const MAX_WAIT: Duration = Duration::from_secs(10);
    let flags = OFlags::NONBLOCK.bits() as i32;
    let began = Instant::now();
    let opened = loop {
        match File::options().write(true).custom_flags(flags).open(path) {
            Err(error) if error.raw_os_error() == Some(rustix::io::Errno::NXIO.raw_os_error()) => {
                if began.elapsed() > MAX_WAIT {
                    return Err(io::Error::other("no program reads from this pipe"));
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            opened => break opened?,
        }
    };
    fcntl_setfl(&opened, fcntl_getfl(&opened)? - OFlags::NONBLOCK)?;
    Ok(opened)
}

#[cfg(not(unix))]
fn open_stream(path: &Path) -> io::Result<File> {
    File::options().write(true).open(path)
}

fn take_over_attributes(place: &Path, new: &NamedTempFile) {
    let known = place.symlink_metadata().ok().filter(fs::Metadata::is_file);
    if let (Some(known), Ok(existing)) = (known, File::open(place)) {
        // A report that gets another owner is still a report.
        let _ = super::attributes::copy(&existing, &known, new.as_file());
    }
}

/// Writes one file that people change, too. As long as this exists, no other process of Sayso writes next to it.
pub struct LockedFile {
    shown: PathBuf,
    place: PathBuf,
    folder: PathBuf,
    _locks: FolderLocks,
}

impl LockedFile {
    /// The file at this path, or the one that a link leads to inside the workspace.
    pub fn at(path: &Path) -> Result<LockedFile> {
        let place = place::followed(&place::of(path)?);
        let (locks, folder) = locked(&place)?;
        Ok(LockedFile {
            shown: path.to_owned(),
            place,
            folder,
            _locks: locks,
        })
    }

    /// Writes the file if it still contains `old`; None means that there is no file.
    pub fn replace(&self, old: Option<&str>, new: &str) -> Result<Written> {
        let cannot = |error| cannot_write(&self.shown, &error);
        let written = match old {
            // A link that leads out of the workspace, or nowhere: the link is replaced.
            _ if self.place.is_symlink() => {
                let file = of_new(&self.folder, new).map_err(cannot)?;
                let persisted = file.persist(&self.place);
                persisted.map_err(|error| cannot(error.error))?;
                Written::Yes
            }
            None => create_in(&self.folder, &self.place, &self.shown, new)?,
            Some(old) => match replacement(&self.place, old, new) {
                Err(error) if error.kind() == ErrorKind::NotFound => Written::Changed,
                Err(error) => return Err(cannot(error)),
                Ok(prepared) => match replace(&self.place, old, new, prepared).map_err(cannot)? {
                    Some(replaced) => replaced.settle(old, new).map_err(cannot)?,
                    None => Written::Changed,
                },
            },
        };
        sync(&self.folder);
        Ok(written)
    }
}

/// Writes a file that does not exist yet, and its folder.
pub fn create(path: &Path, text: impl AsRef<[u8]>) -> Result<Written> {
    let place = place::of(path)?;
    create_folder(path.parent().unwrap_or(path))?;
    let (_locks, folder) = locked(&place)?;
    let written = create_in(&folder, &place, path, text)?;
    sync(&folder);
    Ok(written)
}

fn create_in(folder: &Path, place: &Path, shown: &Path, text: impl AsRef<[u8]>) -> Result<Written> {
    let cannot = |error| cannot_write(shown, &error);
    let file = of_new(folder, text).map_err(cannot)?;
    match file.persist_noclobber(place) {
        Ok(_) => Ok(Written::Yes),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(Written::Changed),
        Err(error) => Err(cannot(error.error)),
    }
}

/// Creates the folder and those above it.
pub fn create_folder(folder: &Path) -> Result<()> {
    let place = place::folder(folder, folder)?;
    fs::create_dir_all(place)
        .map_err(|error| anyhow!("{error}"))
        .with_context(|| format!("cannot create the folder {}", folder.display()))
}

/// The folder of a file, without leftovers and locked.
fn locked(place: &Path) -> Result<(FolderLocks, PathBuf)> {
    let folder = place.parent().unwrap_or(place).to_owned();
    remove_leftovers([&place.to_owned()]);
    let mut locks = FolderLocks::default();
    locks.add([folder.clone()])?;
    Ok((locks, folder))
}
