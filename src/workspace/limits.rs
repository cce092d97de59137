//! How much is read. Drafts come from strangers too, and nobody must wait for what no newsroom writes.

use std::fmt;

use crate::text::line_ends::line_ends;

/// Of a draft or registry, in bytes.
pub const LARGEST_FILE: usize = 5_000_000;
/// Of a draft or registry.
pub const MOST_LINES: usize = 250_000;
/// Of an article, in bytes.
pub const LARGEST_ARTICLE: usize = 2_000_000;

/// Of a `.gitignore`, in bytes.
pub const LARGEST_IGNORE: u64 = 100_000;

/// Why a text is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooMuch {
    /// More bytes than that.
    Bytes(usize),
    /// More lines than that.
    Lines(usize),
}

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            TooMuch::Bytes(bytes) => write!(f, "is larger than {} MB", bytes / 1_000_000)?,
            TooMuch::Lines(lines) => write!(f, "has more than {},000 lines", lines / 1_000)?,
        }
        f.write_str(", which is more than Sayso reads: divide it")
    }
}

/// Whether the text of a draft or registry is too much.
pub fn too_much(text: &str) -> Option<TooMuch> {
    match () {
        _ if text.len() > LARGEST_FILE => Some(TooMuch::Bytes(LARGEST_FILE)),
        // Most texts have fewer bytes.
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
    fn bytes_and_lines() {
        let told = |text: String| too_much(&text).map(|why| why.to_string());
        assert_eq!(told("a".repeat(LARGEST_FILE)), None);
        assert_eq!(told("a\n".repeat(MOST_LINES)), None);
        let bytes = "is larger than 5 MB, which is more than Sayso reads: divide it";
        assert_eq!(told("a".repeat(LARGEST_FILE + 1)), Some(bytes.to_owned()));
        let lines = "has more than 250,000 lines, which is more than Sayso reads: divide it";
        assert_eq!(told("a\n".repeat(MOST_LINES + 1)), Some(lines.to_owned()));
    }
}
