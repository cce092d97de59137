//! Writing output to the terminal and to files.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use anyhow::{Result, anyhow};
use tempfile::NamedTempFile;

/// In bytes.
const BUFFER: usize = 1 << 16;

/// Prints `text`, with its colours if the terminal wants them. Returns whether anybody reads it.
pub fn print(text: &str) -> Result<bool> {
    // Looking for colour codes in a long text takes time.
    print_with(text.contains('\u{1b}'), |out| {
        Ok(out.write_all(text.as_bytes())?)
    })
}

/// Prints what `write` writes, part by part. Colours are left out if the terminal does not want them. Returns
/// whether anybody reads it.
pub fn print_with(
    has_colours: bool,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<bool> {
    match has_colours {
        true => write_to_reader(anstream::stdout().lock(), write),
        false => write_to_reader(io::stdout().lock(), write),
    }
}

fn write_to_reader(
    output: impl Write,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<bool> {
    let mut output = BufWriter::with_capacity(BUFFER, ReadOutput::of(output));
    let written = write(&mut output).and_then(|()| Ok(output.flush()?));
    let (output, _) = output.into_parts();
    match output.is_unread {
        // The reader has seen enough, as in `sayso check | head`.
        true => Ok(false),
        false => written.map(|()| true),
    }
}

/// Notices that nobody reads what is written. The formats pass errors on in types of their own.
struct ReadOutput<W> {
    output: W,
    is_unread: bool,
}

impl<W> ReadOutput<W> {
    fn of(output: W) -> ReadOutput<W> {
        ReadOutput {
            output,
            is_unread: false,
        }
    }

    fn noticing<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        self.is_unread |= matches!(&done, Err(error) if error.kind() == ErrorKind::BrokenPipe);
        done
    }
}

impl<W: Write> Write for ReadOutput<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.output.write(bytes);
        self.noticing(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.output.flush();
        self.noticing(done)
    }
}

/// Writes the whole file, or leaves the existing one. A link is replaced by the file: it may lead anywhere.
pub fn write(path: &Path, text: &str) -> Result<()> {
    write_with(path, |out| Ok(out.write_all(text.as_bytes())?))
}

/// The same with what `write` writes, part by part.
pub fn write_with(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let is_special = path.symlink_metadata().is_ok_and(|metadata| {
        let kind = metadata.file_type();
        !kind.is_file() && !kind.is_symlink()
    });
    let done = match is_special {
        // A pipe, or a device such as the terminal.
        true => OpenOptions::new()
            .write(true)
            .open(path)
            .map_err(Into::into)
            .and_then(|mut file| write_buffered(&mut file, write)),
        false => replace(path, write),
    };
    done.map_err(|error| {
        let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
        match kind {
            Some(ErrorKind::NotFound) => {
                anyhow!("cannot write {}: create its folder first", path.display())
            }
            _ => anyhow!("cannot write {}: {error}", path.display()),
        }
    })
}

fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let mut file = temporary_in(folder.unwrap_or(Path::new(".")))?;
    write_buffered(file.as_file_mut(), write)?;
    if let Some(known) = path.symlink_metadata().ok().filter(Metadata::is_file) {
        file.as_file().set_permissions(known.permissions())?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn write_buffered(file: &mut File, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut out = BufWriter::with_capacity(BUFFER, file);
    write(&mut out)?;
    Ok(out.flush()?)
}

/// A temporary file with the permissions of an ordinary new file.
pub fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".sayso-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
