//! What the program knows about an output format.

use anyhow::Result;

use crate::cli::check::fail_on::FailOn;
use crate::cli::check::outcome::Outcome;

/// An output format. Each has a file of its own, which holds its entry for [`FORMATS`].
///
/// [`FORMATS`]: super::FORMATS
#[derive(Debug)]
pub struct OutputFormat {
    /// The value of `--format`.
    pub name: &'static str,
    /// One line for `--help`, without a full stop.
    pub description: &'static str,
    pub audience: Audience,
    /// Whether it needs the texts that findings are about: to show excerpts, or to count bytes.
    pub(crate) needs_texts: bool,
    /// Whether it contains the safe fixes of findings.
    pub(crate) needs_fixes: bool,
    /// The whole output. May contain colour codes, which the caller removes where they are not wanted.
    pub(crate) write: fn(&Outcome, FailOn) -> Result<String>,
}

/// Who reads the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    People,
    Programs,
}
