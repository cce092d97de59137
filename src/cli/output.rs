//! Writing output to the terminal and to files.

use std::fs::{Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anyhow::{Result, anyhow};
use tempfile::NamedTempFile;

/// Prints `text`, with its colours if the terminal wants them. Returns whether anybody reads it.
pub fn print(text: &str) -> io::Result<bool> {
    let written = match text.contains('\u{1b}') {
        true => write_to(anstream::stdout().lock(), text),
        // Looking for colour codes in a long text takes time.
        false => write_to(io::stdout().lock(), text),
    };
    match written {
        // The reader has seen enough, as in `sayso check | head`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        done => done.map(|()| true),
    }
}

fn write_to(mut output: impl Write, text: &str) -> io::Result<()> {
    output.write_all(text.as_bytes())?;
    output.flush()
}

/// The text without colour codes.
pub fn without_colours(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// Writes the whole file, or leaves the existing one. A link is replaced by the file: it may lead anywhere.
pub fn write(path: &Path, text: &str) -> Result<()> {
    let is_special = path.symlink_metadata().is_ok_and(|metadata| {
        let kind = metadata.file_type();
        !kind.is_file() && !kind.is_symlink()
    });
    let done = match is_special {
        // A pipe, or a device such as the terminal.
        true => OpenOptions::new()
            .write(true)
            .open(path)
            .and_then(|mut file| file.write_all(text.as_bytes())),
        false => replace(path, text),
    };
    done.map_err(|error| match error.kind() {
        ErrorKind::NotFound => anyhow!("cannot write {}: create its folder first", path.display()),
        _ => anyhow!("cannot write {}: {error}", path.display()),
    })
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let mut file = temporary_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    if let Some(known) = path.symlink_metadata().ok().filter(Metadata::is_file) {
        file.as_file().set_permissions(known.permissions())?;
    }
    file.persist(path)?;
    Ok(())
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
