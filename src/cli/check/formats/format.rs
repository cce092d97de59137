//! What the program knows about an output format.

use std::io::Write;

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
    /// Writes the whole output, in parts: the output of a large check does not fit into memory.
    pub(crate) write: WriteOutcome,
    /// Writes the statistics in this format, if it has a form for them.
    pub(crate) write_statistics: Option<WriteOutcome>,
}

type WriteOutcome = fn(&mut dyn Write, &Outcome, WriteOptions) -> Result<()>;

/// Who reads the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    People,
    Programs,
}

/// How findings are written.
#[derive(Clone, Copy, Debug)]
pub struct WriteOptions {
    pub fail_on: FailOn,
    /// Whether output for people contains all findings, however many there are.
    pub all: bool,
    /// Whether output for people may contain colour codes.
    pub colours: bool,
    /// Whether output for people has no closing lines.
    pub quiet: bool,
    /// The width of the terminal, in columns. None if the output goes elsewhere.
    pub width: Option<usize>,
}
