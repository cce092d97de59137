//! Opening files that may be anything, and reading no more of them than a limit.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use crate::workspace::article_text::ArticleProblem;
use crate::workspace::file_kind::FileKind;
use crate::workspace::limits::TooMuch;

/// Whether a link at the end of the path is followed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Links {
    Followed,
    /// A link is an error: somebody else may have made it.
    Refused,
}

/// The bytes of a regular file of at most `largest` bytes. Nothing else is read: a pipe or a device may
/// never end.
pub fn bytes_up_to(largest: usize, path: &Path, links: Links) -> Result<Vec<u8>, ArticleProblem> {
    let file = opened_up_to(largest as u64, path, links)?;
    let length = file.metadata().map_err(problem_of)?.len();
    let mut bytes = Vec::with_capacity(length as usize + 1);
    // A file may grow, and those of `/proc` have no length.
    let mut limited = file.take(largest as u64 + 1);
    limited.read_to_end(&mut bytes).map_err(problem_of)?;
    match bytes.len() > largest {
        true => Err(ArticleProblem::TooMuch(TooMuch::Bytes(largest))),
        false => Ok(bytes),
    }
}

/// A regular file of at most `largest` bytes, to read it.
pub fn opened_up_to(largest: u64, path: &Path, links: Links) -> Result<File, ArticleProblem> {
    let looked = match links {
        Links::Followed => path.metadata(),
        Links::Refused => path.symlink_metadata(),
    };
    // Opening some devices has an effect.
    refuse_irregular(&looked.map_err(problem_of)?)?;
    let file = open(path, links).map_err(problem_of)?;
    // It may be another file by now.
    let metadata = file.metadata().map_err(problem_of)?;
    refuse_irregular(&metadata)?;
    match metadata.len() > largest {
        true => Err(ArticleProblem::TooMuch(TooMuch::Bytes(largest as usize))),
        false => Ok(file),
    }
}

/// The text of a regular file of at most `largest` bytes. Links are followed.
pub fn text_up_to(largest: usize, path: &Path) -> Result<String, ArticleProblem> {
    let bytes = bytes_up_to(largest, path, Links::Followed)?;
    String::from_utf8(bytes)
        .map_err(|error| ArticleProblem::NotText(FileKind::of(error.as_bytes(), path)))
}

/// The same for an article, which people may have written with any program.
pub fn article_up_to(largest: usize, path: &Path) -> Result<String, ArticleProblem> {
    let bytes = match bytes_up_to(largest, path, Links::Followed) {
        Err(problem @ ArticleProblem::TooMuch(_)) => {
            let kind = FileKind::known(&first_bytes(path)?, path);
            return Err(kind.map_or(problem, ArticleProblem::NotText));
        }
        bytes => bytes?,
    };
    match FileKind::known(&bytes, path) {
        Some(kind) => Err(ArticleProblem::NotText(kind)),
        None => String::from_utf8(bytes).map_err(|_| ArticleProblem::NotText(FileKind::Unknown)),
    }
}

/// As many bytes at the start of a regular file as show what kind of file it is.
fn first_bytes(path: &Path) -> Result<Vec<u8>, ArticleProblem> {
    const ENOUGH: u64 = 64 * 1024;
    let file = open(path, Links::Followed).map_err(problem_of)?;
    refuse_irregular(&file.metadata().map_err(problem_of)?)?;
    let mut bytes = Vec::new();
    file.take(ENOUGH)
        .read_to_end(&mut bytes)
        .map_err(problem_of)?;
    Ok(bytes)
}

fn refuse_irregular(metadata: &Metadata) -> Result<(), ArticleProblem> {
    let what = match () {
        () if metadata.is_file() => return Ok(()),
        () if metadata.is_dir() => "it is a folder",
        () if metadata.is_symlink() => "it is a link",
        () => "it is not a regular file",
    };
    Err(ArticleProblem::Unreadable(what.to_owned()))
}

#[cfg(unix)]
fn open(path: &Path, links: Links) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    let no_links = match links {
        Links::Followed => OFlags::empty(),
        Links::Refused => OFlags::NOFOLLOW,
    };
    // Otherwise opening a pipe waits for its writer.
    let flags = (OFlags::NONBLOCK | no_links).bits() as i32;
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path, _: Links) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

pub fn problem_of(error: io::Error) -> ArticleProblem {
    match error.kind() {
        io::ErrorKind::NotFound => ArticleProblem::Missing,
        io::ErrorKind::PermissionDenied => ArticleProblem::Unreadable("permission denied".into()),
        _ => ArticleProblem::Unreadable(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn files_without_a_length_have_a_limit_too() {
        let read = |largest| bytes_up_to(largest, Path::new("/proc/self/status"), Links::Refused);
        assert!(read(1_000_000).is_ok_and(|bytes| !bytes.is_empty()));
        let too_much = ArticleProblem::TooMuch(TooMuch::Bytes(10));
        assert_eq!(read(10), Err(too_much));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_refused_or_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a"), folder.path().join("b"));
        std::fs::write(&file, "a").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert!(bytes_up_to(9, &link, Links::Followed).is_ok());
        let is_link = ArticleProblem::Unreadable("it is a link".to_owned());
        assert_eq!(bytes_up_to(9, &link, Links::Refused), Err(is_link));
        // Between looking and opening, a file may be replaced by a link.
        assert!(open(&link, Links::Refused).is_err());
    }
}
