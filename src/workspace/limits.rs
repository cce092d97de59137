//! The maximum sizes of what is read.
//!
//! Input that no newsroom writes is refused, in one finding. Whoever sends such a file to a public
//! repository must not be able to keep its CI busy. The limits are far above what people write (5,000
//! claims take 1 MB) and low enough that the worst file within them is checked within ten seconds and
//! 500 MB. They also apply in the editor, so that it never disagrees with the checker. See
//! `docs/decisions/0004-treat-drafts-as-untrusted-input.md`.

use std::fmt;

use crate::text::line_ends::line_ends;

/// The maximum size of a draft or registry, in bytes.
pub const LARGEST_FILE: usize = 5_000_000;
/// The maximum number of line ends in a draft or registry.
pub const MOST_LINES: usize = 250_000;
/// The maximum size of an article, in bytes.
pub const LARGEST_ARTICLE: usize = 2_000_000;

/// The maximum size of a copy of a source, in bytes: hours of film.
pub const LARGEST_COPY: u64 = 4_000_000_000;

/// The maximum size of an ignore file such as `.gitignore`, in bytes.
pub const LARGEST_IGNORE: usize = 100_000;
/// The maximum number of patterns in all ignore files of a workspace, or in one `sayso.toml`: a million
/// take gigabytes.
pub const MOST_PATTERNS: usize = 10_000;
/// The maximum number of wildcards in them. A path is compared with all of them at once, which takes as long
/// as there are wildcards.
pub const MOST_WILDCARDS: usize = 2_000;

/// The maximum size of a baseline, in bytes. A hundred thousand findings take 15 MB.
pub const LARGEST_BASELINE: usize = 20_000_000;

/// Why a text is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooMuch {
    /// More than this number of bytes.
    Bytes(usize),
    /// More than this number of lines.
    Lines(usize),
}

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            TooMuch::Bytes(bytes) => {
                write!(f, "is larger than the maximum of {} MB", bytes / 1_000_000)?
            }
            TooMuch::Lines(lines) => write!(
                f,
                "has more than the maximum of {},000 lines",
                lines / 1_000
            )?,
        }
        f.write_str(": split it")
    }
}

/// Why the text of a draft or registry is not read; `None` if it is.
pub fn too_much(text: &str) -> Option<TooMuch> {
    match () {
        _ if text.len() > LARGEST_FILE => Some(TooMuch::Bytes(LARGEST_FILE)),
        // Most texts have fewer bytes than that, so their lines need no counting.
        _ if text.len() > MOST_LINES && line_ends(text) > MOST_LINES => {
            Some(TooMuch::Lines(MOST_LINES))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_lines_are_limited() {
        let why = |text: String| too_much(&text).map(|why| why.to_string());
        assert_eq!(why("a".repeat(LARGEST_FILE)), None);
        assert_eq!(why("a\n".repeat(MOST_LINES)), None);
        let bytes = "is larger than the maximum of 5 MB: split it";
        assert_eq!(why("a".repeat(LARGEST_FILE + 1)), Some(bytes.to_owned()));
        let lines = "has more than the maximum of 250,000 lines: split it";
        assert_eq!(why("a\n".repeat(MOST_LINES + 1)), Some(lines.to_owned()));
    }
}
